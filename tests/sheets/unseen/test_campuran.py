"""Reworkings put together by chance give the lines of `baris.csv` and ask nothing. Each seed is one sheet."""

import pytest

from balai.adapters.sheets.apbdes import read_apbdes
from balai.adapters.sheets.grid import FileRead, Grid, Row
from balai.plain.findings import Level
from tests.berkas.rakit.campuran import SEDIKIT, campuran
from tests.berkas.rakit.pokok import harapan

SEEDS = 25


@pytest.mark.parametrize("seed", range(SEEDS))
def test_the_lines_are_the_same(seed: int) -> None:
    rows, changed = campuran(seed)
    cells = (Row(tuple("" if c is None else c for c in row), n) for n, row in enumerate(rows, 1))
    printed = read_apbdes(FileRead("xlsx", (Grid("APB", tuple(cells)),)))
    wanted = harapan("apb-perubahan" if changed else "penjabaran-siskeudes", SEDIKIT)
    got = [
        (x.bagian, x.kode_kegiatan, x.kode_rekening, x.sumber_dana, x.semula, x.anggaran)
        for x in printed.lines
    ]
    assert got == [(*h[:3], *h[4:]) for h in wanted]
    assert [f.message for f in printed.findings if f.level is not Level.INFO] == []
