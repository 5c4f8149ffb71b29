"""The first page of an office: what waits for you, most urgent first."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from balai.faces.office.access import Desk, office
from balai.faces.office.massal_laporan import waiting
from balai.ground.cetakan import held
from balai.ground.procedure.steps import Procedure
from balai.ground.published.reads import latest
from balai.ground.wilayah import places
from balai.ground.wilayah.reads import villages_in_use
from balai.rooms.penganggaran.apbdes import reads
from balai.rooms.penganggaran.apbdes.procedure import CETAKAN
from balai.rooms.penganggaran.apbdes.versions import words


@office
def home(request: HttpRequest, desk: Desk) -> HttpResponse:
    """A village's desk, or a kabupaten's."""
    if desk.place.level == "kabupaten":
        return _kabupaten(request, desk)
    if desk.place.level != "desa":
        raise Http404
    return _village(request, desk)


def _village(request: HttpRequest, desk: Desk) -> HttpResponse:
    from balai.faces.office.penganggaran.cetakan import frame

    rows = reads.office_list(desk.place.pk, desk.held.office)
    waiting = [
        {"r": r, "versi": words(r.versi), "mengapa": _why(CETAKAN, r.state, r.received_words)}
        for r in rows
        if r.state == "diterima"
        or (
            r.state == "diterbitkan"
            and r.received_words.startswith("Dinas")
            and desk.held.office != "dinas_pmd"
        )
    ]
    return render(
        request,
        "office/kantor.html",
        frame(desk, menunggu=waiting, titipan=held.waiting(desk.owner, desk.place.code), banyak=len(rows)),
    )


def _why(procedure: Procedure, state: str, office: str) -> str:
    if state == "diterima":
        return "Sudah diterima, belum terbit."
    return f"Diterbitkan oleh {office}. Periksa, lalu nyatakan benar atau kirim cetakan Anda sendiri."


def _kabupaten(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Every village of the kabupaten, with a page or without; those that Balai does not know yet included."""
    facts = latest("apbdes.belanja", below=desk.place.code)
    used = {v.code: v for v in villages_in_use(below=desk.place.code)}
    named = {
        d.code: (d.name, k.name)
        for k in places.children(desk.place.code)
        for d in places.children(k.code)
        if d.level == "desa"
    } | {code: (v.name, v.kecamatan) for code, v in used.items()}
    rows = [
        {
            "kode": code,
            "nama": name,
            "kecamatan": kecamatan,
            "ada": code in used,
            "terbit": facts.get(used[code].id) if code in used else None,
        }
        for code, (name, kecamatan) in sorted(named.items())
    ]
    done = sum(1 for r in rows if r["terbit"])
    waits = waiting(desk.owner, desk.place.code)
    model = {"meja": desk, "desa_desa": rows, "sudah": done, "menunggu": waits}
    return render(request, "office/kabupaten.html", model)
