"""Names broken at a hyphen or slash, put together as the chart writes them (Permendagri 20/2018, Lampiran)."""

import pytest

from balai.adapters.sheets.pdf_joins import lines_joined


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["Belanja Perlengkapan Cetak/", "Penggandaan"], "Belanja Perlengkapan Cetak/Penggandaan"),
        (["Belanja Bahan", "Bakar"], "Belanja Bahan Bakar"),
        (["Pengembalian Belanja Tahun-", "tahun Sebelumnya"], "Pengembalian Belanja Tahun-tahun Sebelumnya"),
        (["Belanja Perlengkapan Peng-", "gandaan"], "Belanja Perlengkapan Penggandaan"),
        (["(APBDes/ APBDes Perubahan/", "LPJ APBDes)"], "(APBDes/ APBDes Perubahan/ LPJ APBDes)"),
        (["SURPLUS /", "(DEFISIT)"], "SURPLUS / (DEFISIT)"),
    ],
)
def test_lines_of_a_name(lines: list[str], name: str) -> None:
    assert lines_joined(lines) == name
