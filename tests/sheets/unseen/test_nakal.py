"""Hostile files are refused in one sentence, quickly; budgets with something wrong inside are asked about."""

import re
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from balai.adapters.sheets.apbdes import read_apbdes
from balai.adapters.sheets.guard import SheetRefused
from balai.adapters.sheets.readers import read_file
from balai.plain.findings import Level
from balai.rooms.penganggaran.apbdes.shape import Print
from tests.berkas.rakit import cetak_pdf, ganjil, nakal
from tests.berkas.rakit import kolom as k
from tests.berkas.rakit.lembar import Lembar, csv_bytes, xls, xlsx
from tests.berkas.rakit.pokok import PILIHAN, harapan, penjabaran, potong

CUT = potong(penjabaran())
NIK = "3399990101000001"


@pytest.mark.parametrize(
    ("make", "name", "advice"), [r[1:] for r in nakal.DITOLAK], ids=[r[0] for r in nakal.DITOLAK]
)
def test_refused_with_advice(make: Callable[[], bytes], name: str, advice: str) -> None:
    data = make()
    start = time.monotonic()
    with pytest.raises(SheetRefused) as told:
        read_apbdes(read_file(data, name))
    assert time.monotonic() - start < 8, "a guard against hanging on a busy machine; alone it takes under 2 s"
    assert advice.lower() in told.value.message.lower()
    assert told.value.message.endswith(".")


def test_bombs_stay_small() -> None:
    """The largest of the reading processes, measured in a process of its own, stays below 200 MB."""
    script = """
import resource
from balai.adapters.sheets.guard import SheetRefused
from balai.adapters.sheets.readers import read_file
from tests.berkas.rakit import nakal
for make, name in ((nakal.pdf_bom_flate, "a.pdf"), (nakal.sel_di_ujung, "a.xlsx"), (nakal.csv_satu_baris, "a.csv")):
    try:
        read_file(make(), name)
    except SheetRefused:
        pass
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert sys.platform != "linux" or int(run.stdout) < 200_000, "kilobytes"


def test_a_false_size_alone_is_no_reason_to_refuse() -> None:
    """Exporters often write a wrong dimension; the cells themselves decide."""
    assert len(read_apbdes(read_file(nakal.ukuran_bohong(), "a.xlsx")).lines) == len(harapan_cut())


def harapan_cut() -> list[tuple[object, ...]]:
    return [(*h[:3], *h[4:]) for h in harapan("penjabaran-siskeudes", PILIHAN)]


def lines(printed: Print) -> list[tuple[object, ...]]:
    return [
        (x.bagian, x.kode_kegiatan, x.kode_rekening, x.sumber_dana, x.semula, x.anggaran)
        for x in printed.lines
    ]


@pytest.mark.parametrize("what", ganjil.JUJUR)
def test_never_silently_different(what: str) -> None:
    """Something is wrong inside: the lines are right all the same, or a person is told; few questions."""
    try:
        printed = read_apbdes(read_file(ganjil.JUJUR[what](CUT), "a.xlsx"))
    except SheetRefused:
        return
    told = [f for f in printed.findings if f.level is not Level.INFO]
    assert told or lines(printed) == harapan_cut()
    assert len([f for f in told if f.level is Level.QUESTION]) <= 3, [f.message for f in told]


def test_sixty_sheets() -> None:
    assert lines(read_apbdes(read_file(ganjil.enam_puluh_lembar(CUT), "a.xlsx"))) == harapan_cut()


def test_thousands_of_rupiah_are_never_taken_for_rupiah() -> None:
    """Round amounts give no other sign than the header's word."""
    try:
        printed = read_apbdes(read_file(ganjil.ribuan_bulat(CUT), "a.xlsx"))
    except SheetRefused:
        return
    bulat = sum((b.menjadi or 0) // 1000 * 1000 for b in CUT if b.sumber)
    asked = [f for f in printed.findings if f.level is Level.QUESTION]
    assert asked or sum(x.anggaran for x in printed.lines) == Decimal(bulat)


def test_uncalculated_totals_are_asked_about_together() -> None:
    """Ninety-odd formulas without value are one thing to do for a person, not ninety questions."""
    printed = read_apbdes(read_file(ganjil.rumus_tanpa_nilai(CUT), "a.xlsx"))
    asked = [f for f in printed.findings if f.level is Level.QUESTION]
    assert 1 <= len(asked) <= 3


@pytest.mark.parametrize("cell", ["NaN", "inf", "#REF!", "", "lihat lampiran", "empat juta", 1e300])
def test_no_amount_is_never_left_out_in_silence(cell: str | float) -> None:
    """Without subtotals nothing else would notice that a line lost its amount."""
    only = [b for b in CUT if b.sumber]
    printed = read_apbdes(read_file(ganjil.sel(only, "02.06.03", "5.2.5.05", 5, cell), "a.xlsx"))
    asked = [f for f in printed.findings if f.level is Level.QUESTION]
    n = ganjil.letak(only, "02.06.03", "5.2.5.05") + ganjil.ATAS
    assert [f.place.row for f in asked] == [n], [f.message for f in asked]


SPELLINGS = {
    "plain": NIK,
    "in fours": "3399 9901 0100 0001",
    "dotted": "33.99.99.010100.0001",
    "hyphens": "339999-010100-0001",
    "apostrophe": f"'{NIK}",
    "number": int(NIK),
    "hard spaces": "3399\u00a09901\u00a00100\u00a00001",
    "glued to a word": f"NIK{NIK}",
    "over two lines of a cell": "33999901\n01000001",
    "two spaces": "33999901  01000001",
    "underscore": "339999_010100_0001",
    "zero-width space": "33999901\u200b01000001",
    "full width": NIK.translate({48 + n: 0xFF10 + n for n in range(10)}),
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "spelling"),
    [("xlsx", s) for s in SPELLINGS] + [(x, s) for x in ("xls", "csv") for s in ("in fours", "number")],
)
def test_sixteen_digits_do_not_come_in(kind: str, spelling: str) -> None:
    nik = SPELLINGS[spelling]
    rows = k.tabel(CUT, k.BIASA)
    rows[2] = [f"Penyusun {nik}"]
    rows[60][2] = f"Honor {nik}" if isinstance(nik, str) else nik
    rows.append(["", "", nik])
    make = {"xlsx": lambda r: xlsx(Lembar("A", r)), "xls": lambda r: xls(Lembar("A", r)),
            "csv": lambda r: csv_bytes(r, ";", "utf-8")}[kind]  # fmt: skip
    read = read_file(make(rows), f"a.{kind}")
    held = "".join(str(c) for g in read.grids for row in g.rows for c in row.cells)
    held += "".join(t for g in read.grids for t in g.text)
    assert str(nik) not in held
    assert read.masked >= 3


@pytest.mark.parametrize("tata", ["ruled, rows cut by pages", "no rules, rows cut by pages"])
def test_sixteen_digits_do_not_come_in_by_pdf(tata: str) -> None:
    """Also where the name wraps inside the number."""
    text = f"Honor narasumber a.n. Sdr {NIK[:4]} {NIK[4:8]} {NIK[8:12]} {NIK[12:]}"
    rows = [replace(b, uraian=text) if b.rekening == "5.2.5.05" else b for b in CUT]
    read = read_file(cetak_pdf.pdf(rows, cetak_pdf.TATA[tata]), "a.pdf")
    assert NIK not in re.sub(r"\s", "", repr(read).replace("\\n", ""))
    assert read.masked >= 2
