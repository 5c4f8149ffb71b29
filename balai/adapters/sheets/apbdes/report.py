"""What an import says to machines: lines, control totals and findings in the shape that others rely on.

Amounts are decimal strings; on a Perubahan each total is a pair [semula, menjadi].
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from balai.plain.findings import Finding, Level
from balai.plain.rupiah import Rupiah, format_plain, format_rupiah
from balai.rooms.penganggaran.apbdes import sums
from balai.rooms.penganggaran.apbdes.difference import difference
from balai.rooms.penganggaran.apbdes.shape import BELANJA, PEMBIAYAAN, PENDAPATAN, Line, Print

FUNDS = ("DDS", "ADD", "PBH", "PBP", "PBK", "PAD", "DLL")


def lines_json(printed: Print) -> list[dict[str, Any]]:
    """The lines in the order of the file."""
    out, two = [], printed.has_semula  # asked once: it looks at all lines
    for line in printed.lines:
        row: dict[str, Any] = {
            "bagian": line.bagian, "kode_kegiatan": line.kode_kegiatan, "kode_rekening": line.kode_rekening,
            "uraian": line.uraian, "sumber_dana": line.sumber_dana,
        }  # fmt: skip
        if two:
            row |= {"semula": format_plain(sums.semula(line)), "menjadi": format_plain(line.anggaran)}
        else:
            row["anggaran"] = format_plain(line.anggaran)
        out.append(row)
    return out


def totals_json(printed: Print) -> dict[str, Any]:
    """The control totals of a print."""
    lines = printed.lines
    out: dict[str, Any] = {}
    amounts = (sums.semula, sums.menjadi) if printed.has_semula else (sums.menjadi,)

    def told(values: Sequence[Rupiah]) -> Any:
        texts = [format_plain(v) for v in values]
        return texts if printed.has_semula else texts[0]

    all_totals = [sums.totals(lines, a) for a in amounts]
    for key in sums.Totals.__slots__:
        out[key] = told([getattr(t, key) for t in all_totals])
    for part in (PENDAPATAN, BELANJA, PEMBIAYAAN):
        out[f"baris_{part}"] = sum(1 for x in lines if x.bagian == part)
    out["kegiatan"] = len({x.kode_kegiatan for x in lines if x.kode_kegiatan})
    spending = [x for x in lines if x.bagian == BELANJA]
    per_bidang = [sums.by(spending, lambda x: x.bidang, a) for a in amounts]
    out["belanja_per_bidang"] = {
        b: told([s.get(b, sums.ZERO) for s in per_bidang]) for b in sorted(per_bidang[-1])
    }
    per_source = [sums.per_source(lines, a) for a in amounts]
    out["per_sumber"] = {f: _fund(f, per_source, told) for f in _funds(lines)}
    if printed.has_semula:
        out |= _changes(spending)
    return out


def _funds(lines: Sequence[Line]) -> list[str]:
    named = {s for x in lines for s in x.sumber}
    return [*(f for f in FUNDS if f in named), *sorted(named - set(FUNDS))]


def _fund(fund: str, per_source: list[dict[str, sums.SourceSums]], told: Any) -> dict[str, Any]:
    own = [s.get(fund, sums.SourceSums()) for s in per_source]
    return {
        k: told([getattr(o, k) for o in own])
        for k in ("pendapatan", "silpa", "belanja", "pengeluaran_pembiayaan")
    }


def _changes(spending: Sequence[Line]) -> dict[str, Any]:
    changed = [x for x in spending if sums.semula(x) != x.anggaran]
    old = {x.kode_kegiatan for x in spending if sums.semula(x)}
    return {
        "baris_baru": sum(1 for x in changed if not sums.semula(x)),
        "baris_berubah": len(changed),
        "baris_menjadi_nol": sum(1 for x in changed if not x.anggaran),
        "kegiatan_baru": sorted({x.kode_kegiatan for x in spending} - old),
    }


def against(printed: Print, earlier: Print) -> list[Finding]:
    """Where the semula column of a Perubahan differs from the earlier print (`--terhadap`)."""
    if not printed.has_semula:
        message = (
            "Cetakan ini tidak memuat kolom semula, sehingga tidak dibandingkan dengan cetakan sebelumnya."
        )
        return [Finding(Level.INFO, "tanpa_semula", message)]
    before = [x for x in printed.lines if sums.semula(x)]
    as_first = [_with_amount(x, sums.semula(x)) for x in before]
    found = []
    for change in difference([x for x in earlier.lines if x.anggaran], as_first):
        where = " ".join(
            x for x in (change.kode_kegiatan, change.kode_rekening, "/".join(change.sumber)) if x
        )
        message = (
            f"Kolom semula untuk {where} ({change.uraian}) tertulis {format_rupiah(change.after)}, sedangkan "
            f"cetakan sebelumnya memuat {format_rupiah(change.before)}."
        )
        found.append(Finding(Level.FINDING, "semula_beda", message))
    return found


def _with_amount(line: Line, amount: Decimal) -> Line:
    from dataclasses import replace

    return replace(line, anggaran=amount, semula=None)


def report(printed: Print, findings: Sequence[Finding]) -> dict[str, Any]:
    """The whole answer of `--json`."""
    blocked = any(f.level in {Level.QUESTION, Level.REFUSAL} for f in findings)
    return {
        "accepted": not blocked,
        "totals": totals_json(printed),
        "rows": len(printed.lines),
        "lines": lines_json(printed),
        "findings": [f.as_json() for f in findings],
    }
