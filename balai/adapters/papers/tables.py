"""Rows of the official tables: APB Desa (to jenis) and its Penjabaran (to the line).

Columns: Permendagri 20/2018, annex: kode rekening (bidang, sub bidang, kegiatan beside akun, kelompok, jenis,
objek), uraian, [keluaran volume and satuan,] anggaran, sumber dana; a change carries semula, menjadi and
bertambah/(berkurang).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from balai.adapters.papers.summary import output_of
from balai.plain.rupiah import Rupiah, format_print
from balai.rooms.penganggaran.apbdes.shape import BELANJA, PEMBIAYAAN, PENDAPATAN, Budget, Line
from balai.rooms.penganggaran.apbdes.sums import Totals, menjadi, semula, total, totals

# The law's own names of the upper codes, for prints that leave one out (Permendagri 20/2018, annex A).
_NAMES = {
    "4": "PENDAPATAN",
    "4.1": "Pendapatan Asli Desa",
    "4.2": "Transfer",
    "4.3": "Pendapatan Lain-lain",
    "5": "BELANJA",
    "5.1": "Belanja Pegawai",
    "5.2": "Belanja Barang dan Jasa",
    "5.3": "Belanja Modal",
    "5.4": "Belanja Tidak Terduga",
    "6": "PEMBIAYAAN",
    "6.1": "Penerimaan Pembiayaan",
    "6.2": "Pengeluaran Pembiayaan",
    "01": "BIDANG PENYELENGGARAAN PEMERINTAHAN DESA",
    "02": "BIDANG PELAKSANAAN PEMBANGUNAN DESA",
    "03": "BIDANG PEMBINAAN KEMASYARAKATAN",
    "04": "BIDANG PEMBERDAYAAN MASYARAKAT",
    "05": "BIDANG PENANGGULANGAN BENCANA, DARURAT DAN MENDESAK DESA",
}
JENIS, BARIS = 3, 4  # how deep a table goes: segments of the rekening


@dataclass(frozen=True, slots=True)
class TableRow:
    """One printed row. `level`: 0 akun and totals, 1 bidang, 2 sub bidang, 3 kegiatan, 4 sums, 5 lines."""

    level: int
    kegiatan: str
    rekening: str
    uraian: str
    volume: str
    satuan: str
    semula: Rupiah
    menjadi: Rupiah
    sumber: str = ""

    def cells(self) -> list[str | int]:
        """What the template prints, amounts in the official form."""
        # A unit of one long word (Siskeudes allows any) must not run into the amounts.
        unit = re.sub(r"[^\s/-]{10}(?=[^\s/-]{2})", "\\g<0>\u200b", self.satuan)
        texts = (self.kegiatan, self.rekening, self.uraian, self.volume, unit)
        if self.rekening == "6":  # money in and money out share this heading; their sum means nothing
            return [self.level, *texts, "", "", "", self.sumber]
        amounts = (self.semula, self.menjadi, self.menjadi - self.semula)
        return [self.level, *texts, *(format_print(a) for a in amounts), self.sumber]


def table_rows(budget: Budget, depth: int) -> list[TableRow]:
    """All rows of the APB (`depth` JENIS) or the Penjabaran (`depth` BARIS), subtotals and totals included."""
    part = {b: [x for x in budget.lines if x.bagian == b] for b in (PENDAPATAN, BELANJA, PEMBIAYAAN)}
    before, after = totals(budget.lines, semula), totals(budget.lines, menjadi)
    rows = list(_accounts(budget, part[PENDAPATAN], depth, first=1))
    rows.append(_closing("JUMLAH PENDAPATAN", before, after, "pendapatan"))
    if part[BELANJA]:
        rows.append(_sum(budget, part[BELANJA], level=0, rekening="5"))
    rows += _activities(budget, part[BELANJA], depth)
    rows.append(_closing("JUMLAH BELANJA", before, after, "belanja"))
    rows.append(_closing("SURPLUS / (DEFISIT)", before, after, "surplus_defisit"))
    rows += _accounts(budget, part[PEMBIAYAAN], depth, first=1)
    rows.append(_closing("PEMBIAYAAN NETO", before, after, "pembiayaan_netto"))
    rows.append(_closing("SISA LEBIH PEMBIAYAAN ANGGARAN TAHUN BERKENAAN", before, after, "silpa_berkenaan"))
    return rows


def _accounts(
    budget: Budget, lines: Iterable[Line], depth: int, first: int, *, outputs: bool = True
) -> Iterator[TableRow]:
    """Sums per rekening from segment `first` down to jenis, then lines if the table goes that far."""
    ordered = sorted(lines, key=lambda x: (x.kode_rekening, x.urutan))
    for code, group in groupby(ordered, lambda x: _head(x.kode_rekening, first)):
        own = list(group)
        deepest = first >= JENIS or all(x.kode_rekening == code for x in own)
        sumber = _sources(own) if deepest and depth == JENIS else ""
        yield _sum(budget, own, level=0 if first == 1 else 4, rekening=code, sumber=sumber)
        if not deepest:
            yield from _accounts(budget, own, depth, first + 1, outputs=outputs)
        elif depth == BARIS:
            yield from (_line(x, outputs=outputs) for x in own)


def _activities(budget: Budget, lines: Iterable[Line], depth: int, segment: int = 1) -> Iterator[TableRow]:
    """Belanja: bidang, sub bidang, kegiatan, and the accounts of each kegiatan."""
    ordered = sorted(lines, key=lambda x: (x.kode_kegiatan, x.urutan))
    for code, group in groupby(ordered, lambda x: _head(x.kode_kegiatan, segment)):
        own = list(group)
        if segment < 3:
            yield _sum(budget, own, level=segment, kegiatan=code)
            yield from _activities(budget, own, depth, segment + 1)
        else:
            output = output_of(own) if depth == BARIS else ("", "")
            yield _kegiatan(budget, own, code, output)
            # An output that the whole kegiatan shares stands once, on its row; else each line keeps its own.
            yield from _accounts(budget, own, depth, first=2, outputs=not any(output))


def _head(code: str, segments: int) -> str:
    return ".".join(code.split(".")[:segments])


def _sources(lines: list[Line]) -> str:
    return ", ".join(dict.fromkeys(code for x in lines for code in x.sumber))


def _sum(
    budget: Budget, lines: list[Line], *, level: int, kegiatan: str = "", rekening: str = "", sumber: str = ""
) -> TableRow:
    at = kegiatan or (lines[0].kode_kegiatan if rekening.count(".") else "")
    name = budget.names.get(rekening or kegiatan) or _NAMES.get(rekening or kegiatan, "")
    return TableRow(level, at, rekening, name, "", "", total(lines, semula), total(lines, menjadi), sumber)


def _kegiatan(budget: Budget, lines: list[Line], code: str, output: tuple[str, str]) -> TableRow:
    name = budget.names.get(code) or f"Kegiatan {code}"
    return TableRow(3, code, "", name, *output, total(lines, semula), total(lines, menjadi))


def _line(line: Line, *, outputs: bool) -> TableRow:
    output = (line.volume, line.satuan) if outputs else ("", "")
    return TableRow(
        5, line.kode_kegiatan, line.kode_rekening, line.uraian, *output,
        Rupiah(semula(line)), Rupiah(menjadi(line)), line.sumber_dana,
    )  # fmt: skip


def _closing(words: str, before: Totals, after: Totals, field: str) -> TableRow:
    return TableRow(0, "", "", words, "", "", getattr(before, field), getattr(after, field))
