"""View model of a year's budget page: from a Year to what the template shows. Pure but for translated words."""

from collections.abc import Iterable
from decimal import Decimal
from operator import attrgetter
from typing import Any

from django.utils.translation import get_language

from balai.faces.public.penganggaran import words
from balai.faces.public.penganggaran.positions import Pos, activity_row, pos, source_row
from balai.plain.findings import Finding, Level
from balai.rooms.penganggaran.apbdes import sums
from balai.rooms.penganggaran.apbdes.compare import has_before, side_by_side
from balai.rooms.penganggaran.apbdes.shape import (
    AWAL,
    BELANJA,
    PEMBIAYAAN,
    PENDAPATAN,
    PERUBAHAN,
    Budget,
    Line,
    Version,
    Year,
)

PEGAWAI = "5.1"
KANTOR = "01"


def year_page(year: Year) -> dict[str, Any]:
    """The budget page: works first, then the whole at a glance, then its parts and its papers."""
    budget = side_by_side(year)
    before, after = sums.totals(budget.lines, sums.semula), sums.totals(budget.lines)
    bidang, masuk = bidang_rows(budget), income_rows(budget)
    return {
        "year": year, "budget": budget, "dua": has_before(budget), "t": after, "s": before,
        "jawaban": answer(budget, after), "karya": works(budget), "masuk": masuk, "bidang": bidang,
        "terbesar": max((max(b.menjadi, b.semula) for b in bidang), default=Decimal(1)),
        "seratus_masuk": shares(masuk), "seratus_keluar": shares(bidang), "ringkas": overview(before, after),
        "terbesar_ringkas": max(after.pendapatan, after.belanja, before.pendapatan, before.belanja),
        "keuangan": financing_rows(budget), "temuan": told(findings(budget)), "catatan": told(notices(budget)),
        "cetakan": versions(year), "istilah": [(str(word), str(meaning)) for word, meaning in words.TERMS], "versi": words.version(year.berlaku.versi),
        "tidak_dikonfirmasi": unconfirmed(year), "ditarik": withdrawn_later(year),
    }  # fmt: skip


def withdrawn_later(year: Year) -> dict[str, str] | None:
    """The withdrawn print that would be in force today, had it stayed: a reader may have seen its figures."""
    order = [AWAL, *(f"penjabaran-{n}" for n in range(1, 100)), PERUBAHAN]
    gone = [v for v in year.versions if v.state == "ditarik" and v.versi in order]
    later = [v for v in gone if order.index(v.versi) > order.index(year.berlaku.versi)]
    return (
        {"versi": str(words.version(later[-1].versi)), "alasan": later[-1].alasan.rstrip(".")}
        if later
        else None
    )


def answer(budget: Budget, t: sums.Totals) -> list[str]:
    """How income, spending and financing meet: the sentences after the first. Empty if they are equal."""
    received, paid = _kinds(budget.lines, "6.1"), _kinds(budget.lines, "6.2")
    told = []
    if t.surplus_defisit < 0 and t.silpa_berkenaan >= 0:
        told.append(words.covered(-t.surplus_defisit, t.penerimaan_pembiayaan, received))
    if t.pengeluaran_pembiayaan > 0:
        told.append(words.set_aside(t.pengeluaran_pembiayaan, paid))
    if t.silpa_berkenaan != 0:
        told.append(words.remainder(t.silpa_berkenaan))
    return told


def _kinds(lines: Iterable[Line], prefix: str) -> tuple[str, ...]:
    """Kinds of financing (`6.1.1`) with money in this version."""
    return tuple(dict.fromkeys(_jenis(x) for x in lines if x.kode_rekening.startswith(prefix) and x.anggaran))


def _jenis(line: Line) -> str:
    return ".".join(line.kode_rekening.split(".")[:3])


def shares(rows: list[Pos]) -> list[tuple[str, Decimal]]:
    """What the hundred strips show: positive parts, largest first."""
    return [(r.nama, r.menjadi) for r in sorted(rows, key=lambda r: -r.menjadi) if r.menjadi > 0]


def works(budget: Budget, most: int = 12) -> list[Pos]:
    """Programmes and works that people can see, largest first. Personnel pay (5.1) is no headline."""
    outside = [x for x in budget.lines if x.kode_kegiatan and not x.kode_kegiatan.startswith(KANTOR)]
    pay = {x.kode_kegiatan for x in outside if x.kode_rekening.startswith(PEGAWAI)}
    groups = _groups((x for x in outside if x.kode_kegiatan not in pay), attrgetter("kode_kegiatan"))
    sizes = ((max(sums.total(g), sums.total(g, sums.semula)), code) for code, g in groups.items())
    seen = [(-size, code) for size, code in sizes if size]
    return [activity_row(budget, groups[c], c, f"belanja/{c}/", source=True) for _b, c in sorted(seen)[:most]]


def income_rows(budget: Budget) -> list[Pos]:
    """Income by source of funds; a line that names two sources is a row of its own."""
    groups = _groups((x for x in budget.lines if x.bagian == PENDAPATAN), attrgetter("sumber"))
    return [source_row(codes, found, "sumber/") for codes, found in groups.items()]


def bidang_rows(budget: Budget) -> list[Pos]:
    """Spending by bidang, in the order of the law. Lines without any code have a page of their own."""
    groups = _groups((x for x in budget.lines if x.bagian == BELANJA), attrgetter("bidang"))
    return [
        pos(
            groups[code],
            words.bidang(code, budget.names),
            code,
            f"belanja/{code}/" if code else "belanja/tanpa-kegiatan/",
        )
        for code in sorted(groups)
    ]


def financing_rows(budget: Budget) -> list[Pos]:
    """Financing, in and out, by kind (6.1.1, 6.2.2)."""
    groups = _groups((x for x in budget.lines if x.bagian == PEMBIAYAAN), _jenis)
    return [
        pos(found, words.financing(kind, budget.names), kind, "pembiayaan/") for kind, found in groups.items()
    ]


def _groups(lines: Iterable[Line], key: Any) -> dict[Any, list[Line]]:
    found: dict[Any, list[Line]] = {}
    for line in lines:
        found.setdefault(key(line), []).append(line)
    return found


def overview(before: sums.Totals, after: sums.Totals) -> list[Pos]:
    """The seven figures in the order of the law; the computed ones may be negative and have no bar."""
    return [
        Pos(name, "", getattr(before, field), getattr(after, field), link, batang=bar)
        for field, name, link, bar in words.overview()
    ]


def findings(budget: Budget) -> list[Finding]:
    """What stands against the print, in public."""
    return [f for f in budget.findings if f.level in {Level.FINDING, Level.QUESTION}]


def notices(budget: Budget) -> list[Finding]:
    """Notices that are no findings."""
    return [f for f in budget.findings if f.level is Level.INFO and f.params.get("law")]


def told(found: Iterable[Finding]) -> list[tuple[str, str, bool]]:
    """Findings as the page tells them: what was counted, then its receipts (law, how sure, who answers), and whether
    these words stayed Indonesian on an English page."""
    english = get_language() == "en"
    shown = []
    for f in found:
        own = f.params.get("en") if english else None
        counted, stop, receipts = (own or f.message).partition(". ")
        shown.append((f"{counted}." if stop else counted, receipts, english and not own))
    return shown


def versions(year: Year) -> list[dict[str, Any]]:
    """The prints of the year, newest first. A published one that a later change replaced says so."""
    live = {"diterbitkan", "dikonfirmasi"}
    return [
        _told(v, changed=v.state in live and v.source.sha256 != year.berlaku.source.sha256)
        for v in reversed(year.versions)
    ]


def past(versions: Iterable[Version]) -> list[dict[str, Any]]:
    """Prints that stood in public once, newest first; none of them is in force."""
    return [_told(v) for v in reversed(tuple(versions))]


def _told(v: Version, *, changed: bool = False) -> dict[str, Any]:
    state = str(words.CHANGED if changed else words.STATES.get(v.state, v.state))
    return {"v": v, "versi": words.version(v.versi), "keadaan": state, "lama": changed}


def unconfirmed(year: Year) -> str:
    """The office that published the print in force, if the village has not confirmed it; else ""."""
    for v in year.versions:
        if v.source.sha256 == year.berlaku.source.sha256 and not v.dikonfirmasi:
            return v.source.diterima_oleh
    return ""
