"""A file that waits for answers: the whole print as it will stand, its questions, then accept or throw away."""

import re

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from balai.adapters.sheets.apbdes import read_apbdes
from balai.adapters.sheets.apbdes.receive import Choice, judged, questions
from balai.adapters.sheets.fileread_json import from_json
from balai.faces.kit.typed import typed
from balai.faces.office.access import Desk, key_of, office
from balai.faces.office.penganggaran import pratinjau, reading
from balai.faces.office.penganggaran.cetakan import desa_at, frame, listed, show
from balai.ground.cetakan import held
from balai.ground.procedure.errors import GateError
from balai.plain import clock
from balai.rooms.penganggaran.apbdes import acts, reads
from balai.rooms.penganggaran.apbdes.received import Received
from balai.rooms.penganggaran.apbdes.shape import RANCANGAN
from balai.rooms.penganggaran.apbdes.versions import is_version


@office
def preview(request: HttpRequest, desk: Desk, token: str) -> HttpResponse:
    """The whole print as it will stand; its questions; nothing is stored yet."""
    one = held.held(token, desk.owner)
    if one is None or one.about["place"] != desk.place.code:
        return _ended(request, desk, token)
    if one.content is None:
        return _unread(request, desk, one)
    if request.method == "POST":
        return _decided(request, desk, one)
    return _preview(request, desk, one)


def _ended(request: HttpRequest, desk: Desk, token: str) -> HttpResponse:
    """Accepted or thrown away in another window of the same person: said in words. For everybody else it is not there."""
    about = held.outcome(token, desk.owner)
    if about is None or about["place"] != desk.place.code:
        raise Http404
    answer = render(request, "office/titipan_selesai.html", frame(desk, tentang=about), status=410)
    if "diterima" not in about and "dibuang" not in about:
        answer["Refresh"] = "2"
    return answer


def _unread(request: HttpRequest, desk: Desk, one: held.Held) -> HttpResponse:
    """Still being read, or it could not be read: then the list says why."""
    why = reading.stopped(one)
    if why:
        held.drop(one.token)
        return listed(request, desk, status=422, salah=f"{one.about['name']}: {why}")
    answer = render(request, "office/dibaca.html", frame(desk, tentang=one.about))
    answer["Refresh"] = "2"
    return answer


def _preview(
    request: HttpRequest, desk: Desk, one: held.Held, *, status: int = 200, salah: str = ""
) -> HttpResponse:
    received = _received(desk, one)
    before, later = None, reads.printed_later(desk.place.pk, received.title)
    known = reads.office_list(desk.place.pk, desk.held.office)
    twin = next((r for r in known if r.sha256 == received.sha256 and r.state != "ditarik"), None)
    if received.title.tahun:
        before = reads.published_before(desk.place.pk, received.title.tahun, received.title.versi)
    written = one.about.get("tertulis") or one.about["tahun"] or ""
    model = pratinjau.model(received, before, answered=one.about["accepted"], settled=one.about["settled"])
    return render(
        request,
        "office/pratinjau.html",
        frame(
            desk,
            token=one.token,
            tentang=one.about,
            tertulis=written,
            salah=salah,
            lebih_baru=later,
            kembar=twin,
            **model,
        ),
        status=status,
    )


def _received(desk: Desk, one: held.Held) -> Received:
    """The held file judged with the answers given so far."""
    assert one.content is not None  # noqa: S101 - seen by `preview`
    file = from_json(one.content)
    about = one.about
    choice = Choice(
        about["tahun"], about["versi"], settled=about["settled"], accepted=frozenset(about["accepted"])
    )
    received = judged(read_apbdes(file), file, one.data or b"", about["name"], desa_at(desk), choice)
    return pratinjau.with_facts(received, about["sha256"], about["size"], one.data)


def _decided(request: HttpRequest, desk: Desk, one: held.Held) -> HttpResponse:
    """Answers, then: look again, accept, accept and publish, or throw away."""
    what = request.POST.get("tindakan", "")
    if what == "buang":
        held.done(one.token, dibuang=True)
        messages.info(request, _("Berkas dibuang. Tidak ada yang disimpan."))
        return HttpResponseRedirect(f"/kantor/{desk.place.code}/cetakan/")
    year, versi = request.POST.get("tahun", "").strip(), request.POST.get("versi", "")
    answers = {
        "versi": versi if is_version(versi) else "",
        "accepted": [k for k in request.POST.getlist("jawab") if re.fullmatch(r"[0-9a-f]{12}", k)],
        "settled": request.POST.get("desa_benar") == "1",
    }
    if year and not re.fullmatch(r"20[0-9]{2}", year):
        one.about.update(answers, tertulis=typed(year, 30))  # what else was answered is kept
        message = _("Tahun anggaran ditulis dengan empat angka, misalnya 2025.")
        return _preview(request, desk, one, status=422, salah=message)
    known = held.change(one.token, tahun=int(year) if year else None, **answers)
    again = held.held(one.token, desk.owner) if known else None
    if again is None:
        return _already(request, desk)
    received = _received(desk, again)
    if what not in {"terima", "terbit"} or questions(received) or received.title.tahun is None:
        return HttpResponseRedirect(request.path)
    return _take(request, desk, again, received, publish=what == "terbit")


def _already(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Another window of the same person is at it, or was."""
    messages.info(request, _("Berkas itu sudah diproses. Lihat daftar cetakan di bawah."))
    return HttpResponseRedirect(f"/kantor/{desk.place.code}/cetakan/")


def _take(
    request: HttpRequest, desk: Desk, one: held.Held, received: Received, *, publish: bool
) -> HttpResponse:
    today, key = clock.today(desk.place.zone), key_of(request)
    listed = f"/kantor/{desk.place.code}/cetakan/"
    if not held.take(one.token):
        return _already(request, desk)
    try:
        acts.terima_cetakan(desk.place, received, by=desk.actor, at=today, key=key)
    except GateError as error:
        held.give_back(one.token)
        return _preview(request, desk, one, status=error.status, salah=error.message)
    except Exception:
        held.give_back(one.token)
        raise
    row = next(r for r in reads.office_list(desk.place.pk) if r.sha256 == received.sha256)
    held.done(one.token, diterima=row.id, nomor=row.nomor)
    if publish and row.versi != RANCANGAN and row.state == "diterima":
        try:
            acts.terbitkan_cetakan(
                desk.place, row.id, by=desk.actor, at=today, key=f"{key}-terbit", seen=row.rev
            )
        except GateError as error:  # received it is; the print's own page says why it is not published
            return show(request, desk, row.id, status=error.status, salah=error.message)
        messages.success(request, _("Cetakan %(nomor)s diterima dan terbit.") % {"nomor": row.nomor})
    else:
        messages.success(request, _("Cetakan %(nomor)s diterima.") % {"nomor": row.nomor})
    return HttpResponseRedirect(f"{listed}{row.id}/")
