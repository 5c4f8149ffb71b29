"""Rupiah: the worked table first, then relations that must hold for every amount."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balai.plain.rupiah import (
    MAX,
    RupiahError,
    exact,
    format_plain,
    format_print,
    format_rupiah,
    parse_printed,
    parse_rupiah,
)

AMOUNTS = st.decimals(min_value=-MAX, max_value=MAX, places=2, allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1.000", "1000.00"),
        ("1000", "1000.00"),
        ("Rp1.250.000", "1250000.00"),
        ("Rp 1.000,50", "1000.50"),
        ("Rp. 802.075.135,98", "802075135.98"),
        ("-5", "-5.00"),
        ("0", "0.00"),
        (" 12.000.000 ", "12000000.00"),
    ],
)
def test_what_people_type(typed: str, value: str) -> None:
    assert parse_rupiah(typed) == Decimal(value)


@pytest.mark.parametrize(
    "typed",
    ["1,000", "1,000.50", "1e9", "1_000", "１２３", "٣٤", "12.34", "1.5", "1.00.000", "", "Rp", "--5", "5-", "1 000",
     "1.000,5", "1.000,555", "9" * 16, "∞", "NaN", "satu juta"],
)  # fmt: skip
def test_what_could_mean_two_things_is_refused(typed: str) -> None:
    with pytest.raises(RupiahError) as told:
        parse_rupiah(typed)
    assert "Tulis seperti ini: " in str(told.value)


def test_the_refusal_shows_the_amount_in_the_right_form() -> None:
    with pytest.raises(RupiahError, match=r"450\.000\.$"):
        parse_rupiah("450,000")


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("Rp 1.610.000,00", "1610000.00"),
        ("Rp68.544.000", "68544000.00"),
        ("Rp. 6.000.000,-", "6000000.00"),
        ("10.800.000,00", "10800000.00"),
        ("(32.210.621,00)", "-32210621.00"),
        ("-7.725.000", "-7725000.00"),
        (1885182000.0, "1885182000.00"),
        (802075135.98, "802075135.98"),
        (5, "5.00"),
        ("-", "0.00"),
        ("", None),
        (None, None),
    ],
)
def test_what_prints_carry(cell: object, value: str | None) -> None:
    assert parse_printed(cell) == (None if value is None else Decimal(value))


@pytest.mark.parametrize("cell", [float("nan"), float("inf"), 0.001, True, "(-5)", "3,240,000"])
def test_cells_that_are_no_amount(cell: object) -> None:
    with pytest.raises(RupiahError):
        parse_printed(cell)


@given(AMOUNTS)
def test_what_is_written_reads_back(amount: Decimal) -> None:
    assert parse_rupiah(format_rupiah(amount).replace("−", "-").replace("-Rp", "-")) == amount
    assert parse_printed(format_print(amount)) == amount
    assert Decimal(format_plain(amount)) == amount


@given(st.text(alphabet="0123456789.,-Rp １", max_size=12))
def test_reading_never_crashes_and_never_invents_digits(text: str) -> None:
    try:
        amount = parse_rupiah(text)
    except RupiahError:
        return
    typed = "".join(c for c in text if c in "0123456789") + ("" if "," in text else "00")
    assert f"{abs(amount):.2f}".replace(".", "").lstrip("0") == typed.lstrip("0")


def test_fractions_of_a_sen_are_refused() -> None:
    with pytest.raises(RupiahError):
        exact(Decimal("0.001"))


def test_minus_and_grouping_as_screens_write_them() -> None:
    assert format_rupiah(Decimal("-32210621")) == "−Rp32.210.621"
    assert format_print(Decimal("-32210621")) == "(32.210.621,00)"
