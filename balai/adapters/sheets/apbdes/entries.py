"""From rows to entries: each printed row with an amount, with its codes, before it is decided what is a line.

A rekening row takes the kegiatan above it, also across pages. A row without code and amount continues the name
above it. Headers, numbering rows, footers and signatures between pages are passed over and kept as free text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from balai.adapters.sheets.apbdes.amounts import quoted, read_amount
from balai.adapters.sheets.apbdes.beside import unfolded
from balai.adapters.sheets.apbdes.codes import Codes, Context, read_codes, split_joined
from balai.adapters.sheets.apbdes.find_header import find_header
from balai.adapters.sheets.apbdes.funds import Share, read_shares
from balai.adapters.sheets.apbdes.header import (
    ANGGARAN,
    MENJADI,
    SATUAN,
    SEMULA,
    SUMBER,
    URAIAN,
    VOLUME,
    Header,
    is_numbering,
)
from balai.adapters.sheets.apbdes.sources import read_source
from balai.adapters.sheets.apbdes.title import find_year
from balai.adapters.sheets.grid import Cell, Grid, Row
from balai.plain.findings import NOWHERE, Finding, Level, Place
from balai.plain.rupiah import ZERO

_NOTE = re.compile(
    r"^(?:rekap|ringkasan|catatan|keterangan|ket\b|nb\b|\*|printed|dicetak|halaman|hal\.|mengetahui|kepala desa|sekretaris|kaur|ttd|"
    r"disetujui|lampiran|rekap|ringkasan|jumlah dipindahkan|pindahan|lanjutan|sub ?total)|"
    r",\s*[0-3]?[0-9] [A-Za-z]+ 20[0-9]{2}|halaman [0-9]+ dari",
    re.IGNORECASE,
)
_FOOT = re.compile(
    r"printed by|halaman\s+[0-9]+\s+dari|^\s*(?:kepala desa|sekretaris desa|mengetahui)\b", re.IGNORECASE
)
_SECTION = re.compile(
    r"^(?:[ivx]+\.|[a-c]\.)?\s*(?:pendapatan|belanja|pembiayaan|(?:penerimaan|pengeluaran) pembiayaan)(?: desa)?\s*:?$",
    re.IGNORECASE,
)
_CARRIED = re.compile(
    r"^(?:jumlah )?(?:di)?pindah(?:an|kan)|^jumlah (?:s/d )?halaman|^dibawa ke", re.IGNORECASE
)


LONGEST_NAME = 500  # characters of an uraian that are kept; the file itself keeps the rest
_LONGEST_TEXT = 1000  # and of a text around the table


@dataclass(slots=True)
class Entry:
    """One printed row of the table."""

    kegiatan: str
    rekening: str
    uraian: str
    sumber: str
    anggaran: Decimal | None
    semula: Decimal | None
    volume: str
    satuan: str
    place: Place
    bagian: str = ""
    unread_code: str = ""
    inherits: bool = False  # code taken from the row above
    asked: bool = False  # an amount of this row is a question already
    apart: bool = False  # a blank row, or words that are no name, stand between it and the row above
    detail: bool = False  # part of the line above, not counted again
    shares: tuple[Share, ...] = ()  # what each source gives, where every source has a column
    words: str = ""  # what stands in the place of an amount
    words_at: Place = NOWHERE


@dataclass(slots=True)
class Walk:
    """What one grid gave."""

    entries: list[Entry] = field(default_factory=list)
    head: list[str] = field(default_factory=list)
    foot: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    header: Header | None = None
    header_at: Place = NOWHERE
    covered: dict[tuple[int, int], Cell] = field(default_factory=dict)
    has_semula: bool = False


def walk(grid: Grid) -> Walk:
    """Read one grid. `header` stays None if it holds no table of a budget."""
    grid = unfolded(grid)
    out = Walk(head=list(grid.text[:40]), foot=list(grid.text), covered=grid.covered())
    context = Context()
    open_name = False
    last_header: Header | None = None
    last_row = 0
    for row, header in _body(grid, out):
        near, last_row = row.page is not None or row.row == last_row + 1, row.row
        new_page, last_header = header is not last_header, header
        entry = _entry(grid, row, header, context, out)
        if entry is None:
            open_name = False
            continue
        coded = bool(entry.rekening or entry.kegiatan or entry.unread_code)
        if _without_amount(entry) and not entry.sumber and not entry.asked and not coded:
            # A page break may cut a name: then its rest stands alone below the repeated header.
            if (open_name or (new_page and out.entries)) and _continues(entry.uraian):
                last = out.entries[-1]
                last.uraian = _cut(f"{last.uraian} {entry.uraian}".strip(), last.place, out)
            else:
                out.foot.append(_text_of(row))
                open_name = row.page is not None and open_name
            continue
        if entry.uraian and not coded and _CARRIED.search(entry.uraian):
            continue
        entry.apart = not near or not open_name
        _follow(context, entry)
        out.entries.append(entry)
        open_name = True
    return out


def _continues(name: str) -> bool:
    """Whether a row that holds only words is the rest of the name above it."""
    return bool(name) and not _NOTE.search(name) and not _SECTION.match(name)


def _body(grid: Grid, out: Walk) -> Iterator[tuple[Row, Header]]:
    """The rows below a header, with the header that holds for them."""
    header: Header | None = None
    top = ""
    rows, index = grid.rows, 0
    while index < len(rows):
        row = rows[index]
        if _blank(row):
            index += 1
            continue
        found = find_header(rows, index)
        if found is not None and (header is None or _same_kind(found, header)):
            header = found.of_year(find_year(out.head)).with_source(rows)
            out.header_at = out.header_at if out.header else grid.place(row)
            out.header, out.has_semula = out.header or found, out.has_semula or found.has_semula
            top = top or _text_of(row)
            index += found.height
            continue
        if header is not None and _text_of(row) == top:
            index += (
                header.height
            )  # the header again, where too little stands below it to be known by its looks
            continue
        if header is None:
            out.head.append(_text_of(row))
        elif not is_numbering(row):
            yield split_joined(row, header), header
        index += 1


def _same_kind(found: Header, before: Header) -> bool:
    """A repeated header names most of what the first one named; a data row never does."""
    return len(set(found.roles.values()) & set(before.roles.values())) >= 3


def _blank(row: Row) -> bool:
    return not any(c not in ("", None) for c in row.cells)


def _text_of(row: Row) -> str:
    return " ".join(str(c)[:_LONGEST_TEXT] for c in row.cells if c not in ("", None))[:_LONGEST_TEXT]


def _first(row: Row, columns: Sequence[int]) -> tuple[Cell, int | None]:
    for column in columns:
        if column < len(row.cells) and row.cells[column] not in ("", None):
            return row.cells[column], column
    return "", None


def _entry(grid: Grid, row: Row, header: Header, context: Context, out: Walk) -> Entry | None:
    uraian, _ = _first(row, header.columns(URAIAN))
    name = _cut(re.sub(r"\s+", " ", str(uraian)).strip(), grid.place(row), out)
    codes = read_codes(row, header, name, context)
    if codes.rekening and (own := header.names_of_accounts()):
        name = _cut(re.sub(r"\s+", " ", str(_first(row, own)[0])).strip(), grid.place(row), out) or name
    sumber, _ = _first(row, header.columns(SUMBER))
    if sumber == "" and (codes.kegiatan or codes.rekening):
        sumber = next((c for k in header.columns(SUMBER) if (c := out.covered.get((row.row, k), ""))), "")
    if codes.words and not sumber:
        name, codes = f"{codes.words} {name}".strip(), Codes()
    semula = read_amount(grid, row, header, SEMULA)
    anggaran = read_amount(grid, row, header, MENJADI if header.has_semula else ANGGARAN)
    shares = read_shares(grid, row, header)
    findings = [*semula.findings, *anggaran.findings, *shares.findings]
    asked = any(f.level is Level.QUESTION for f in findings)
    bare = semula.value is None and anggaran.value is None and not shares.amounts and not asked
    if bare and not _said(codes, sumber) and _FOOT.search(_text_of(row)):
        out.foot.append(_text_of(row))
        return None
    out.findings += findings
    before = semula.value
    if header.has_semula and anggaran.value is not None and before is None and not semula.asked:
        before = ZERO  # a new line leaves it blank
    volume, _ = _first(row, header.columns(VOLUME))
    satuan, _ = _first(row, header.columns(SATUAN))
    out.findings += _two_sources(grid, row, header)
    worded = anggaran if anggaran.words else semula
    return Entry(
        kegiatan=codes.kegiatan or "", rekening=codes.rekening or "", uraian=name,
        sumber=str(sumber).strip() or ", ".join(shares.marked), anggaran=anggaran.value, semula=before,
        volume=_plain(volume), satuan=_plain(satuan), place=grid.place(row), unread_code=codes.unread, asked=asked,
        shares=shares.amounts, words=worded.words, words_at=worded.place,
    )  # fmt: skip


def _two_sources(grid: Grid, row: Row, header: Header) -> list[Finding]:
    """A question if two columns of sources (before and after a change) do not say the same."""
    said = [str(c).strip() for span in header.spans(SUMBER) if (c := _first(row, span)[0]) not in ("", None)]
    if len({read_source(s) or s for s in said}) < 2:
        return []
    message = (
        f"Di {grid.place(row).words()} dua kolom sumber dana berbeda: “{quoted(said[0])}” dan “{quoted(said[1])}”. "
        f"Hapus kolom yang tidak berlaku, atau tulis tiap sumber di baris sendiri."
    )
    return [Finding(Level.QUESTION, "sumber_berbeda", message, grid.place(row))]


def _said(codes: Codes, sumber: Cell) -> bool:
    """Whether a row has a code or a known source: then it belongs to the table, whatever its words."""
    return bool(codes.kegiatan or codes.rekening or read_source(str(sumber)))


def _without_amount(entry: Entry) -> bool:
    return entry.anggaran is None and entry.semula is None and not entry.shares


def _cut(name: str, place: Place, out: Walk) -> str:
    """A name of at most LONGEST_NAME characters; that it was longer is told."""
    if len(name) <= LONGEST_NAME:
        return name
    message = (
        f"Uraian di {place.words()} panjangnya {len(name)} huruf; yang dicatat {LONGEST_NAME} huruf pertama. "
        f"Selengkapnya ada di berkas asli."
    )
    out.findings.append(Finding(Level.FINDING, "uraian_dipotong", message, place))
    return name[:LONGEST_NAME].rstrip()


def _plain(cell: Cell) -> str:
    return f"{cell:g}" if isinstance(cell, int | float) else str(cell).strip()


def _follow(context: Context, entry: Entry) -> None:
    """Carry section and activity downwards. A code that cannot be read ends the activity above it."""
    if entry.rekening or entry.kegiatan or entry.unread_code:
        context.deepest, context.item = entry.rekening.count(".") == 3, 0
    if entry.unread_code and not entry.kegiatan:
        context.kegiatan = ""
    if entry.kegiatan:
        context.bagian = "belanja"
        if entry.kegiatan.count(".") == 2:
            context.kegiatan = entry.kegiatan
        elif not entry.rekening:
            context.kegiatan = ""
    elif entry.rekening:
        context.bagian = {"4": "pendapatan", "5": "belanja", "6": "pembiayaan"}[entry.rekening[0]]
        if context.bagian == "belanja":
            entry.kegiatan = context.kegiatan
    entry.bagian = "belanja" if entry.kegiatan else context.bagian
