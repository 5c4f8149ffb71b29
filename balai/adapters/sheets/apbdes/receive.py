"""From a file's bytes to something that can be received: read, settled, judged by the rules. Stores nothing."""

import hashlib
from dataclasses import dataclass, replace

from balai.adapters.sheets.apbdes import read_apbdes
from balai.adapters.sheets.apbdes.settle import as_is, settle
from balai.adapters.sheets.grid import FileRead
from balai.adapters.sheets.masked_copy import masked_copy
from balai.adapters.sheets.readers import read_file
from balai.plain.findings import Finding, Level
from balai.plain.masks import mask_nik
from balai.rooms.penganggaran.apbdes.received import Received
from balai.rooms.penganggaran.apbdes.rules import judge
from balai.rooms.penganggaran.apbdes.shape import Budget, Desa, Print, Source, Title

_MEDIA = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xls": "application/vnd.ms-excel",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "csv": "text/csv",
    "pdf": "application/pdf",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """What the person or the command says about a file.

    `as_is`: all questions become published findings; `accepted`: those with these keys do.
    """

    tahun: int | None = None
    versi: str = ""
    settled: bool = True
    as_is: bool = False
    accepted: frozenset[str] = frozenset()


def receive(data: bytes, name: str, desa: Desa, choice: Choice = Choice()) -> Received:
    """Read and judge one file for one village. Raises SheetRefused. Questions stay among the findings."""
    file = read_file(data, name)
    printed = read_apbdes(file)
    return judged(printed, file, data, name, desa, choice)


def judged(printed: Print, file: FileRead, data: bytes, name: str, desa: Desa, choice: Choice) -> Received:
    """The same for a file that is read already. A NIK in the file's name is masked."""
    name = mask_nik(name)
    title, found = settle(printed, desa, tahun=choice.tahun, versi=choice.versi, settled=choice.settled)
    read = [*found, *printed.findings]
    findings = as_is(read, None if choice.as_is else choice.accepted)
    if not any(f.level is Level.QUESTION for f in findings):
        findings += judge(as_budget(printed, title, desa, name))
    sha256 = hashlib.sha256(data).hexdigest()
    return Received(
        printed=printed, title=title, findings=tuple(findings), name=name, media_type=_MEDIA[file.kind], sha256=sha256,
        size=len(data), data=None if file.masked else data, masked=masked_copy(file) if file.masked else None,
        asked=tuple(f for f in read if f.level is Level.QUESTION),
    )  # fmt: skip


def as_budget(printed: Print, title: Title, desa: Desa, name: str) -> Budget:
    """A print as the budget that it would be."""
    return Budget(
        desa=desa, tahun=title.tahun or 0, versi=title.versi, title=replace(title), lines=printed.lines,
        source=Source(name, "", 0, title.dicetak), stated=printed.stated, names=printed.names,
        findings=printed.findings,
    )  # fmt: skip


def questions(received: Received) -> list[Finding]:
    """What must be answered before this can be received."""
    return [f for f in received.findings if f.level in {Level.QUESTION, Level.REFUSAL}]
