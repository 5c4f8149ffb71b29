"""Kinds of Simpul and which may follow which: one table, checked by the database (decision 3).

Only kinds that a room registers today stand here; each issue adds its own with its migration.
"""

KINDS: dict[str, str] = {
    "cetakan": "cetakan",
    "kegiatan": "kegiatan APB Desa",
    "sk": "surat keputusan",
    "mandat": "mandat",
    "apb": "APB Desa",
    "berita_acara": "berita acara",
}

# (upstream, downstream): the downstream one came out of the upstream one.
PAIRS: frozenset[tuple[str, str]] = frozenset(
    {
        ("cetakan", "cetakan"),  # a newer print supersedes
        ("apb", "kegiatan"),
        ("apb", "cetakan"),
        ("sk", "mandat"),
        ("berita_acara", "apb"),
    }
)
