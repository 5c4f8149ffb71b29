"""Papers: what villages hang up, sign and hand out, set by typst from pure data."""
