"""Pages of the village and the front door."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from balai.faces.public.penganggaran import anggaran
from balai.ground.wilayah.reads import village, villages_in_use
from balai.rooms.penganggaran.apbdes import reads


def village_context(kode: str) -> dict[str, Any]:
    """The village of a page and the years that it has. Raises Http404 for a village that is not in use."""
    where = village(kode)
    if where is None:
        raise Http404
    return {"desa": reads.desa_of(where), "tahun_ada": reads.years(kode)}


@require_safe
def village_home(request: HttpRequest, kode: str) -> HttpResponse:
    """A village's own page: the money first."""
    context = village_context(kode)
    newest = context["tahun_ada"][:1]
    found = reads.published_year(kode, newest[0]) if newest else None
    model = anggaran.year_page(found) if found else {}
    return render(request, "public/desa.html", {**context, "tahun": newest[0] if newest else None, **model})


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
