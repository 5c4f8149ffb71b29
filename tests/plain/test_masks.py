"""Sixteen digits: the spellings found in real lists (`peserta-bimtek`), and amounts that are not NIK."""

import pytest

from balai.plain.masks import MASK, has_nik, mask_nik


@pytest.mark.parametrize(
    "text",
    ["3304080000000001", "'3304080000000001", "3304 0800 0000 0001", "330408.000000.0001", "NIK: 3304-0800-0000-0001,",
     "33040800000000012", "(3304080000000001)", "NIK3304080000000001", "33040800\n00000001", "330408_000000_0001",
     "33040800  00000001", "33040800\u200b00000001", "３３０４０８００００００００００１"[:16], "3 3 0 4 0 8 0 0 0 0 0 0 0 0 0 1",
     "33.04.08.010101.0001", "3304‑0800‑0000‑0001", "3304–0800–0000–0001", "3304, 0800, 0000, 0001",
     "3304\u00ad0800\u00ad0000\u00ad0001", "3304:0800:0000:0001", "3304    0800    0000    0001",
     "(3304)(0800)(0000)(0001)", "3304|0800|0000|0001", "3,304080000000001E+15", "33 04 08 01 01 90 00 01"],
)  # fmt: skip
def test_masked(text: str) -> None:
    assert has_nik(text)
    masked = mask_nik(text)
    assert MASK in masked
    assert "3304" not in masked
    assert "000001" not in masked


@pytest.mark.parametrize(
    "text",
    [
        "1.885.182.000,00",
        "0087/KWT/99.2001/2025",
        "33.99.99.2001",
        "999.999.999.999.999",
        "02.06.03 5.2.1.06",
        "1.234.567,00 | 1.200.000,00",
        "Tahun 2024: 2.023.000.000,00",
        "2024 202.300.000.000",
        "01 02 03 04 05 06 07 08 09 10 11 12",
        "11 12 13 14 15 16 17 18",
        "2021, 2022, 2023, 2024, 2025",
        "",
    ],
)
def test_left_alone(text: str) -> None:
    assert not has_nik(text)
    assert mask_nik(text) == text
