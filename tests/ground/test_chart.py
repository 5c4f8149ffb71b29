"""The chart of accounts: spellings found in real prints (planning notes, section 9), and counts of the annex."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balai.ground.references import chart


@pytest.mark.parametrize(
    ("spelling", "normal"),
    [
        ("01.01.01.", "01.01.01"),
        ("1.1.1", "01.01.01"),
        ("2.6.3", "02.06.03"),
        ("04.2002.02.06.03.", "02.06.03"),
        ("02 06 03", "02.06.03"),
        ("05.01.01", "05.01.00"),
        ("05.01.00", "05.01.00"),
        ("02.06", "02.06"),
        ("2", "02"),
        ("06.01.01", None),
        ("02.00.01", None),
        ("5.2.1.06", None),
        ("1/1/2001", None),
        ("", None),
        ("Rp 2", None),
    ],
)
def test_activity_codes(spelling: str, normal: str | None) -> None:
    assert chart.normal_kegiatan(spelling) == normal


@pytest.mark.parametrize(
    ("spelling", "normal"),
    [
        ("4 1 1 2", "4.1.1.02"),
        ("5.2.1.01.", "5.2.1.01"),
        ("5.2.1.6", "5.2.1.06"),
        ("5.2.1.", "5.2.1"),
        ("6", "6"),
        ("4.1.1.90", "4.1.1.90"),
        ("7.1.1.01", None),
        ("5.2.1.00", None),
        ("02.06.03", None),
        ("5.2.1.01.02", None),
    ],
)
def test_account_codes(spelling: str, normal: str | None) -> None:
    assert chart.normal_rekening(spelling) == normal


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("DDS", ("DDS",)),
        ("DD", ("DDS",)),
        ("Dana Desa", ("DDS",)),
        ("BKP", ("PBP",)),
        ("PDL", ("DLL",)),
        ("BHPRD", ("PBH",)),
        ("PADes", ("PAD",)),
        ("ADD, PBH", ("ADD", "PBH")),
        ("DDS/ADD", ("DDS", "ADD")),
        ("ADD & DD", ("ADD", "DDS")),
        ("ADD dan PBH", ("ADD", "PBH")),
        ("ADD, ADD", ("ADD",)),
        ("XYZ", ()),
        ("ADD, XYZ", ()),
        ("", ()),
    ],
)
def test_sources(cell: str, codes: tuple[str, ...]) -> None:
    assert chart.normal_sumber(cell) == codes


def test_the_annex_is_whole() -> None:
    """Counts of the research note, section 10: 5 bidang, 27 sub bidang, 151 kegiatan."""
    codes = [c for c in chart.chart().activities if c not in chart.chart().extra]
    by_length = {n: sum(1 for c in codes if len(c.split(".")) == n) for n in (1, 2, 3)}
    assert by_length == {1: 5, 2: 27, 3: 151}


def test_local_and_additional_codes() -> None:
    assert chart.is_local("02.06.91")
    assert chart.is_local("5.2.1.90")
    assert not chart.is_local("02.06.03")
    assert not chart.is_local("02.90")
    assert chart.known("01.01.08")
    assert chart.known("5.2.2.06")
    assert not chart.known("02.99.01")
    assert chart.name("02.02.02").startswith("Penyelenggaraan Posyandu")


@given(
    code=st.sampled_from(sorted(c for c in chart.chart().names if not (c[:2] == "05" and c.endswith(".01")))),
    dot=st.booleans(),
    zeros=st.booleans(),
    sep=st.sampled_from([".", " ", ". "]),
)
def test_any_respelling_is_the_same_code(code: str, dot: bool, zeros: bool, sep: str) -> None:
    spelled = sep.join(str(int(p)) if zeros else p for p in code.split(".")) + ("." if dot else "")
    normal = chart.normal_kegiatan if len(code.split(".")[0]) == 2 else chart.normal_rekening
    assert normal(spelled) == code
