"""A village's own page, and the two pages about Balai itself."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from balai.adapters.papers.stored import has_card
from balai.faces.public.penganggaran import anggaran
from balai.ground.wilayah.reads import VillageName, village
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
        {
            **context,
            "di": "desa",
            "kartu": found is not None and has_card(found),
            "tahun": str(year or ""),
            "dasar_tahun": f"anggaran/{year}/",
            **model,
        },
    )


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What Balai keeps of people, and what it never keeps."""
    return render(request, "public/privasi.html")


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Source, licence, credits."""
    return render(request, "public/tentang.html")
