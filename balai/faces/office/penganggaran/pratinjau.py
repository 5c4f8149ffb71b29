"""View models of the office's preview: stated sums beside sums of lines, questions, differences. Pure."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from balai.adapters.sheets.apbdes.receive import questions
from balai.adapters.sheets.apbdes.settle import as_is
from balai.plain.findings import Finding, Level
from balai.rooms.penganggaran.apbdes import sums
from balai.rooms.penganggaran.apbdes.difference import difference
from balai.rooms.penganggaran.apbdes.received import Received
from balai.rooms.penganggaran.apbdes.shape import BELANJA, Budget, Line, Stated
from balai.rooms.penganggaran.apbdes.versions import words

_NAMED = {"4": "pendapatan", "5": "belanja", "6.1": "penerimaan_pembiayaan", "6.2": "pengeluaran_pembiayaan"}


@dataclass(frozen=True, slots=True)
class Check:
    """A sum that the print states, and what its lines give."""

    nama: str
    tertulis: Decimal | None
    dijumlah: Decimal

    @property
    def cocok(self) -> bool:
        """Whether they are equal; a print that states nothing contradicts nothing."""
        return self.tertulis is None or self.tertulis == self.dijumlah


def with_facts(received: Received, sha256: str, size: int, data: bytes | None) -> Received:
    """The facts of the file as it came: a masked file is held without its bytes."""
    return replace(received, sha256=sha256, size=size, data=data)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of the file. `how`: `desa` and `asis` are ticked, `tahun` is typed, `berkas` is mended in the file."""

    finding: Finding
    how: str
    answered: bool


def asked(received: Received, answered: Container[str], *, settled: bool) -> list[Asked]:
    """Every question of the file, answered or not, in the order in which it was read."""
    village = [f for f in received.findings if f.code == "desa_lain"]
    rest = [f for f in received.asked if f.code != "desa_lain"]
    return [
        *(Asked(f, "desa", settled) for f in village),
        *(Asked(f, _how(f), f.key in answered) for f in rest),
    ]


def _how(finding: Finding) -> str:
    if finding.code == "tanpa_tahun":
        return "tahun"
    return "asis" if as_is([finding])[0].level is Level.FINDING else "berkas"


def model(
    received: Received, before: Budget | None, *, answered: Container[str] = (), settled: bool = False
) -> dict[str, Any]:
    """The preview of a print that is not stored yet. `answered`: keys of questions taken as they stand."""
    lines = received.printed.lines
    open_ = questions(received)
    return {
        "judul": received.title, "versi": words(received.title.versi), "tanya": asked(received, answered, settled=settled),
        "sisa": len(open_),
        "temuan": of_level(received.findings, Level.FINDING), "catatan": of_level(received.findings, Level.INFO),
        "dapat": not open_ and received.title.tahun is not None,
        "beda": difference(before.lines, lines) if before else (), "sebelumnya": before,
        **figures(lines, received.printed.stated, received.printed.names),
    }  # fmt: skip


def of_budget(budget: Budget) -> dict[str, Any]:
    """The same for a print that is stored."""
    return {
        "judul": budget.title, "temuan": of_level(budget.findings, Level.FINDING),
        "catatan": of_level(budget.findings, Level.INFO), **figures(budget.lines, budget.stated, budget.names),
    }  # fmt: skip


def figures(lines: tuple[Line, ...], stated: tuple[Stated, ...], names: Mapping[str, str]) -> dict[str, Any]:
    """Checks, lines by kegiatan, totals."""
    spending = [x for x in lines if x.bagian == BELANJA]
    groups: dict[str, list[Line]] = {}
    for line in lines:
        groups.setdefault(line.kode_kegiatan or line.bagian, []).append(line)
    return {
        "cocokkan": list(checks(lines, stated, names)), "t": sums.totals(lines), "baris": len(lines),
        "kegiatan": len({x.kode_kegiatan for x in spending}),
        "kelompok": [(k, sums.total(v), v) for k, v in groups.items()],
    }  # fmt: skip


def checks(lines: Iterable[Line], stated: Iterable[Stated], names: Mapping[str, str]) -> Iterable[Check]:
    """Income, each bidang, spending, financing: stated against summed."""
    lines, said = tuple(lines), {s.key: s for s in stated}
    totals = sums.totals(lines)
    yield Check("Pendapatan", _said(said, "4"), totals.pendapatan)
    for code in sorted({x.bidang for x in lines if x.bidang}):
        name = f"{code} {names[code]}" if names.get(code) else f"Bidang {code}"
        yield Check(name, _said(said, code), sums.total(sums.under(lines, code)))
    yield Check("Belanja", _said(said, "5"), totals.belanja)
    yield Check("Penerimaan pembiayaan", _said(said, "6.1"), totals.penerimaan_pembiayaan)
    yield Check("Pengeluaran pembiayaan", _said(said, "6.2"), totals.pengeluaran_pembiayaan)


def _said(said: dict[str, Stated], key: str) -> Decimal | None:
    one = said.get(key) or said.get(f"jumlah_{_NAMED.get(key, key)}")
    return one.anggaran if one else None


def of_level(findings: Iterable[Finding], level: Level) -> list[Finding]:
    """Findings of one level."""
    return [f for f in findings if f.level is level]
