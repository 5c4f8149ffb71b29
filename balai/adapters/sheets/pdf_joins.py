"""The lines of a cell as one text. What stood at a broken hyphen or slash is asked of the chart's names."""

import re
from collections.abc import Sequence
from functools import cache

from balai.ground.references import chart

_BROKEN = re.compile(r"(?P<word>\w+)(?P<mark>[-/])$")
_FIRST = re.compile(r"\w+")


def lines_joined(lines: Sequence[str]) -> str:
    """A space between two lines, none behind a hyphen or slash in a word.

    Only where the chart writes it so, a space stands behind the slash (“Perubahan/ LPJ”), or a hyphen goes that the
    printing program put in (“Peng-” and “gandaan”).
    """
    out = ""
    for line in lines:
        end, start = _BROKEN.search(out), _FIRST.match(line)
        if not out or end is None:
            out += f" {line}" if out else line
        elif start is None:
            out += line
        else:
            out = _mended(out, end["word"], end["mark"], start.group()) + line
    return out


def _mended(text: str, word: str, mark: str, after: str) -> str:
    names = _names()
    if f"{word}{mark}{after}".lower() in names:
        return text
    if f"{word}{mark} {after}".lower() in names:
        return f"{text} "
    return text[:-1] if mark == "-" and f"{word}{after}".lower() in names else text


@cache
def _names() -> str:
    return "\n".join(chart.chart().names.values()).lower()
