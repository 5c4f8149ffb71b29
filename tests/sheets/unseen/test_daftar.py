"""Every rewriting gives the lines of the sample's `baris.csv`, in order, and asks nothing."""

import pytest

from balai.adapters.sheets.apbdes import read_apbdes
from balai.adapters.sheets.readers import read_file
from balai.plain.findings import Level
from tests.berkas.rakit.pokok import harapan
from tests.sheets.unseen.daftar import Berkas, daftar


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("berkas", list(daftar()), ids=lambda b: b.label)
def test_the_lines_are_the_same(berkas: Berkas) -> None:
    name, data = berkas.make()
    printed = read_apbdes(read_file(data, name))
    wanted = [(*h[:3], flat(str(h[3])), *h[4:]) for h in harapan(berkas.sample, berkas.kegiatan)]
    got = [
        (x.bagian, x.kode_kegiatan, x.kode_rekening, flat(x.uraian), x.sumber_dana, x.semula, x.anggaran)
        for x in printed.lines
    ]
    assert got == wanted
    assert [f.message for f in printed.findings if f.level in {Level.QUESTION, Level.REFUSAL}] == []
    assert printed.title.tahun == 2025
