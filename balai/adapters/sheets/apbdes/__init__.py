"""The importer of APB Desa, Penjabaran and Perubahan prints: from grids to `shape.Print`."""

from balai.adapters.sheets.apbdes.entries import Entry, Walk, walk
from balai.adapters.sheets.apbdes.gather import gather
from balai.adapters.sheets.apbdes.header import in_thousands
from balai.adapters.sheets.apbdes.lines import sort_out
from balai.adapters.sheets.apbdes.stated import compare
from balai.adapters.sheets.apbdes.title import read_title
from balai.adapters.sheets.grid import FileRead, Grid
from balai.adapters.sheets.guard import SheetRefused
from balai.plain.findings import Finding, Level
from balai.rooms.penganggaran.apbdes.shape import Print

__all__ = ["read_apbdes"]

Pair = tuple[Grid, Walk]

_NOT_A_BUDGET = (
    "Berkas ini bukan cetakan APB Desa: tidak ada tabel dengan kode rekening, uraian, dan anggaran. "
    "Cetak “Penjabaran APB Desa” dari Siskeudes, lalu kirim berkas itu."
)
_THOUSANDS = (
    "Jumlah di berkas ini ditulis dalam ribuan atau jutaan rupiah. "
    "Cetak ulang dengan jumlah rupiah penuh, lalu kirim lagi."
)
_NO_LINES = (
    "Tabel anggarannya ada, tetapi tidak satu baris pun memuat rekening dengan jumlah. "
    "Periksa apakah berkasnya tersimpan lengkap, lalu kirim lagi."
)


def read_apbdes(file: FileRead) -> Print:
    """Read a budget print. Raises SheetRefused (`bukan_apb`, `tanpa_baris`, `satuan_ribuan`) if there is nothing to take."""
    walks = [(g, w) for g in file.grids if (w := walk(g)).header is not None and w.entries]
    if not walks:
        raise SheetRefused("bukan_apb", _NOT_A_BUDGET)
    chosen, notes = _choose(walks, file)
    if any(in_thousands(w.header, w.head) for _g, w in chosen if w.header is not None):
        raise SheetRefused("satuan_ribuan", _THOUSANDS)
    entries = [e for _g, w in chosen for e in w.entries]
    lines, stated, findings = sort_out(entries)
    asked = gather([f for _g, w in chosen for f in w.findings])
    if not lines:
        raise _no_lines(asked, entries)
    has_semula = any(w.has_semula for _g, w in chosen)
    head = [t for _g, w in chosen for t in w.head]
    if not any("DESA" in t.upper() for t in head):
        head = [t for g in file.grids for t in walk(g).head] or head
    title = read_title(head, [t for _g, w in chosen for t in w.foot], has_semula=has_semula)
    findings = [*notes, *asked, *gather(findings)]
    findings += compare(lines, stated, has_semula=has_semula)
    if file.notes.get("makro"):
        findings.append(
            Finding(Level.INFO, "makro", "Makro di berkas ini tidak dijalankan; yang dibaca hanya isi sel.")
        )
    if file.masked:
        findings.append(_masked(file.masked))
    return Print(
        title=title, lines=tuple(lines), stated=tuple(stated), findings=tuple(findings),
        names=_names(entries), rows_read=len(entries),
    )  # fmt: skip


def _no_lines(asked: list[Finding], entries: list[Entry]) -> SheetRefused:
    """Why nothing could be taken: amounts that cannot be read, or no amounts at all."""
    unread = [f for f in asked if f.level is Level.QUESTION]
    if unread:
        return SheetRefused("tanpa_baris", unread[0].message)
    return SheetRefused("bukan_apb" if len(entries) < 3 else "tanpa_baris", _NO_LINES)


def _choose(walks: list[Pair], file: FileRead) -> tuple[list[Pair], list[Finding]]:
    """Sheets that belong together (income, spending, financing apart) are joined; a second budget is asked about."""
    chosen: list[Pair] = []
    notes: list[Finding] = []
    seen: set[tuple[str, ...]] = set()
    # Sheets with sources first: a recapitulation without them never stands in for the budget itself.
    for grid, one in sorted(walks, key=lambda pair: not _keys(pair[1], sourced=True)):
        sourced, plain = _keys(one, sourced=True), _keys(one, sourced=False)
        keys = sourced or plain
        if chosen and (not keys or len(keys & seen) > len(keys) // 5):
            if sourced:
                notes.append(_second_sheet(grid, chosen[0][0]))
            continue
        chosen.append((grid, one))
        seen |= sourced | plain
    used = {id(g) for g, _w in chosen}
    told = {n.place.sheet for n in notes}
    notes += [
        _other_sheet(g) for g in file.grids if id(g) not in used and g.rows and g.sheet not in {None, *told}
    ]
    return sorted(chosen, key=lambda pair: file.grids.index(pair[0])), notes


def _keys(one: Walk, *, sourced: bool) -> set[tuple[str, ...]]:
    """What a sheet's rows are about: with their source, or the accounts alone."""
    if sourced:
        return {(e.kegiatan, e.rekening, e.sumber) for e in one.entries if e.sumber and e.rekening}
    return {(e.kegiatan, e.rekening) for e in one.entries if e.rekening.count(".") >= 2}


def _other_sheet(grid: Grid) -> Finding:
    message = f"Lembar “{grid.sheet}” bukan tabel anggaran, atau hanya rekapitulasi; tidak dibaca."
    return Finding(Level.INFO, "lembar_lain", message, grid.place(grid.rows[0]))


def _second_sheet(grid: Grid, first: Grid) -> Finding:
    message = (
        f"Lembar “{grid.sheet}” memuat anggaran yang sama sekali lagi. Yang dibaca adalah lembar “{first.sheet}”. "
        f"Bila keliru, hapus lembar yang tidak dipakai, lalu kirim lagi."
    )
    return Finding(Level.QUESTION, "dua_lembar", message, grid.place(grid.rows[0]))


def _names(entries: list[Entry]) -> dict[str, str]:
    """The name that the print gives to each code, first one wins."""
    names: dict[str, str] = {}
    for entry in entries:
        code = entry.rekening or entry.kegiatan
        if code and entry.uraian:
            names.setdefault(code, entry.uraian)
    return names


def _masked(count: int) -> Finding:
    message = f"{count} angka enam belas digit di berkas ini disamarkan dan tidak disimpan."
    return Finding(Level.FINDING, "nik_disamarkan", message, params={"jumlah": count})
