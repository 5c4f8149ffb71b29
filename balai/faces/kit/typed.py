"""What somebody typed, as a page may show it again: no page says sixteen digits back."""

from urllib.parse import unquote_plus

from balai.plain.masks import has_nik, mask_nik


def typed(text: str, most: int) -> str:
    """`text` in one line's spacing, any NIK masked, and then at most `most` characters of it."""
    return mask_nik(" ".join(text[: 20 * most].split()))[:most]


def names_person(address: str) -> bool:
    """Whether an address of this site, with its query, holds a NIK, also in percent signs."""
    return has_nik(unquote_plus(address))
