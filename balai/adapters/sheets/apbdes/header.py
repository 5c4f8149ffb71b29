"""The table's header, wherever it stands: which column holds what.

A header may spread over up to three rows with merged cells, be repeated on every page, and use other words than
Siskeudes. Columns are found by their words, never by their position.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from balai.adapters.sheets.apbdes.sources import fund_columns, group_above
from balai.adapters.sheets.apbdes.spelling import plain_words
from balai.adapters.sheets.grid import Row
from balai.ground.references import chart

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
    (KODE, r"kode|\bkd\b|no\.? *rek|^rekening$|nomor rekening|^bid(?:ang)?$|^sub|^keg(?:iatan)?$"),
    (KODE, r"^akun$|^kel(?:ompok)?$|^jenis$|^obj"),
    (URAIAN, r"ura?i?an\b|nama|deskripsi|rincian|jenis belanja|program|kegiatan|mata anggaran|^item"),
    (ANGGARAN, r"anggaran|\bapb(?:des|desa)?\b|jumlah|pagu|nilai|nominal|besar(?:an|nya)|\btotal\b|rupiah|\brp\b|plafon|biaya"),
)  # fmt: skip
_MONEY = {ANGGARAN, SEMULA, MENJADI}
_HALVES = {"dana", "desa", "(rp)", "(rp.)", "rp.", "rupiah", "belanja", "akun"}
_SCALED = re.compile(r"\b(?:ribu|juta)(?:an)?\b|\b(?:rp|x)\.?\s*\(?(?:1[.,])?000\b", re.IGNORECASE)
_SCALE_TOLD = re.compile(
    r"\b(?:dalam|x)\s+(?:rp\.?\s*)?(?:ribu|juta)(?:an)?\b|\b(?:ribuan|jutaan) rupiah", re.IGNORECASE
)
_NUMBERED = re.compile(r"(?:no|nomor|nomer)?\.?(?: urut)?")
_DOTTED = re.compile(r"(?:[0-9]{1,2}\.){1,8}[0-9]{0,2}")
_LOOKED_AT = 60  # rows below a header in which codes are looked for
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


def find_header(rows: Sequence[Row], index: int) -> Header | None:
    """The header that begins at `rows[index]`, or None. The tallest reading that names more columns wins."""
    best: Header | None = None
    for height in (1, 2, 3):
        window = rows[index : index + height]
        if (
            len(window) < height
            or _is_data(window[-1])
            or _is_label(window[0])
            or not any(map(_word, window[-1].cells))
        ):
            break
        header = _read(window, rows[index + height : index + height + _LOOKED_AT])
        if header is None:
            continue
        if best is None or len(header.roles) > len(best.roles) or _goes_on(window[-1]):
            best = header
    return best


def _is_label(row: Row) -> bool:
    """`Tahun Anggaran | : | 2025`: a line of the title, its label and value in cells of their own."""
    return any(isinstance(c, str) and c.strip().startswith(":") for c in row.cells)


def _goes_on(row: Row) -> bool:
    """Whether a row holds only second halves of headers: KEGIATAN below KODE, (Rp.) below ANGGARAN, DANA below SUMBER."""
    words = [str(c).strip().lower() for c in row.cells if _word(c)]
    return (
        len(words) >= 2
        and all(_role(w) or w in _HALVES for w in words)
        and not re.search("[0-9]", "".join(words))
    )


def _read(window: Sequence[Row], below: Sequence[Row]) -> Header | None:
    width = max(len(r.cells) for r in window)
    roles, texts = {}, {}
    for column in range(width):
        text = _stacked(window, column)
        if not text or len(text) > 60:
            continue
        role = _column_role(window, column, text)
        if role is not None:
            roles[column], texts[column] = role, text
    funds = _funds(window, roles)
    joined = _joined(roles, texts)
    if joined is not None:
        roles[width] = URAIAN
    _mend(roles, texts)
    if URAIAN not in roles.values() or not (_MONEY & set(roles.values()) or funds):
        return None
    if KODE not in roles.values() and not _find_codes(window, below, roles):
        return None
    first = window[0]
    if sum(1 for c in first.cells if _word(c)) < 2:
        return None
    words = tuple(t for c in range(width) if (t := _stacked(window, c)))
    return Header(roles, texts, len(window), width + (joined is not None), funds, words, joined)


def _find_codes(window: Sequence[Row], below: Sequence[Row], roles: dict[int, str]) -> bool:
    """Columns without a name, or called NO, in which nearly nothing but codes stands below."""
    found = False
    for column in range(max(len(r.cells) for r in window)):
        if column in roles or not _NUMBERED.fullmatch(_stacked(window, column)):
            continue
        cells = [
            str(c).strip()
            for r in below
            if column < len(r.cells) and (c := r.cells[column]) not in ("", None)
        ]
        codes = [c for c in cells if _DOTTED.fullmatch(c)]
        if len(codes) >= 2 and len(codes) * 10 >= len(cells) * 6:
            roles[column], found = KODE, True
    return found


def _column_role(window: Sequence[Row], column: int, text: str) -> str | None:
    """What a column holds: its own words first, then those of the merged group above (SEMULA over VOLUME | JUMLAH)."""
    whole = _role(text)
    level = max(n for n, r in enumerate(window) if column < len(r.cells) and _word(r.cells[column]))
    own = _role(plain_words(window[level].cells[column]))
    if level and own in {VOLUME, SATUAN, PERSEN, LAIN} and whole in {*_MONEY, SELISIH}:
        return own
    group = _role(group_above(window[:level], column)) if level and own == ANGGARAN else None
    return group if group in {SEMULA, MENJADI, SELISIH} else whole


def _joined(roles: dict[int, str], texts: dict[int, str]) -> int | None:
    """The column of codes and names together (`KODE DAN URAIAN`), if the table has no other column of names."""
    both = [c for c, r in roles.items() if r == KODE and re.search(r"\bkode\b.*(?:uraian|nama)", texts[c])]
    return both[0] if len(both) == 1 and URAIAN not in roles.values() else None


def _stacked(window: Sequence[Row], column: int) -> str:
    """All words of the header above one column, in small letters."""
    words = [plain_words(r.cells[column]) for r in window if column < len(r.cells) and _word(r.cells[column])]
    return " ".join(w for w in words if w)


def _funds(window: Sequence[Row], roles: dict[int, str]) -> dict[int, tuple[str, str]]:
    """Columns of single sources. Sets their role; the group above them says whether they are semula or menjadi."""
    funds: dict[int, tuple[str, str]] = {}
    for column, (code, group) in fund_columns(window).items():
        role = _role(group) if group else None
        roles[column] = DANA
        if role not in {SELISIH, PERSEN}:
            funds[column] = code, role if role in {SEMULA, MENJADI} else ANGGARAN
    return funds


def _word(cell: object) -> bool:
    return isinstance(cell, str) and bool(cell.strip())


def _role(text: str) -> str | None:
    return next((role for role, pattern in _WORDS if re.search(pattern, text)), None)


def _mend(roles: dict[int, str], texts: dict[int, str]) -> None:
    """Words that mean one thing alone and another beside others."""
    present = set(roles.values())
    if MENJADI in present and SEMULA not in present and ANGGARAN in present:
        # "Anggaran | Setelah Perubahan": the plain column is the one before the change.
        for column in [c for c, r in roles.items() if r == ANGGARAN][:1]:
            roles[column] = SEMULA
    elif MENJADI in present and SEMULA not in present:
        for column in [c for c, r in roles.items() if r == MENJADI]:
            roles[column] = ANGGARAN
    if SEMULA in present and not present & {MENJADI, ANGGARAN}:
        # "Anggaran Awal" alone is a first budget.
        for column in [c for c, r in roles.items() if r == SEMULA]:
            roles[column] = ANGGARAN
    if URAIAN not in present:
        # "Kode | Kegiatan | …": a lone column of names with a code-like header.
        named = [
            c
            for c, r in roles.items()
            if r == KODE and re.search(r"keg|jenis", texts[c]) and "kode" not in texts[c]
        ]
        if not named:
            named = [c for c, r in roles.items() if r == LAIN and "keterangan" in texts[c]]
        if len(named) == 1:
            roles[named[0]] = URAIAN


def _holds_sources(rows: Sequence[Row], column: int) -> bool:
    """Whether nearly all words in a column are names of sources (footers between pages are not)."""
    cells = [r.cells[column] for r in rows[:2000] if column < len(r.cells)]
    words = [c for c in cells if isinstance(c, str) and re.search("[A-Za-z]", c) and not _role(c.lower())]
    known = sum(1 for c in words if chart.normal_sumber(c))
    return known >= 2 and known * 10 >= len(words) * 8


def _is_data(row: Row) -> bool:
    """Whether a row already belongs to the table's body: it carries an amount or a code."""
    for cell in row.cells:
        if isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) > 20:
            return True
        if isinstance(cell, str) and re.fullmatch(
            r"\(?(?:rp\.? ?)?[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9-]{1,2})?\)?", cell.strip(), re.IGNORECASE
        ):
            return True
        if isinstance(cell, str) and re.fullmatch(r"[0-9]{1,2}(\.[0-9]{1,2})+\.?", cell.strip()):
            return True
    return False


def in_thousands(header: Header, head: Sequence[str]) -> bool:
    """Whether the amounts are thousands or millions of rupiah: a header or the title says so, the figures never do."""
    over = [header.texts[c] for c, role in header.roles.items() if role in _MONEY and c in header.texts]
    return any(_SCALED.search(t) for t in over) or any(_SCALE_TOLD.search(t) for t in head)


def is_numbering(row: Row) -> bool:
    """The row `1 | 2 | 3 | 4 | 5 | 6` (or `(1) (2)`, `4 = 3 - 2`) below a header."""
    cells = [str(c).strip().strip("()") for c in row.cells if str(c).strip()]
    heads = [re.match(r"([0-9]{1,2})(?:\.0)?(?:\s*[=(].*)?$", c) for c in cells]
    numbers = sorted({int(m.group(1)) for m in heads if m})
    return (
        len(cells) >= 3
        and len(numbers) == len(cells)
        and numbers == list(range(numbers[0], numbers[0] + len(cells)))
    )
