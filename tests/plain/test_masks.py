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
     "(3304)(0800)(0000)(0001)", "3304|0800|0000|0001", "3,304080000000001E+15", "33 04 08 01 01 90 00 01",
     "3304-08/01.01_90-0001", "330408        010190 / - / 0001", "3304 08 010190\u200b\u200c\u2060\u200d\ufeff\u00ad0001",
     "33O408OI0190000l", "NIK33O4080101900001", "NIK: 33O4 0801 0190 O001", "330408о101900001", "٣٣٠٤٠٨٠١٠١٩٠٠٠٠١",
     "3304080101⁹⁰0001"],
)  # fmt: skip
def test_masked(text: str) -> None:
    assert has_nik(text)
    masked = mask_nik(text)
    assert MASK in masked
    assert not has_nik(masked)
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
        "OOOOOOOOOOOOOOOO",
        "Solar 24l 112508 3011208",  # litres, not 241
        "33O4 O8O1 OlOl OOO1",  # more letters than digits
        "3304080101 90O00l9",  # seventeen
        "5.2.1.O6 1O.500.000",
        "Honor 10500000            12000000",
        "081234567890, 6281234567890",
        "BRI 0087-01-012345-53-1",  # an account of fifteen digits
        "",
    ],
)
def test_left_alone(text: str) -> None:
    assert not has_nik(text)
    assert mask_nik(text) == text


@pytest.mark.parametrize(
    ("text", "left"),
    [("Siti 3304080101900001        300000", f"Siti {MASK}        300000"), ("19850817 199003 1 005", "19850817 199003 1 005"),
     ("198508171990031005", MASK), ("'3304080101900001", MASK), ("3304080101900001 dan 33O4 0801 0190 0002", f"{MASK} dan {MASK}")],
)  # fmt: skip
def test_only_the_number_is_masked_and_a_civil_servant_s_number_as_ever(text: str, left: str) -> None:
    assert mask_nik(text) == left
