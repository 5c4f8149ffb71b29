"""The table's header, wherever it stands: which column holds what.

A header may spread over up to three rows with merged cells, be repeated on every page, and use other words than
Siskeudes. Columns are found by their words, never by their position.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from balai.adapters.sheets.apbdes.sources import read_source
from balai.adapters.sheets.grid import Row

KODE, URAIAN, ANGGARAN, SEMULA, MENJADI = "kode", "uraian", "anggaran", "semula", "menjadi"
SUMBER, VOLUME, SATUAN, SELISIH, PERSEN, LAIN = "sumber", "volume", "satuan", "selisih", "persen", "lain"
DANA = "dana"  # a column of one source's amounts

# The first pattern that matches names the column; more special words stand before more general ones.
_WORDS: tuple[tuple[str, str], ...] = (
    (LAIN, r"realisasi|terserap|pencairan|harga satuan|\bket\b|keterangan|pelaksana|lokasi"),
    (SUMBER, r"sumber|\bs\.?d\.?\b|asal dana|pos dana|^dana$|pendanaan"),
    (SELISIH, r"bertambah|berkurang|selisih|lebih|naik|turun|perbedaan"),
    (PERSEN, r"^%|\(%\)|persen|\b% *$"),
    (SEMULA, r"semula|sebelum|sblm|\bmurni\b|\bawal\b"),
    (MENJADI, r"menjadi|sesudah|setelah|stlh|perubahan|\bpak\b"),
    (VOLUME, r"\bvol(?:ume)?\b|keluaran|output|kuantitas"),
    (SATUAN, r"\bsat(?:uan)?\b"),
    (KODE, r"kode|\bkd\b|no\.? *rek|^rek(?:ening)?\.?$|nomor rekening|^bid(?:ang)?$|^sub|^keg(?:iatan)?$"),
    (KODE, r"^akun$|^kel(?:ompok)?$|^jenis$|^obj"),
    (URAIAN, r"ura?i?an\b|nama|deskripsi|rincian|jenis belanja|program|kegiatan|mata anggaran|^item"),
    (ANGGARAN, r"anggaran|\bapb(?:des|desa)?\b|jumlah|pagu|nilai|nominal|besar(?:an|nya)|\btotal\b|rupiah|\brp\b|plafon|biaya"),
)  # fmt: skip
MONEY = {ANGGARAN, SEMULA, MENJADI}
_THOUSAND = r"(?:1[.,]?)?000(?:[.,]?000)*\b"
_SCALED = re.compile(
    rf"\b(?:ribu|juta|mil[iy]ar)(?:an)?\b|(?:\b(?:rp|rupiah|dalam)\.?|[x×*])\s*\(?(?:rp\.?\s*)?{_THOUSAND}|\(\s*{_THOUSAND}\s*\)"
    r"|['’]000\b",
    re.IGNORECASE,
)
_SCALE_TOLD = re.compile(
    r"\b(?:dalam|x|satuan|angka)\s*:?\s*(?:rp\.?\s*)?(?:(?:ribu|juta|mil[iy]ar)(?:an)?\b|1[.,]?000\b)|"
    r"\b(?:ribuan|jutaan|mil[iy]aran) rupiah|\(\s*(?:rp\.?|x|×)?\s*(?:1[.,]?)?000\s*\)",
    re.IGNORECASE,
)
_CURRENCY = r"(?:usd|us\s?\$|\$|dol+ar|eur\b|euro\b|€|sgd|myr|ringgit|aud\b|jpy|yen\b|yuan|cny|gbp|£|sar\b|riyal|real saudi)"
_FOREIGN = re.compile(rf"(?<![a-z]){_CURRENCY}", re.IGNORECASE)
_FOREIGN_TOLD = re.compile(rf"(?:\b(?:dalam|mata uang|satuan|kurs)\s*:?\s*|\(\s*){_CURRENCY}", re.IGNORECASE)
_UNITS = re.compile(
    r"\(\s*(?:orang|org|jiwa|kk|unit|paket|buah|bh|kg|ton|liter|ltr|m|m2|m²|m3|m³|km|ha|hari|hok|bulan|bln|kali|persen)\.?\s*\)"
)
_LETTER = re.compile("[a-z]")
_YEAR = re.compile(r"\b20[0-9]{2}\b")


@dataclass(frozen=True, slots=True)
class Header:
    """Columns of one table, with the header's texts above them; spans run to the next named column.

    `funds`: columns of one source each, as (source, role of its amounts). `words`: all texts of the header.
    `joined`: the column that holds code and name in one cell; then names stand in a column beyond the table.
    """

    roles: dict[int, str]
    texts: dict[int, str]
    height: int
    width: int
    funds: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    joined: int | None = None

    def spans(self, role: str) -> tuple[tuple[int, ...], ...]:
        """Each column of a role with the unnamed ones beside it that a merged header covers."""
        out: list[tuple[int, ...]] = []
        for column in sorted(c for c, r in self.roles.items() if r == role):
            end = column + 1
            while end < self.width and end not in self.roles:
                end += 1
            out.append(tuple(range(column, end)))
        return tuple(out)

    def columns(self, role: str) -> tuple[int, ...]:
        """All columns of a role, those under merged headers too."""
        return tuple(column for span in self.spans(role) for column in span)

    def names_of_accounts(self) -> tuple[int, ...]:
        """The columns of accounts' names, if activities' names have a column of their own."""
        named = [c for c, r in self.roles.items() if r == URAIAN and c in self.texts]
        own = [c for c in named if re.search(r"rek|rinci|belanja|akun|objek", self.texts[c])]
        others = [c for c in named if re.search(r"keg|bidang", self.texts[c]) and c not in own]
        return tuple(own) if own and others else ()

    def text_over(self, column: int) -> str:
        """The header text that covers a column."""
        named = max((c for c in self.texts if c <= column), default=column)
        return self.texts.get(named, "")

    def of_year(self, year: int | None) -> "Header":
        """Of amount columns that name years (`Anggaran 2024`, `Anggaran 2025`) only that of `year`, if it is there."""
        dated = {c: t for c, t in self.texts.items() if self.roles[c] == ANGGARAN and _YEAR.search(t)}
        if len(dated) < 2 or not any(str(year) in t for t in dated.values()):
            return self
        others = {c: LAIN for c, t in dated.items() if str(year) not in t}
        return replace(self, roles=self.roles | others)

    def with_source(self, rows: Sequence[Row]) -> "Header":
        """Without a column SUMBER: a column of remarks, or without a name, in which only sources stand below."""
        if SUMBER in self.roles.values() or self.funds:
            return self
        for column in range(self.width):
            if self.roles.get(column, LAIN) == LAIN and _holds_sources(rows, column):
                return replace(
                    self, roles=self.roles | {column: SUMBER}, texts={column: "sumber"} | self.texts
                )
        return self

    @property
    def has_semula(self) -> bool:
        """Whether the print compares before and after."""
        present = {*self.roles.values(), *(role for _code, role in self.funds.values())}
        return SEMULA in present and MENJADI in present


def is_word(cell: object) -> bool:
    return isinstance(cell, str) and bool(cell.strip())


def role_of(text: str) -> str | None:
    return next((role for role, pattern in _WORDS if re.search(pattern, text)), None)


def _holds_sources(rows: Sequence[Row], column: int) -> bool:
    """Whether nearly all words in a column are names of sources (footers between pages are not)."""
    cells = [r.cells[column] for r in rows[:2000] if column < len(r.cells)]
    words = [c for c in cells if isinstance(c, str) and re.search("[A-Za-z]", c) and not role_of(c.lower())]
    known = sum(1 for c in words if read_source(c))
    return known >= 2 and known * 10 >= len(words) * 8


def in_thousands(header: Header, head: Sequence[str]) -> bool:
    """Whether the amounts are thousands or millions of rupiah: a header or the title says so, the figures never do."""
    return any(_SCALED.search(t) for t in _over_money(header)) or any(_SCALE_TOLD.search(t) for t in head)


def not_rupiah(header: Header, head: Sequence[str]) -> str:
    """What a header or the title says that the amounts are instead of rupiah: `usd`, `orang`; empty if nothing does."""
    over = _over_money(header)
    foreign = next((m for t in over if (m := _FOREIGN.search(t))), None)
    foreign = foreign or next((m for t in head if (m := _FOREIGN_TOLD.search(t))), None)
    if foreign:
        return foreign.group().strip(" (")
    units = [_UNITS.search(t) for t in over]
    return units[0].group().strip("( )") if units and units[0] and all(units) else ""


def _over_money(header: Header) -> list[str]:
    return [header.texts[c] for c, role in header.roles.items() if role in MONEY and c in header.texts]


def is_numbering(row: Row) -> bool:
    """The row `1 | 2 | 3 | 4 | 5 | 6` (or `(1) (2)`, `a b 2 3`, `1a 1b 2 3`, `4 = 3 - 2`) below a header."""
    cells = [str(c).strip().strip("()").lower() for c in row.cells if str(c).strip()]
    heads = [
        re.match(r"([0-9]{1,2})(?:\.0)?([a-z]?)(?:\s*[=(].*)?$", c) for c in cells if not _LETTER.fullmatch(c)
    ]
    numbers = sorted({int(m.group(1)) for m in heads if m})
    told = [m.group(1, 2) for m in heads if m]
    return (
        len(cells) >= 3
        and len(numbers) >= 2
        and len(told) == len(heads) == len(set(told))
        and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    )
