"""The cells of columns that hold one source each: amounts, or marks beside an amount of its own."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from balai.adapters.sheets.apbdes.amounts import read_span
from balai.adapters.sheets.apbdes.header import DANA, SEMULA, Header
from balai.adapters.sheets.grid import Grid, Row
from balai.plain.findings import Finding

_MARK = re.compile(r"^[vVxX√✓✔*]+$")


@dataclass(frozen=True, slots=True)
class Share:
    """What one source gives to a row. None: nothing is written there."""

    source: str
    anggaran: Decimal | None = None
    semula: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Shares:
    """All sources of a row: amounts, sources that are only marked, and what was asked."""

    amounts: tuple[Share, ...] = ()
    marked: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


def read_shares(grid: Grid, row: Row, header: Header) -> Shares:
    """What the columns of single sources say in one row."""
    shares: dict[str, Share] = {}
    marked: list[str] = []
    findings: list[Finding] = []
    for span in header.spans(DANA) if header.funds else ():
        if span[0] not in header.funds:
            continue  # the difference per source
        source, role = header.funds[span[0]]
        read = read_span(grid, row, span)
        findings += read.findings
        if read.words and _MARK.match(read.words):
            marked.append(source)
        if read.value is None:
            continue
        share = shares.get(source, Share(source))
        if role == SEMULA:
            share = replace(share, semula=(share.semula or 0) + read.value)
        else:
            share = replace(share, anggaran=(share.anggaran or 0) + read.value)
        shares[source] = share
    return Shares(tuple(shares.values()), tuple(marked), tuple(findings))
