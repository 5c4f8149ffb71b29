"""The budget in public: thin views over `anggaran.py`. GET only, no session, no query but the search."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from balai.adapters.opendata.apbdes import to_csv, to_json, to_xlsx
from balai.adapters.papers.message import message
from balai.adapters.papers.stored import PAPERS, address_of, download_name, has_card, paper_of, papers_ready
from balai.faces.kit.typed import typed
from balai.faces.public.pages import place_of, village_context
from balai.faces.public.penganggaran import anggaran, cari, rincian, words
from balai.faces.public.penganggaran.cari_uang import amounts_in
from balai.faces.public.penganggaran.dataset import dataset
from balai.faces.public.penganggaran.positions import Pos, line_rows
from balai.ground.files import store
from balai.ground.outbox.reads import given_up
from balai.plain import clock
from balai.rooms.penganggaran.apbdes import reads
from balai.rooms.penganggaran.apbdes.compare import has_before, side_by_side
from balai.rooms.penganggaran.apbdes.shape import PEMBIAYAAN, PENDAPATAN, Budget, Line, Year

_DOWNLOADS = {
    "apbdes.csv": (to_csv, "text/csv; charset=utf-8"),
    "apbdes.json": (to_json, "application/json"),
    "apbdes.xlsx": (to_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


FIRST_YEAR = 2015  # of budgets under UU 6/2014
Model = Callable[[Year], dict[str, Any] | None]


def _show(request: HttpRequest, kode: str, tahun: int, template: str, model: Model) -> HttpResponse:
    """A page of a budget; 404 if that part does not exist.

    A year without budget has one honest empty page, from the Village Law's first year to the next. Its parts say the
    same with 404: what anybody may invent in an address is not kept.
    """
    where = place_of(kode)
    found = reads.published_year(where, tahun)
    context = {**village_context(where, found), "tahun": str(tahun), "di": "uang"}
    if found is None:
        if not FIRST_YEAR <= tahun <= clock.today(where.zone).year + 1:
            raise Http404
        status = 200 if template == "tahun" else 404
        context["pernah"] = anggaran.past(reads.once_published(where).get(tahun, ()))
        return render(request, "public/penganggaran/kosong.html", context, status=status)
    shown = model(found)
    if shown is None:
        raise Http404
    context["kartu"] = has_card(found)
    return render(request, f"public/penganggaran/{template}.html", {**context, **shown})


@require_safe
def year(request: HttpRequest, kode: str, tahun: int) -> HttpResponse:
    """The budget of a year."""
    return _show(request, kode, tahun, "tahun", _whole_year)


def _whole_year(found: Year) -> dict[str, Any]:
    papers = {name: str(words.PAPERS.get(name, label)) for name, (label, _kind, _make) in PAPERS.items()}
    url = address_of(found)
    return {
        **anggaran.year_page(found),
        "kertas": papers,
        "kertas_siap": [name for name, _label in papers_ready(found)],
        "pesan": message(side_by_side(found), url) if url else "",
        "data": dataset(found, settings.BALAI_URL),
    }


@require_safe
def spending(request: HttpRequest, kode: str, tahun: int, kode_belanja: str) -> HttpResponse:
    """A bidang or a kegiatan."""
    if len(kode_belanja) == 2:
        return _show(request, kode, tahun, "bidang", lambda y: rincian.bidang_page(y, kode_belanja))
    return _show(request, kode, tahun, "kegiatan", lambda y: rincian.kegiatan_page(y, kode_belanja))


@require_safe
def loose(request: HttpRequest, kode: str, tahun: int) -> HttpResponse:
    """Spending lines without any activity code; 404 where there are none."""
    return _show(request, kode, tahun, "lepas", rincian.loose_page)


@require_safe
def source(request: HttpRequest, kode: str, tahun: int, sumber: str) -> HttpResponse:
    """One source of funds: where it comes from and where it goes."""
    return _show(request, kode, tahun, "sumber", lambda y: rincian.source_page(y, sumber))


@require_safe
def income(request: HttpRequest, kode: str, tahun: int) -> HttpResponse:
    """All income lines."""
    return _show(request, kode, tahun, "pendapatan", lambda y: rincian.part_page(y, PENDAPATAN))


@require_safe
def financing(request: HttpRequest, kode: str, tahun: int) -> HttpResponse:
    """All financing lines."""
    return _show(request, kode, tahun, "pembiayaan", lambda y: rincian.part_page(y, PEMBIAYAAN))


@require_safe
def search(request: HttpRequest, kode: str, tahun: int) -> HttpResponse:
    """Search inside the budget."""
    return _show(request, kode, tahun, "cari", lambda y: _found(y, typed(request.GET.get("q", ""), 100)))


def _found(year: Year, query: str) -> dict[str, Any]:
    budget = side_by_side(year)
    found = cari.find(budget, query)
    return {
        "year": year, "q": query, "banyak": len(found.lines) + len(found.meant), "dua": has_before(budget),
        "grup": _groups(budget, found.lines), "dimaksud": _groups(budget, found.meant), "mirip": not found.exact,
        "tidak_ada": found.absent, "uang": amounts_in(query)[0],
    }  # fmt: skip


def _groups(budget: Budget, lines: list[Line]) -> list[tuple[str, str, str, Decimal, list[Pos]]]:
    return [(g.page, g.name, g.code, g.whole, line_rows(g.lines)) for g in cari.found_groups(budget, lines)]


@require_safe
def download(request: HttpRequest, kode: str, tahun: int, nama: str) -> HttpResponse:
    """CSV, XLSX, JSON of the budget in force, made from its lines; papers from where the worker put them."""
    found = reads.published_year(place_of(kode), tahun)
    if found is None:
        raise Http404
    if nama in _DOWNLOADS:
        make, kind = _DOWNLOADS[nama]
        response = HttpResponse(make(side_by_side(found)), content_type=kind)
        saved_as = f"{kode}-{tahun}-{nama}"
    else:
        paper = paper_of(found, nama)
        if paper is None:
            return _being_made(request, found, nama)
        response = HttpResponse(paper[0], content_type=paper[1])
        saved_as = download_name(nama, found.desa, tahun)
    response["Content-Disposition"] = f'attachment; filename="{saved_as}"'
    return response


def _being_made(request: HttpRequest, found: Year, nama: str) -> HttpResponse:
    """The worker sets papers after a publish: until then a page that says so and asks again. 404 if there is no such."""
    if nama not in PAPERS:
        raise Http404
    kode, tahun = found.desa.kode, found.tahun
    stuck = given_up("kertas", kode, {"tahun": tahun})
    context = {**village_context(place_of(kode), found), "tahun": str(tahun), "di": "uang"}
    context |= {"kertas": words.PAPERS.get(nama, PAPERS[nama][0]), "gagal": stuck}
    answer = render(request, "public/penganggaran/kertas_dibuat.html", context, status=503)
    answer["Cache-Control"] = "no-store"
    answer["Retry-After"] = "600" if stuck else "5"
    if not stuck:
        answer["Refresh"] = "5"
    return answer


@require_safe
def original(request: HttpRequest, kode: str, sha256: str) -> HttpResponse:
    """The print as it was received, or its masked copy."""
    found = reads.file_of(place_of(kode), sha256)
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
