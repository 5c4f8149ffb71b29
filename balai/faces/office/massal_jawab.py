"""One file of a batch that waits: say whose it is and of which year, look at it, or throw it away."""

import re
from pathlib import PurePosixPath
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from balai.adapters.sheets.kiriman import villages
from balai.adapters.sheets.kiriman_publish import ANSWERED_HERE, DIBUANG, WAITING, publish
from balai.adapters.sheets.massal_report import Place
from balai.faces.kit.typed import typed
from balai.faces.office.access import Desk, office
from balai.faces.office.massal import batch_of
from balai.faces.office.massal_laporan import WORDS, settled
from balai.ground.cetakan import held, kiriman
from balai.ground.cetakan.kiriman import Kiriman
from balai.ground.wilayah import acts as wilayah

_YEAR = re.compile(r"20[0-9]{2}")


@office
def answer(request: HttpRequest, desk: Desk, token: str, nomor: str) -> HttpResponse:
    """The question of one file, and its answer."""
    one = batch_of(desk, token)
    rows = settled(one) if one.stage().name == kiriman.DONE else []
    if int(nomor) >= len(rows):
        raise Http404
    row = rows[int(nomor)]
    if row["hasil"] not in WAITING:
        messages.info(request, _("Berkas itu sudah dijawab: %(hasil)s.") % {"hasil": WORDS[row["hasil"]]})
        return _back(desk, one)
    if request.method == "POST":
        with one.claim(row["n"]) as ours:
            row = settled(one)[int(nomor)]  # as it stands now that nobody else is at it
            if not ours or row["hasil"] not in WAITING:
                messages.info(request, _("Berkas itu sedang atau sudah dijawab di jendela lain."))
                return _back(desk, one)
            return _answered(request, desk, one, row)
    return _asked(request, desk, one, row)


def _back(desk: Desk, one: Kiriman) -> HttpResponse:
    return HttpResponseRedirect(f"/kantor/{desk.place.code}/massal/{one.token}/", status=303)


def _asked(
    request: HttpRequest, desk: Desk, one: Kiriman, row: dict[str, Any], *, status: int = 200, salah: str = ""
) -> HttpResponse:
    known = villages(desk.place.code)
    offered = [p for code in row["calon"] for p in known if p.kode == code]
    sent = request.POST if request.method == "POST" else {}
    model = {
        "meja": desk, "kiriman": one, "r": row, "hasil": WORDS[row["hasil"]], "salah": salah, "calon": offered,
        "kecamatan": _by_kecamatan(known), "langsung": set(row["soal"]) <= ANSWERED_HERE,
        "dipilih": sent.get("desa", row["desa"]), "tahun": typed(str(sent.get("tahun", row["tahun"] or "")), 30),
    }  # fmt: skip
    return render(request, "office/massal_jawab.html", model, status=status)


def _by_kecamatan(known: list[Place]) -> list[tuple[str, list[Place]]]:
    groups: dict[str, list[Place]] = {}
    for place in known:
        groups.setdefault(place.kecamatan, []).append(place)
    return [(k, sorted(v, key=lambda p: p.nama)) for k, v in sorted(groups.items())]


def _answered(request: HttpRequest, desk: Desk, one: Kiriman, row: dict[str, Any]) -> HttpResponse:
    what = request.POST.get("tindakan", "")
    if what == "buang":
        one.note(row["n"], hasil=DIBUANG, kata="")
        one.drop_content(row["sha256"])
        messages.info(request, _("Berkas dibuang. Tidak ada yang disimpan."))
        return _back(desk, one)
    desa, year = request.POST.get("desa", ""), request.POST.get("tahun", "").strip()
    if desa not in {p.kode for p in villages(desk.place.code)}:
        return _asked(request, desk, one, row, status=422, salah=_("Pilih desanya dahulu."))
    if not _YEAR.fullmatch(year):
        told = _("Tahun anggaran ditulis dengan empat angka, misalnya 2025.")
        return _asked(request, desk, one, row, status=422, salah=told)
    if what == "lihat" or not set(row["soal"]) <= ANSWERED_HERE:
        return _handed_over(desk, one, row, desa, int(year))
    became = publish(one, row, desa, int(year), by=desk.actor)
    if became["hasil"] in WAITING:
        return _asked(request, desk, one, row | became, status=422, salah=became["kata"])
    told = _("Sudah tercatat: %(apa)s.") % {"apa": WORDS[became["hasil"]]}
    messages.success(request, f"{told} {became['kata']}".strip())
    return _back(desk, one)


def _handed_over(desk: Desk, one: Kiriman, row: dict[str, Any], desa: str, year: int) -> HttpResponse:
    """To the preview of that village's office. The file stays here too, until it is received there."""
    kept = one.content(row["sha256"])
    if kept is None:
        raise Http404
    wilayah.use(desa)
    before = held.held(row.get("titipan", "-"), desk.owner)
    token = before.token if before and before.about["place"] == desa else ""
    if not token:
        about = {
            "owner": desk.owner, "place": desa, "name": PurePosixPath(row["berkas"]).name, "size": row["size"],
            "sha256": row["sha256"], "tahun": None if year == row["tahun"] else year, "versi": "", "accepted": [],
            "settled": "desa_mana" in row["soal"],
        }  # fmt: skip
        token = held.hold(about, *kept)
        one.note(row["n"], titipan=token, desa=desa)
    return HttpResponseRedirect(f"/kantor/{desa}/cetakan/titipan/{token}/", status=303)
