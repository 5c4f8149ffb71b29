"""Each sample rewritten in many forms gives identical lines, and asks nothing."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from balai.adapters.sheets.apbdes import read_apbdes
from balai.adapters.sheets.readers import read_file
from balai.plain.findings import Level
from tests.sheets import rewritings

BERKAS = Path(__file__).resolve().parents[1] / "berkas"
SAMPLES = {"penjabaran-siskeudes": "anggaran", "apb-perubahan": "menjadi"}
CASES = [(s, what) for s in SAMPLES for what in rewritings.variants(f"{s}.xlsx")]


@pytest.fixture(scope="module")
def made() -> dict[str, dict[str, tuple[str, bytes]]]:
    return {s: rewritings.variants(f"{s}.xlsx") for s in SAMPLES}


@pytest.mark.parametrize(("sample", "what"), CASES, ids=[f"{s}: {w}" for s, w in CASES])
def test_the_lines_are_the_same(made, sample: str, what: str) -> None:
    name, data = made[sample][what]
    printed = read_apbdes(read_file(data, name))
    with open(BERKAS / f"{sample}.baris.csv", newline="", encoding="utf-8") as file:
        wanted = list(csv.DictReader(file))
    column = SAMPLES[sample]
    got = [(x.bagian, x.kode_kegiatan, x.kode_rekening, x.sumber_dana, x.anggaran) for x in printed.lines]
    assert got == [
        (w["bagian"], w["kode_kegiatan"], w["kode_rekening"], w["sumber_dana"], Decimal(w[column]))
        for w in wanted
    ]
    if column == "menjadi":
        assert [x.semula for x in printed.lines] == [Decimal(w["semula"]) for w in wanted]
    assert [f.message for f in printed.findings if f.level in {Level.QUESTION, Level.REFUSAL}] == []
    assert printed.title.tahun == 2025
