"""Rupiah: one type, one strict parser for people, one tolerant reader for prints, one formatter.

Money is `Decimal` with two places (sen are real: bank interest, shared levies). Never a float.
A wrong guess here is a wrong budget, so whatever could mean two things is refused with the form to use.
"""

import re
from decimal import Decimal
from typing import NewType

Rupiah = NewType("Rupiah", Decimal)

MAX = Decimal("999999999999999.99")  # 15 digits before the sen: exact in JSON, JavaScript and Excel
ZERO = Rupiah(Decimal("0.00"))
_SEN = Decimal("0.01")

_TYPED = re.compile(
    r"(?P<sign>-?)(?P<whole>[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:,(?P<sen>[0-9]{2}))?", re.ASCII
)
_PREFIX = re.compile(r"^(?:rp\.?|idr)\s*", re.IGNORECASE)
_DASH = re.compile(r"(?:rp\.?|idr)?\s*[-–—]", re.IGNORECASE)
_ENGLISH = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,2})?", re.ASCII)
_POINT_SEN = re.compile(r"-?[0-9]+\.[0-9]{1,2}", re.ASCII)


class RupiahError(ValueError):
    """An amount that cannot be read with certainty. `text` is what stood there, `form` the form to write."""

    def __init__(self, text: str, reason: str, form: str = "1.250.000 atau 1.250.000,50") -> None:
        self.text = text
        self.reason = reason
        self.form = form
        super().__init__(f"“{text}” {reason} Tulis seperti ini: {form}.")


def exact(value: Decimal | int) -> Rupiah:
    """A number as Rupiah with two decimals. Raises RupiahError if it has fractions of a sen or is too large."""
    amount = Decimal(value)
    if not amount.is_finite():
        raise RupiahError(str(value), "bukan angka.")
    if abs(amount) > MAX:
        raise RupiahError(
            str(value), "terlalu besar untuk satu anggaran desa.", "paling besar 999.999.999.999.999"
        )
    rounded = amount.quantize(_SEN)
    if rounded != amount:
        raise RupiahError(str(value), "memuat pecahan yang lebih kecil dari satu sen.")
    return Rupiah(rounded + 0)  # + 0 turns a negative zero into zero


def parse_rupiah(text: str) -> Rupiah:
    """Read an amount that a person typed.

    Accepts `1250000`, `1.250.000`, `1.250.000,50`, each with an optional `Rp` and a leading minus.
    Raises RupiahError, with the right form in its message, for anything that could be meant in two ways
    (`1,000`), is written for machines (`1e9`, `1_000`, full-width digits) or is no number.
    """
    raw = text
    stripped = _PREFIX.sub("", text.strip()).strip()
    if not stripped:
        raise RupiahError(raw, "kosong.")
    match = _TYPED.fullmatch(stripped)
    if match is None:
        raise RupiahError(raw, _reason(stripped), _suggest(stripped))
    number = Decimal(match["whole"].replace(".", "") + "." + (match["sen"] or "00"))
    return exact(-number if match["sign"] else number)


def _reason(text: str) -> str:
    if _ENGLISH.fullmatch(text):
        return "memakai koma; koma dapat berarti sen atau ribuan."
    if _POINT_SEN.fullmatch(text):
        return "memakai titik; titik dapat berarti ribuan atau sen."
    if re.search(r"[^\x00-\x7f]", text) and any(c.isdigit() for c in text):
        return "memakai angka atau tanda di luar papan tik biasa."
    if not any(c.isdigit() for c in text):
        return "bukan angka."
    return "tidak dapat dibaca sebagai rupiah."


def _suggest(text: str) -> str:
    if _ENGLISH.fullmatch(text):
        whole = text.split(".")[0].replace(",", "")
        return format_rupiah(exact(Decimal(whole)), prefix="")
    return "1.250.000 atau 1.250.000,50"


def parse_printed(cell: object) -> Rupiah | None:
    """Read an amount as a print or a spreadsheet cell carries it. None for an empty cell.

    Prints write `Rp 1.610.000,00`, `Rp. 6.000.000,-`, `(32.210.621,00)`, `Rp (32.210.621)`, `-7.725.000`, and
    `Rp   -` for zero; spreadsheets give numbers. Binary floats are taken at the two decimals that a sheet shows. Raises RupiahError otherwise;
    the caller adds sheet, row and column.
    """
    if cell is None:
        return None
    if isinstance(cell, bool):
        raise RupiahError(str(cell), "bukan angka.")
    if isinstance(cell, int):
        return exact(cell)
    if isinstance(cell, float):
        return _from_float(cell)
    if isinstance(cell, Decimal):
        return exact(cell)
    text = str(cell).replace("\u00a0", " ").replace("\u2212", "-").strip()
    if not text:
        return None
    if _DASH.fullmatch(text):
        return ZERO
    bare = _PREFIX.sub("", text)
    negative = bare.startswith("(") and bare.endswith(")")
    if negative and bare != text and _PREFIX.match(bare[1:]):
        raise RupiahError(text, "memuat Rp dua kali.", "(1.250.000,00)")
    body = _PREFIX.sub("", bare[1:-1].strip() if negative else text).strip()
    body = re.sub(r"[,.]\s?-{1,2}$", "", body)  # 6.000.000,-
    amount = parse_rupiah(body)
    if negative and amount < 0:
        raise RupiahError(text, "memakai tanda kurung dan tanda minus sekaligus.", "(1.250.000,00)")
    return exact(-amount) if negative else amount


def _from_float(number: float) -> Rupiah:
    shown = Decimal(repr(number))
    if not shown.is_finite():
        raise RupiahError(str(number), "bukan angka.")
    rounded = shown.quantize(_SEN) if abs(shown) <= MAX else shown
    if abs(shown - rounded) > Decimal("0.0001"):
        raise RupiahError(repr(number), "memuat pecahan yang lebih kecil dari satu sen.")
    return exact(rounded)


def format_rupiah(amount: Decimal, *, prefix: str = "Rp", sen: bool | None = None) -> str:
    """`Rp1.885.182.000`, `−Rp32.210.621`, `Rp802.075.135,98`. Sen appear if there are any, or as `sen` says."""
    value = exact(amount)
    whole, fraction = f"{abs(value):.2f}".split(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    show = fraction != "00" if sen is None else sen
    if not show and fraction != "00":
        raise RupiahError(str(amount), "memuat sen yang tidak boleh hilang.")
    return ("−" if value < 0 else "") + prefix + grouped + (f",{fraction}" if show else "")


def format_print(amount: Decimal) -> str:
    """The official columns' form: `1.885.182.000,00`, negative in parentheses."""
    text = format_rupiah(abs(amount), prefix="", sen=True)
    return f"({text})" if amount < 0 else text


def format_plain(amount: Decimal) -> str:
    """For machines (JSON, CSV): `1885182000`, `802075135.98`: sen only where there are any."""
    value = exact(amount)
    return f"{value:.0f}" if value == value.to_integral_value() else f"{value:.2f}"
