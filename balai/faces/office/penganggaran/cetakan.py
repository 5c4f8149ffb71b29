"""The office's prints: drop a file, publish, confirm, withdraw. Thin over acts and reads."""

import re
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from balai.adapters.sheets.guard import SheetRefused
from balai.faces.office.access import Desk, key_of, new_key, office
from balai.faces.office.penganggaran import pratinjau, reading
from balai.ground.cetakan import held
from balai.ground.procedure.errors import GateError, Missing
from balai.ground.procedure.steps import Answer
from balai.ground.wilayah.reads import village
from balai.plain import clock
from balai.plain.masks import mask_nik
from balai.rooms.penganggaran.apbdes import acts, reads
from balai.rooms.penganggaran.apbdes.procedure import ABOVE, CETAKAN
from balai.rooms.penganggaran.apbdes.shape import RANCANGAN, Desa
from balai.rooms.penganggaran.apbdes.versions import words


def desa_at(desk: Desk) -> Desa:
    """The village of this desk."""
    where = village(desk.place.code)
    if where is None:
        raise Http404
    return reads.desa_of(where)


def frame(desk: Desk, **more: Any) -> dict[str, Any]:
    """What every office page of a village shows."""
    return {"meja": desk, "desa": desa_at(desk), "kunci": new_key(), "procedure": CETAKAN, **more}


@office
def prints(request: HttpRequest, desk: Desk) -> HttpResponse:
    """All prints of the village, and the place to drop another one."""
    if request.method == "POST":
        return _dropped(request, desk)
    return listed(request, desk)


def listed(request: HttpRequest, desk: Desk, *, status: int = 200, **more: Any) -> HttpResponse:
    """The list of prints, with what went wrong."""
    rows = [
        {"r": r, "versi": words(r.versi), "keadaan": CETAKAN.states[r.state]}
        for r in reads.office_list(desk.place.pk)
    ]
    more["titipan"] = held.waiting(desk.owner, desk.place.code)
    return render(request, "office/cetakan.html", frame(desk, baris=rows, **more), status=status)


def _dropped(request: HttpRequest, desk: Desk) -> HttpResponse:
    """A file arrives: read it in the limited child, hold it, show it."""
    upload = request.FILES.get("berkas")
    if upload is None:
        return listed(request, desk, status=422, salah=_("Pilih berkasnya dahulu."))
    data, name = upload.read(), mask_nik(upload.name or "berkas")[:200]
    try:
        token = reading.drop(desk, data, name)
    except SheetRefused as refused:
        return listed(request, desk, status=422, salah=f"{name}: {refused.message}")
    return HttpResponseRedirect(f"/kantor/{desk.place.code}/cetakan/titipan/{token}/")


@office
def detail(request: HttpRequest, desk: Desk, nomor: str) -> HttpResponse:
    """One print: its figures, its findings, and what this office may do with it now."""
    return show(request, desk, int(nomor))


def show(
    request: HttpRequest, desk: Desk, nomor: int, *, status: int = 200, salah: str = "", alasan: str = ""
) -> HttpResponse:
    """The page of one print, with what went wrong and what was typed."""
    found = reads.office_print(desk.place.pk, nomor, desk.held.office)
    if found is None:
        raise Http404
    row, budget = found
    steps = [s for s in CETAKAN.possible(row.state, desk.held.office) if s.name != "terbitkan_ganti"]
    if not row.from_above:
        steps = [s for s in steps if s.name != "konfirmasi"]
    if row.versi == RANCANGAN or (desk.held.office == ABOVE and not row.from_above):
        steps = [s for s in steps if s.name != "terbitkan"]
    model = pratinjau.of_budget(budget)
    more = {"row": row, "versi": words(row.versi), "keadaan": CETAKAN.states[row.state], "langkah": steps}
    return render(
        request,
        "office/cetakan_satu.html",
        frame(desk, salah=salah, alasan=alasan, **more, **model),
        status=status,
    )


_ACTS: dict[str, Callable[..., Answer]] = {
    "terbitkan": acts.terbitkan_cetakan,
    "konfirmasi": acts.konfirmasi_cetakan,
    "tarik": acts.tarik_cetakan,
}


_DONE = {
    "terbitkan": gettext_lazy("Cetakan ini sekarang terbit di halaman warga."),
    "konfirmasi": gettext_lazy("Tercatat: desa menyatakan cetakan ini benar."),
    "tarik": gettext_lazy("Cetakan ini sudah ditarik."),
}


@office
@require_POST
def act(request: HttpRequest, desk: Desk, nomor: str, langkah: str) -> HttpResponse:
    """One step on one print. A refusal keeps what was typed."""
    if langkah not in _ACTS:
        raise Http404
    seen = request.POST.get("rev", "")
    reason = mask_nik(request.POST.get("alasan", "")[:10_000].strip())[:500]
    more: dict[str, Any] = {"reason": reason} if langkah == "tarik" else {}
    try:
        _ACTS[langkah](
            desk.place, int(nomor), by=desk.actor, at=clock.today(desk.place.zone), key=key_of(request),
            seen=int(seen) if re.fullmatch(r"[0-9]{1,9}", seen) else -1, **more,
        )  # fmt: skip
    except Missing as error:
        raise Http404 from error
    except GateError as error:
        return show(request, desk, int(nomor), status=error.status, salah=error.message, alasan=reason)
    messages.success(request, str(_DONE[langkah]))
    return HttpResponseRedirect(f"/kantor/{desk.place.code}/cetakan/{nomor}/")
