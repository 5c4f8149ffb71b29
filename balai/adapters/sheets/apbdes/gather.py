"""Few questions for one cause: a code that is wrong in forty rows is asked about once, a list is cut with a count."""

from collections.abc import Sequence
from dataclasses import replace

from balai.plain.findings import Finding, Level

MOST = 3  # questions of one kind that are asked in full; the last of them names the places of the others
NAMED = 12  # places named after that
# Findings that concern many rows alike and are told once, whatever stands in each row.
_ONCE = {
    "baris_tanpa_kode",
    "jumlah_kosong",
    "menjadi_kosong",
    "kolom_jumlah_ganda",
    "rincian",
    "jumlah_negatif",
    "sumber_berbeda",
    "rekap_sumber",
    "baris_lepas",
}


def gather(findings: Sequence[Finding]) -> list[Finding]:
    """The same findings, each cause once, in the order in which they first appeared."""
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for number, finding in enumerate(findings):
        groups.setdefault(_cause(finding, number), []).append(finding)
    once = [_counted(group) for group in groups.values()]
    return _cut(once)


def _cause(finding: Finding, number: int) -> tuple[str, ...]:
    if finding.code in _ONCE:
        return (finding.code,)
    what = finding.params.get("kode") or finding.params.get("tertulis")
    if finding.level is not Level.QUESTION or what is None or finding.code == "jumlah_tak_terbaca":
        return (finding.code, str(number), "")
    return (finding.code, str(what))


def _counted(group: Sequence[Finding]) -> Finding:
    first = group[0]
    if len(group) == 1:
        return first
    return replace(
        first,
        message=f"{first.message} Ada {len(group)} baris seperti ini.",
        params={**first.params, "baris": len(group)},
    )


def _cut(findings: Sequence[Finding]) -> list[Finding]:
    """At most MOST questions of one kind."""
    alike: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.level is Level.QUESTION:
            alike.setdefault(finding.code, []).append(finding)
    out: list[Finding] = []
    counted: dict[str, int] = {}
    for finding in findings:
        group = alike[finding.code] if finding.level is Level.QUESTION else []
        if len(group) <= MOST:
            out.append(finding)
            continue
        position = counted[finding.code] = counted.get(finding.code, 0) + 1
        if position < MOST:
            out.append(finding)
        elif position == MOST:
            out.append(_with_rest(finding, group[MOST:]))
    return out


def _with_rest(finding: Finding, rest: Sequence[Finding]) -> Finding:
    places = "; ".join(w for f in rest[:NAMED] if (w := f.place.words()))
    more = " dan seterusnya" if len(rest) > NAMED else ""
    message = f"{finding.message} Masih ada {len(rest)} lagi yang sejenis, di {places}{more}."
    return replace(finding, message=message, params={**finding.params, "lainnya": len(rest)})
