"""Thirty-odd further reworkings: the lines of `baris.csv`, nothing asked, nothing told but in passing."""

import pytest

from balai.adapters.sheets.apbdes import read_apbdes
from balai.adapters.sheets.readers import read_file
from balai.plain.findings import Level
from tests.berkas.rakit.ketikan_halaman import HALAMAN
from tests.berkas.rakit.ketikan_segar import SEGAR
from tests.berkas.rakit.ketikan_segar_perubahan import SEGAR_PERUBAHAN
from tests.berkas.rakit.pokok import harapan, penjabaran, perubahan, potong

# A few activities keep the test quick: two sources in one, local codes, bidang 5.
FEW = ("01.01.04", "01.01.90", "01.02.01", "02.06.03", "03.04.02", "04.05.90", "05.01.00")
FIRST, CHANGED = potong(penjabaran(), FEW), potong(perubahan(), FEW)
REORDERED = {"lines only, sorted by source", "income and financing apart"}
CASES = [
    *(("penjabaran-siskeudes", label, make, FIRST) for label, make in {**SEGAR, **HALAMAN}.items()),
    *(("apb-perubahan", label, make, CHANGED) for label, make in SEGAR_PERUBAHAN.items()),
]


def flat(text: str) -> str:
    """The name without the marks of footnotes."""
    return " ".join(text.replace("*)", "").split())


@pytest.mark.parametrize(
    ("sample", "label", "make", "rows"), CASES, ids=[f"{c[0][:3]}: {c[1]}" for c in CASES]
)
def test_the_lines_are_the_same(sample: str, label: str, make, rows) -> None:
    name, data = make(rows)
    printed = read_apbdes(read_file(data, name))
    wanted = [(*h[:3], flat(str(h[3])), *h[4:]) for h in harapan(sample, FEW)]
    got = [
        (x.bagian, x.kode_kegiatan, x.kode_rekening, flat(x.uraian), x.sumber_dana, x.semula, x.anggaran)
        for x in printed.lines
    ]
    if label in REORDERED:
        got, wanted = sorted(got, key=repr_of), sorted(wanted, key=repr_of)
    assert got == wanted
    assert [f.message for f in printed.findings if f.level is not Level.INFO] == []
    assert printed.title.tahun == 2025


def repr_of(line: tuple[object, ...]) -> str:
    return repr([x if isinstance(x, str) or x is None else int(str(x).split(".")[0]) for x in line])
