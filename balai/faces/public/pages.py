"""Pages of the village and the front door."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balai.faces.public.penganggaran import anggaran
from balai.ground.published.models import Terbitan
from balai.ground.published.reads import latest
from balai.ground.wilayah.reads import VillageName, village, villages_in_use
from balai.rooms.penganggaran.apbdes import reads
from balai.rooms.penganggaran.apbdes.shape import Year


def place_of(kode: str) -> VillageName:
    """The village of an address. Raises Http404 if it is not in use."""
    where = village(kode)
    if where is None:
        raise Http404
    return where


def village_context(where: VillageName, found: Year | None) -> dict[str, Any]:
    """What the frame of a village's pages needs. `found` saves a statement: it knows the other years."""
    years = sorted({found.tahun, *found.other_years}, reverse=True) if found else reads.years(where)
    return {"desa": reads.desa_of(where), "tahun_ada": [str(y) for y in years]}


@require_safe
def village_home(request: HttpRequest, kode: str) -> HttpResponse:
    """A village's own page: the money first."""
    where = place_of(kode)
    year = next(iter(reads.years(where)), None)
    found = reads.published_year(where, year) if year else None
    model = anggaran.year_page(found) if found else {}
    context = village_context(where, found)
    if found is None:
        context["pernah"] = sorted(reads.once_published(where), reverse=True)
    return render(
        request,
        "public/desa.html",
        {**context, "di": "desa", "tahun": str(year or ""), "dasar_tahun": f"anggaran/{year}/", **model},
    )


@require_safe
def front_door(request: HttpRequest) -> HttpResponse:
    """What this is, what was published last, and the villages that are here."""
    facts = latest("apbdes.belanja")
    order = Terbitan.objects.order_by("-changed_at", "desa__code").values_list("desa_id", flat=True)
    changed = dict.fromkeys(order)  # who ever published, the last one first
    rows: list[dict[str, Any]] = [
        {"v": v, "terbit": facts.get(v.id), "ditarik": v.id in changed and v.id not in facts}
        for v in villages_in_use()
    ]
    by_id = {r["v"].id: r for r in rows}
    recent = [by_id[desa] for desa in changed if desa in facts][:3]
    return render(
        request, "public/depan.html", {"kelompok": by_kecamatan(rows), "terbaru": recent, "pelaku": _cast()}
    )


def by_kecamatan(rows: list[dict[str, Any]]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Villages under their kecamatan, by name; kecamatan with a published budget first."""
    groups: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in sorted(rows, key=lambda r: (r["v"].kabupaten, r["v"].kecamatan, r["v"].name)):
        groups.setdefault((row["v"].kabupaten, row["v"].kecamatan), []).append(row)
    named = [(_("Kecamatan %s") % f"{kec}, {kab}", found) for (kab, kec), found in groups.items()]
    return sorted(named, key=lambda g: all(r["terbit"] is None for r in g[1]))


def _cast() -> list[tuple[str, str]]:
    """Sign-in buttons of the demo."""
    return list(settings.BALAI_DEMO_ROLES) if settings.BALAI_DEMO else []


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What Balai keeps of people, and what it never keeps."""
    return render(request, "public/privasi.html")


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Source, licence, credits."""
    return render(request, "public/tentang.html")
