"""The budget in public: thin views over `anggaran.py`. GET only, no session, no query but the search."""

import re
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from balai.adapters.opendata.apbdes import to_csv, to_json, to_xlsx
from balai.faces.public.pages import village_context
from balai.faces.public.penganggaran import anggaran, cari
from balai.ground.files import store
from balai.rooms.penganggaran.apbdes import reads
from balai.rooms.penganggaran.apbdes.compare import side_by_side
from balai.rooms.penganggaran.apbdes.shape import PEMBIAYAAN, PENDAPATAN, Year

_DOWNLOADS = {
    "apbdes.csv": (to_csv, "text/csv; charset=utf-8"),
    "apbdes.json": (to_json, "application/json"),
    "apbdes.xlsx": (to_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


def _year(kode: str, tahun: int) -> Year | None:
    return reads.published_year(kode, tahun)


def _show(
    request: HttpRequest, kode: str, tahun: int, template: str, model: dict[str, Any] | None
) -> HttpResponse:
    """A page of a budget; the honest empty page if nothing is published; 404 if the part does not exist."""
    context = village_context(kode)
    if model is None:
        raise Http404
    return render(request, f"public/penganggaran/{template}.html", {**context, "tahun": tahun, **model})


def _empty(request: HttpRequest, kode: str, tahun: int) -> HttpResponse:
    context = village_context(kode)
    return render(
        request,
        "public/penganggaran/kosong.html",
        {**context, "tahun": tahun},
        status=404 if tahun > 2100 else 200,
    )


@require_safe
def year(request: HttpRequest, kode: str, tahun: int) -> HttpResponse:
    """The budget of a year."""
    found = _year(kode, tahun)
    return (
        _show(request, kode, tahun, "tahun", anggaran.year_page(found))
        if found
        else _empty(request, kode, tahun)
    )


@require_safe
def spending(request: HttpRequest, kode: str, tahun: int, kode_belanja: str) -> HttpResponse:
    """A bidang or a kegiatan."""
    found = _year(kode, tahun)
    if found is None:
        return _empty(request, kode, tahun)
    if re.fullmatch(r"[0-9]{2}", kode_belanja):
        return _show(request, kode, tahun, "bidang", anggaran.bidang_page(found, kode_belanja))
    return _show(request, kode, tahun, "kegiatan", anggaran.kegiatan_page(found, kode_belanja))


@require_safe
def income(request: HttpRequest, kode: str, tahun: int) -> HttpResponse:
    """All income lines."""
    found = _year(kode, tahun)
    return (
        _show(request, kode, tahun, "pendapatan", anggaran.part_page(found, PENDAPATAN))
        if found
        else _empty(request, kode, tahun)
    )


@require_safe
def financing(request: HttpRequest, kode: str, tahun: int) -> HttpResponse:
    """All financing lines."""
    found = _year(kode, tahun)
    return (
        _show(request, kode, tahun, "pembiayaan", anggaran.part_page(found, PEMBIAYAAN))
        if found
        else _empty(request, kode, tahun)
    )


@require_safe
def search(request: HttpRequest, kode: str, tahun: int) -> HttpResponse:
    """Search inside the budget."""
    found = _year(kode, tahun)
    if found is None:
        return _empty(request, kode, tahun)
    query = request.GET.get("q", "")[:100]
    budget = side_by_side(found)
    lines = cari.search(budget, query)
    groups = [(c, n, anggaran.line_rows(x)) for c, n, x in cari.found_activities(budget, lines)]
    model = {
        "year": found,
        "budget": budget,
        "q": query,
        "banyak": len(lines),
        "grup": groups,
        "dua": anggaran.has_before(budget),
    }
    return _show(request, kode, tahun, "cari", model)


@require_safe
def download(request: HttpRequest, kode: str, tahun: int, nama: str) -> HttpResponse:
    """CSV, XLSX, JSON of the budget in force, made from its lines."""
    found = _year(kode, tahun)
    if found is None or nama not in _DOWNLOADS:
        raise Http404
    make, kind = _DOWNLOADS[nama]
    response = HttpResponse(make(side_by_side(found)), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{kode}-{tahun}-{nama}"'
    return response


@require_safe
def original(request: HttpRequest, kode: str, sha256: str) -> HttpResponse:
    """The print as it was received, or its masked copy."""
    found = reads.file_of(kode, sha256)
    if found is None:
        raise Http404
    berkas, masked = found
    try:
        data = store.read(kode, berkas.sha256)
    except FileNotFoundError as error:
        raise Http404 from error
    response = HttpResponse(data, content_type=berkas.media_type)
    safe = re.sub(r"[^A-Za-z0-9._ ()-]", "_", berkas.name)
    response["Content-Disposition"] = f'attachment; filename="{"SALINAN-TERSAMAR-" if masked else ""}{safe}"'
    response["Content-Security-Policy"] = "sandbox"
    return response
