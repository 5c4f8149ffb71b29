"""Pages of the village and the front door."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from balai.faces.public.penganggaran import anggaran
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
    years = tuple(sorted({found.tahun, *found.other_years}, reverse=True)) if found else reads.years(where)
    return {"desa": reads.desa_of(where), "tahun_ada": years}


@require_safe
def village_home(request: HttpRequest, kode: str) -> HttpResponse:
    """A village's own page: the money first."""
    where = place_of(kode)
    newest = reads.years(where)[:1]
    found = reads.published_year(where, newest[0]) if newest else None
    model = anggaran.year_page(found) if found else {}
    context = village_context(where, found)
    return render(
        request,
        "public/desa.html",
        {**context, "di": "desa", "tahun": newest[0] if newest else None, **model},
    )


@require_safe
def front_door(request: HttpRequest) -> HttpResponse:
    """What this is, and the villages that are here."""
    from balai.ground.published.reads import latest

    villages = villages_in_use()
    facts = latest("apbdes.belanja")
    rows = [{"v": v, "terbit": facts.get(v.id)} for v in villages]
    rows.sort(key=lambda r: (r["terbit"] is None, r["v"].kabupaten, r["v"].kecamatan, r["v"].code))
    return render(request, "public/depan.html", {"desa_desa": rows, "pelaku": _cast()})


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
