"""The office's prints: drop, look, answer, accept, publish, confirm, withdraw. Thin over acts and reads."""

import hashlib
import re
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.adapters.sheets.apbdes import read_apbdes
from balai.adapters.sheets.apbdes.receive import Choice, judged, questions
from balai.adapters.sheets.fileread_json import from_json, to_json
from balai.adapters.sheets.guard import SheetRefused
from balai.adapters.sheets.readers import read_file
from balai.faces.office.access import Desk, key_of, new_key, office
from balai.faces.office.penganggaran import pratinjau
from balai.ground.cetakan import held
from balai.ground.procedure.errors import GateError, Missing
from balai.ground.wilayah.reads import village
from balai.plain import clock
from balai.plain.masks import mask_nik
from balai.rooms.penganggaran.apbdes import acts, reads
from balai.rooms.penganggaran.apbdes.procedure import CETAKAN
from balai.rooms.penganggaran.apbdes.received import Received
from balai.rooms.penganggaran.apbdes.shape import RANCANGAN, Desa
from balai.rooms.penganggaran.apbdes.versions import is_version, words


def _desa(desk: Desk) -> Desa:
    where = village(desk.place.code)
    if where is None:
        raise Http404
    return reads.desa_of(where)


def frame(desk: Desk, **more: Any) -> dict[str, Any]:
    """What every office page of a village shows."""
    return {"meja": desk, "desa": _desa(desk), "kunci": new_key(), "procedure": CETAKAN, **more}


@office
def prints(request: HttpRequest, desk: Desk) -> HttpResponse:
    """All prints of the village, and the place to drop another one."""
    if request.method == "POST":
        return _dropped(request, desk)
    return _list(request, desk)


def _list(request: HttpRequest, desk: Desk, *, status: int = 200, **more: Any) -> HttpResponse:
    rows = [
        {"r": r, "versi": words(r.versi), "keadaan": CETAKAN.states[r.state]}
        for r in reads.office_list(desk.place.pk)
    ]
    return render(request, "office/cetakan.html", frame(desk, baris=rows, **more), status=status)


def _dropped(request: HttpRequest, desk: Desk) -> HttpResponse:
    """A file arrives: read it in the limited child, hold it, show it."""
    upload = request.FILES.get("berkas")
    if upload is None:
        return _list(request, desk, status=422, salah=_("Pilih berkasnya dahulu."))
    data, name = upload.read(), mask_nik(upload.name or "berkas")[:200]
    try:
        file = read_file(data, name)
        read_apbdes(file)
    except SheetRefused as refused:
        return _list(request, desk, status=422, salah=f"{name}: {refused.message}")
    about = {
        "owner": desk.owner, "place": desk.place.code, "name": name, "size": len(data),
        "sha256": hashlib.sha256(data).hexdigest(), "tahun": None, "versi": "", "as_is": False, "settled": False,
    }  # fmt: skip
    token = held.hold(about, to_json(file), None if file.masked else data)
    return HttpResponseRedirect(f"/kantor/{desk.place.code}/cetakan/titipan/{token}/")


@office
def preview(request: HttpRequest, desk: Desk, token: str) -> HttpResponse:
    """The whole print as it will stand; its questions; nothing is stored yet."""
    one = held.held(token, desk.owner)
    if one is None or one.about["place"] != desk.place.code:
        raise Http404
    if request.method == "POST":
        return _decided(request, desk, one)
    return _preview(request, desk, one)


def _preview(
    request: HttpRequest, desk: Desk, one: held.Held, *, status: int = 200, salah: str = ""
) -> HttpResponse:
    received = _received(desk, one)
    before = None
    if received.title.tahun:
        before = reads.published_before(desk.place.pk, received.title.tahun, received.title.versi)
    model = pratinjau.model(received, before)
    return render(
        request,
        "office/pratinjau.html",
        frame(desk, token=one.token, tentang=one.about, salah=salah, **model),
        status=status,
    )


def _received(desk: Desk, one: held.Held) -> Received:
    """The held file judged with the answers given so far."""
    file = from_json(one.content)
    about = one.about
    choice = Choice(about["tahun"], about["versi"], settled=about["settled"], as_is=about["as_is"])
    received = judged(read_apbdes(file), file, one.data or b"", about["name"], _desa(desk), choice)
    return pratinjau.with_facts(received, about["sha256"], about["size"], one.data)


def _decided(request: HttpRequest, desk: Desk, one: held.Held) -> HttpResponse:
    """Answers, then: look again, accept, accept and publish, or throw away."""
    what = request.POST.get("tindakan", "")
    if what == "buang":
        held.drop(one.token)
        messages.info(request, _("Berkas dibuang. Tidak ada yang disimpan."))
        return HttpResponseRedirect(f"/kantor/{desk.place.code}/cetakan/")
    year, versi = request.POST.get("tahun", "").strip(), request.POST.get("versi", "")
    if (year and not re.fullmatch(r"20[0-9]{2}|2100", year)) or (versi and not is_version(versi)):
        return _preview(
            request, desk, one, status=422, salah=_("Tahun ditulis dengan empat angka, misalnya 2025.")
        )
    as_is = request.POST.get("apa_adanya") == "1"
    held.change(
        one.token,
        tahun=int(year) if year else None,
        versi=versi,
        as_is=as_is,
        settled=request.POST.get("desa_benar") == "1",
    )
    again = held.held(one.token, desk.owner)
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
    held.drop(one.token)
    row = next(r for r in reads.office_list(desk.place.pk) if r.sha256 == received.sha256)
    messages.success(request, _("Cetakan %(nomor)s diterima.") % {"nomor": row.nomor})
    if publish and row.versi != RANCANGAN and row.state == "diterima":
        try:
            acts.terbitkan_cetakan(
                desk.place, row.id, by=desk.actor, at=today, key=f"{key}-terbit", seen=row.rev
            )
        except GateError as error:  # received it is; the print's own page says why it is not published
            return _detail(request, desk, row.id, status=error.status, salah=error.message)
    return HttpResponseRedirect(f"{listed}{row.id}/")


@office
def detail(request: HttpRequest, desk: Desk, nomor: str) -> HttpResponse:
    """One print: its figures, its findings, and what this office may do with it now."""
    return _detail(request, desk, int(nomor))


def _detail(
    request: HttpRequest, desk: Desk, nomor: int, *, status: int = 200, salah: str = "", alasan: str = ""
) -> HttpResponse:
    found = reads.office_print(desk.place.pk, nomor, desk.held.office)
    if found is None:
        raise Http404
    row, budget = found
    steps = [s for s in CETAKAN.possible(row.state, desk.held.office) if s.name != "terbitkan_ganti"]
    if not row.from_above:
        steps = [s for s in steps if s.name != "konfirmasi"]
    if row.versi == RANCANGAN:
        steps = [s for s in steps if s.name != "terbitkan"]
    model = pratinjau.of_budget(budget)
    more = {"row": row, "versi": words(row.versi), "keadaan": CETAKAN.states[row.state], "langkah": steps}
    return render(
        request,
        "office/cetakan_satu.html",
        frame(desk, salah=salah, alasan=alasan, **more, **model),
        status=status,
    )


_ACTS = {
    "terbitkan": acts.terbitkan_cetakan,
    "konfirmasi": acts.konfirmasi_cetakan,
    "tarik": acts.tarik_cetakan,
}


@office
@require_POST
def act(request: HttpRequest, desk: Desk, nomor: str, langkah: str) -> HttpResponse:
    """One step on one print. A refusal keeps what was typed."""
    if langkah not in _ACTS:
        raise Http404
    seen = request.POST.get("rev", "")
    reason = request.POST.get("alasan", "").strip()[:500]
    more: dict[str, Any] = {"reason": reason} if langkah == "tarik" else {}
    try:
        _ACTS[langkah](
            desk.place, int(nomor), by=desk.actor, at=clock.today(desk.place.zone), key=key_of(request),
            seen=int(seen) if re.fullmatch(r"[0-9]{1,9}", seen) else -1, **more,
        )  # fmt: skip
    except Missing as error:
        raise Http404 from error
    except GateError as error:
        return _detail(request, desk, int(nomor), status=error.status, salah=error.message, alasan=reason)
    messages.success(request, _("Sudah tercatat: %(apa)s.") % {"apa": CETAKAN.by_name[langkah].label})
    return HttpResponseRedirect(f"/kantor/{desk.place.code}/cetakan/{nomor}/")
