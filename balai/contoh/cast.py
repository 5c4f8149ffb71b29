"""The people of the example: invented, with example decrees. They come with the issues that need them."""

from dataclasses import dataclass
from datetime import date

SINCE, UNTIL = date(2022, 1, 1), date(2029, 12, 31)
OPENED = date(2023, 1, 2)  # Balai is set up in the example, and its people are recorded
AWANRAHAYU = "33.99.99.2001"
KABUPATEN = "33.99"
SEBELAH = "33.99.01.2001"  # "desa sebelah": one of the invented villages of massal.zip


@dataclass(frozen=True, slots=True)
class Member:
    """One of the cast. `role` is the word in `/demo/masuk/<role>/` and the login's name."""

    role: str
    name: str
    office: str
    place: str
    decree: str


CAST = (
    Member("kades", "Teguh Wirasampurna", "kades", AWANRAHAYU, "SK Bupati 141/12/2021 (contoh)"),
    Member("bpd", "Slamet Rahardipta", "ketua_bpd", AWANRAHAYU, "SK Bupati 141/88/2021 (contoh)"),
    Member("kader", "Indah Wulan Sastrajaya", "kadus", AWANRAHAYU, "SK Kades 141/05/2022 (contoh)"),
    Member("sekdes", "Nur Kartaloka", "sekdes", AWANRAHAYU, "SK Kades 141/02/2022 (contoh)"),
    Member("operator", "Rini Kartawening", "operator", AWANRAHAYU, "SK Kades 141/11/2022 (contoh)"),
    Member("dinas", "Sri Awanlaksa", "dinas_pmd", KABUPATEN, "SK Kepala Dinas 800/015/2022 (contoh)"),
    Member("sebelah-sekdes", "Lina Wirakarta", "sekdes", SEBELAH, "SK Kades 141/03/2022 (contoh)"),
)

# The nine villages of the public news table of March 2023, by their official codes. Places only: no budget,
# official or date is invented for a real village.
REAL_VILLAGES = (
    "33.04.08.2010",  # Sered
    "33.04.08.2015",  # Blitar
    "33.04.08.2007",  # Pagelak
    "33.04.08.2005",  # Kutayasa
    "33.04.08.2004",  # Madukara
    "33.04.20.2006",  # Pesangkalan
    "33.04.20.2005",  # Kebutuhjurang
    "33.04.04.2012",  # Gumiwang
    "33.04.05.2016",  # Blambangan
)
