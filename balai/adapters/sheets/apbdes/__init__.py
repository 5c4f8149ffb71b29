"""The importer of APB Desa, Penjabaran and Perubahan prints: from grids to `shape.Print`."""

from balai.adapters.sheets.apbdes import foreign
from balai.adapters.sheets.apbdes.choose import Strangers, choose, strangers
from balai.adapters.sheets.apbdes.doubts import doubts, guard_sums
from balai.adapters.sheets.apbdes.entries import Entry, walk
from balai.adapters.sheets.apbdes.gather import gather
from balai.adapters.sheets.apbdes.header import in_thousands, not_rupiah
from balai.adapters.sheets.apbdes.lines import sort_out
from balai.adapters.sheets.apbdes.own import own_download
from balai.adapters.sheets.apbdes.stated import MOST, compare
from balai.adapters.sheets.apbdes.title import read_title, two_years
from balai.adapters.sheets.grid import FileRead
from balai.adapters.sheets.guard import SheetRefused
from balai.plain.findings import Finding, Level
from balai.rooms.penganggaran.apbdes.shape import Print

__all__ = ["read_apbdes"]

_NOT_A_BUDGET = (
    "Berkas ini bukan cetakan APB Desa: tidak ada tabel dengan kode rekening, uraian, dan anggaran. "
    "Cetak “Penjabaran APB Desa” dari Siskeudes, lalu kirim berkas itu."
)
_THOUSANDS = (
    "Jumlah di berkas ini ditulis dalam ribuan atau jutaan rupiah. "
    "Cetak ulang dengan jumlah rupiah penuh, lalu kirim lagi."
)
_NOT_RUPIAH = (
    "Kepala kolom atau judul berkas ini ({place}) menyebut jumlahnya “{other}”, bukan rupiah. "
    "Cetak ulang dengan jumlah rupiah penuh, lalu kirim lagi."
)
_NO_LINES = (
    "Tabel anggarannya ada, tetapi tidak satu baris pun memuat rekening dengan jumlah. "
    "Periksa apakah berkasnya tersimpan lengkap, lalu kirim lagi."
)


def read_apbdes(file: FileRead) -> Print:
    """Read a budget print. Raises SheetRefused (`bukan_apb`, `tanpa_baris`, `satuan_ribuan`, `bukan_rupiah`, `jumlah_janggal`)."""
    download = own_download(file)
    file = download.file if download else file
    walks = [(g, walk(g)) for g in file.grids]
    tables = [(g, w) for g, w in walks if w.header is not None and w.entries]
    strange = strangers(walks)
    own = [pair for pair in tables if id(pair[0]) not in strange]
    if not own:
        raise _not_a_budget(strange)
    chosen, notes = choose(own, file, strange)
    if any(in_thousands(w.header, w.head) for _g, w in chosen if w.header is not None):
        raise SheetRefused("satuan_ribuan", _THOUSANDS)
    for _g, one in chosen:
        if one.header is not None and (other := not_rupiah(one.header, one.head)):
            raise SheetRefused("bukan_rupiah", _NOT_RUPIAH.format(other=other, place=one.header_at.words()))
    entries = [e for _g, w in chosen for e in w.entries]
    lines, stated, findings = sort_out(entries)
    asked = gather([f for _g, w in chosen for f in w.findings])
    if not lines:
        raise _no_lines([*asked, *findings], entries)
    guard_sums(lines, stated)
    has_semula = any(w.has_semula for _g, w in chosen)
    head = [t for _g, w in chosen for t in w.head]
    if not any("DESA" in t.upper() for t in head):
        head = [t for _g, w in walks for t in w.head] or head
    title = read_title(head, [t for _g, w in chosen for t in w.foot], has_semula=has_semula)
    notes = [*notes, *two_years(head)]
    if download:
        title, notes = download.title, [download.finding, *notes]
    odd = doubts(lines, entries)
    findings = [*notes, *asked, *gather(findings), *odd]
    doubled = any(f.code == "baris_kembar" for f in odd)  # which explains the sums
    findings += compare(lines, stated, has_semula=has_semula, most=1 if doubled else MOST)
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


def _not_a_budget(strange: Strangers) -> SheetRefused:
    """What the file seems to be instead, if anything gives it away."""
    for place, seen in strange.values():
        return SheetRefused("bukan_apb", foreign.message(seen, place.words()))
    return SheetRefused("bukan_apb", _NOT_A_BUDGET)


def _no_lines(asked: list[Finding], entries: list[Entry]) -> SheetRefused:
    """Why nothing could be taken: amounts that cannot be read, or no amounts at all."""
    unread = [f for f in asked if f.level is Level.QUESTION]
    if unread:
        return SheetRefused("tanpa_baris", unread[0].message)
    return SheetRefused("bukan_apb" if len(entries) < 3 else "tanpa_baris", _NO_LINES)


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
