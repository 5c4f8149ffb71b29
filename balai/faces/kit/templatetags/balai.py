"""What templates need: rupiah, dates, the woven band, charts. Charts always stand beside their numbers."""

import json
import re
from datetime import date, datetime
from decimal import Decimal
from html import escape
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from balai.adapters.papers.colours import ARANG, strip_colour
from balai.adapters.papers.woven_band import LEVELS
from balai.plain.dates import BULAN, format_date, format_instant
from balai.plain.rupiah import format_plain, format_rupiah
from balai.rooms.penganggaran.apbdes.sums import largest_remainder

register = template.Library()
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MONTH = re.compile("|".join(BULAN))


@register.filter
def rupiah(amount: Decimal) -> SafeString:
    """An amount for people, with its exact value for machines: `<data class="rupiah" value="…">Rp…</data>`."""
    # Built by hand, not by format_html: digits only, and a hundred of them on a page.
    return SafeString(f'<data class="rupiah" value="{format_plain(amount)}">{format_rupiah(amount)}</data>')


@register.filter
def rupiah_text(amount: Decimal) -> str:
    """The same as plain text, for attributes and titles."""
    return format_rupiah(amount)


@register.filter
def garis(words: str) -> SafeString:
    """Official names pile up words with slashes: a line may break after each."""
    return SafeString(escape(words).replace("/", "/<wbr>"))


@register.filter
def tanggal(day: date | None) -> str:
    """`26 September 2025`, in the language of the page."""
    return _spoken(format_date(day)) if day else ""


@register.filter
def saat(instant: datetime | None, zone: str = "WIB") -> str:
    """`26 September 2025, 12.00 WIB`; a naive instant is a printer's own time and carries no zone."""
    if instant is None:
        return ""
    if instant.tzinfo is None:
        return _spoken(f"{format_date(instant.date())}, {instant:%H.%M}")
    return _spoken(format_instant(instant, zone))


def _spoken(text: str) -> str:
    """A date's Indonesian month in English on an English page."""
    if get_language() != "en":
        return text
    return _MONTH.sub(lambda m: _MONTHS[BULAN.index(m[0])], text)


@register.filter
def json_ld(data: dict[str, Any]) -> SafeString:
    """A JSON-LD data block. Browsers never run it, so a strict policy lets it stand; `<` cannot end it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 - escaped above


@register.simple_tag
def pita(code: str) -> SafeString:
    """The village's woven band: its ten digits as strips, repeated across the page. Decorative."""
    digits = [int(c) for c in re.sub(r"[^0-9]", "", code)]
    if len(digits) != 10:
        digits = [0] * 10
    blocks, strips, x = [], [], 0
    for digit, colour in zip(digits, LEVELS, strict=True):
        blocks.append(f"M{x} 1.5h11m-11 4h11m-11 4h11")
        x += 12
        strips.append((colour, x, 4 * (digit + 1) - 1))
        x += 4 * (digit + 1)
    path = format_html_join(
        "", '<path stroke="{}" stroke-width="11" stroke-dasharray="3 1" d="M{} 5.5h{}"/>', strips
    )
    return format_html(
        '<svg class="pita" aria-hidden="true"><pattern id="pita" width="{}" height="11" patternUnits="userSpaceOnUse">'
        '<path stroke="{}" stroke-width="3" d="{}"/>{}</pattern>'
        '<rect width="100%" height="11" fill="url(#pita)"/></svg>',
        x, ARANG, mark_safe("".join(blocks)), path,  # noqa: S308 - digits only
    )  # fmt: skip


@register.simple_tag
def batang(amount: Decimal, biggest: Decimal, before: Decimal | None = None) -> SafeString:
    """A bar on a common scale; the tick is the amount before. Its number stands in the same row."""
    if biggest <= 0:
        return SafeString("")
    width = _percent(amount, biggest)
    tick = (
        ""
        if before is None
        else f'<rect class="tanda" x="{_percent(before, biggest)}%" width="3" height="100%"/>'
    )
    bar = f'<rect class="isi" width="{width}%" height="100%"/>'
    return SafeString(f'<svg class="batang" aria-hidden="true">{bar}{tick}</svg>')


def _percent(part: Decimal, whole: Decimal) -> str:
    return f"{max(Decimal(0), min(Decimal(100), part * 100 / whole)):.1f}"


@register.simple_tag
def seratus(parts: list[tuple[str, Decimal]], label: str) -> SafeString:
    """A hundred strips: one strip is Rp1 of every Rp100. `parts`: (words, amount), largest first."""
    shown = largest_remainder(dict(parts))  # type: ignore[arg-type]
    bars, told, at = [], [], 0
    for n, (words, _amount) in enumerate(parts):
        count, colour, name = shown[words], strip_colour(n), escape(words)
        if count:
            bars.append(f'<path stroke="{colour}" d="M{at * 4} 15h{count * 4 - 1}"/>')
            told.append((colour, count, name))
            at += count
    chip = '<svg class="keping" aria-hidden="true" width="14" height="14"><rect fill="{}" width="14" height="14"/></svg>'
    legend = "".join(f"<li>{chip.format(colour)}<b>Rp{count}</b> {name}</li>" for colour, count, name in told)
    spoken = ", ".join(f"Rp{count} {name}" for _colour, count, name in told)
    return SafeString(
        '<svg class="seratus" viewBox="0 0 399 30" preserveAspectRatio="none" stroke-width="30" stroke-dasharray="3 1" '
        f'role="img" aria-label="{escape(label)}: {spoken}">{"".join(bars)}</svg>\n<ul class="legenda">{legend}</ul>'
    )
