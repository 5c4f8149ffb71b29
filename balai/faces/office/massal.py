"""A kabupaten sends many prints at once: they are kept, the worker reads them, the page tells how far it is."""

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from balai.adapters.sheets.guard import SheetRefused
from balai.adapters.sheets.kiriman import count, is_zip
from balai.faces.office import massal_laporan as laporan
from balai.faces.office.access import Desk, key_of, new_key, office
from balai.ground.cetakan import kiriman
from balai.ground.cetakan.kiriman import Kiriman
from balai.ground.outbox.acts import put
from balai.plain import clock
from balai.plain.masks import mask_nik

MOST_FILES = 500


@office
def bulk(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The form, and the batches of the last days."""
    if desk.place.level != "kabupaten":
        raise Http404
    if request.method == "POST":
        return _sent(request, desk)
    return _form(request, desk)


def _form(request: HttpRequest, desk: Desk, *, status: int = 200, salah: str = "") -> HttpResponse:
    batches = [laporan.in_list(k) for k in kiriman.of(desk.owner, desk.place.code)]
    model = {"meja": desk, "kunci": new_key(), "salah": salah, "kiriman": batches, "hari": kiriman.KEEP_DAYS}
    return render(request, "office/massal.html", model, status=status)


def _sent(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Files arrive: to disk, counted, put aside for the worker."""
    uploads = request.FILES.getlist("berkas")
    if not uploads:
        return _form(request, desk, status=422, salah=_("Pilih satu ZIP atau beberapa berkas dahulu."))
    if len(uploads) > MOST_FILES:
        told = _("Anda memilih %(n)d berkas; paling banyak %(paling)d sekali kirim. Jadikan satu ZIP, atau bagi per kecamatan.")  # fmt: skip
        return _form(request, desk, status=422, salah=told % {"n": len(uploads), "paling": MOST_FILES})
    try:
        token = _kept(request, desk, uploads)
    except SheetRefused as refused:
        return _form(request, desk, status=422, salah=refused.message)
    except OSError:
        told = _("Penyimpanan di komputer Balai penuh atau terganggu, jadi kiriman ini belum diterima. Beri tahu pengelolanya, lalu kirim lagi.")  # fmt: skip
        return _form(request, desk, status=503, salah=told)
    return HttpResponseRedirect(f"/kantor/{desk.place.code}/massal/{token}/", status=303)


def _kept(request: HttpRequest, desk: Desk, uploads: list[UploadedFile]) -> str:
    """Write all files, count them, make the batch and its job. Returns the token. Raises SheetRefused, OSError."""
    place = kiriman.draft()
    try:
        paths = [kiriman.add(place, mask_nik(u.name or "berkas"), u.chunks()) for u in uploads]
        zipped = paths[0] if len(paths) == 1 and is_zip(paths[0]) else None
        total = count(zipped or place / "masuk")
        about = {
            "owner": desk.owner, "mandate": desk.held.uid, "place": desk.place.code, "total": total,
            "zip": zipped.name if zipped else "", "name": paths[0].name if len(paths) == 1 else "",
            "sent_at": clock.now().isoformat(),
        }  # fmt: skip
        with transaction.atomic():
            token, fresh = kiriman.keep(place, about, key_of(request))
            if fresh:
                put("massal", desk.place, {"kiriman": token})
    except BaseException:
        kiriman.discard(place)
        raise
    return token


def batch_of(desk: Desk, token: str) -> Kiriman:
    """The batch of this person at this place; for everybody else it is not there."""
    found = kiriman.find(token)
    if found is None or (found.about["owner"], found.about["place"]) != (desk.owner, desk.place.code):
        raise Http404
    return found


@office
def batch(request: HttpRequest, desk: Desk, token: str) -> HttpResponse:
    """How far it is, or the report."""
    one = batch_of(desk, token)
    stage = one.stage()
    if request.method == "POST":
        if stage.name != kiriman.DONE:
            put("massal", desk.place, {"kiriman": token})
            messages.info(request, _("Sudah diminta: kiriman ini dibaca lagi dari tempat terhentinya."))
        return HttpResponseRedirect(request.path, status=303)
    if stage.name == kiriman.DONE:
        return render(request, "office/massal_laporan.html", {"meja": desk, **laporan.report(one)})
    model: dict[str, Any] = {
        "meja": desk,
        "kiriman": laporan.in_list(one),
        "tahap": stage,
        "macet": laporan.stuck(one),
    }
    response = render(request, "office/massal_kiriman.html", model)
    if stage.name != kiriman.STOPPED:
        response["Refresh"] = "3"
    return response


@office
def report_csv(request: HttpRequest, desk: Desk, token: str) -> HttpResponse:
    """The report for a spreadsheet."""
    one = batch_of(desk, token)
    if one.stage().name != kiriman.DONE:
        raise Http404
    name = f"kiriman-{desk.place.code}-{token[:8]}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(laporan.to_csv(one), content_type="text/csv; charset=utf-8", headers=headers)
