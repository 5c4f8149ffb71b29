"""The first run: on an empty installation, with the key that the start printed. Village, name, password: then work."""

import re
from typing import Any

from django.contrib.auth import login, password_validation
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from balai.faces.kit.typed import typed
from balai.ground.people.models import Pengguna
from balai.ground.people.setup_key import is_key
from balai.ground.procedure.appointment import Appointment, appoint_first
from balai.ground.wilayah import acts as wilayah
from balai.ground.wilayah import places
from balai.ground.wilayah.search import find_villages
from balai.plain import clock
from balai.plain.masks import has_nik

SESSION = "boleh_mulai"
AT_ONCE = 12  # villages of one page


def start(request: HttpRequest) -> HttpResponse:
    """Choose the village by name or code. Without key, or once somebody has a login: not there."""
    if Pengguna.objects.exists():
        raise Http404
    if is_key(request.GET.get("kunci", "")):
        request.session[SESSION] = True
        return HttpResponseRedirect("/mulai/")
    if not request.session.get(SESSION):
        raise Http404
    query = typed(request.GET.get("q", ""), 80)
    return render(request, "office/mulai.html", {"q": query, **_found(query, request.GET.get("mulai", ""))})


def _found(query: str, start: str) -> dict[str, Any]:
    """A page of villages that fit: which ones, how many there are, where the next and the last page begin."""
    skip = int(start) // AT_ONCE * AT_ONCE if re.fullmatch(r"[0-9]{1,6}", start, re.ASCII) else 0
    found = find_villages(query, AT_ONCE, skip=skip)
    if skip >= found.total > 0:
        return _found(query, "")
    return {
        "hasil": found.hits, "semua": found.total, "dari": skip + 1, "sampai": skip + len(found.hits),
        "berikut": skip + AT_ONCE if skip + AT_ONCE < found.total else None,
        "sebelum": max(skip - AT_ONCE, 0) if skip else None,
    }  # fmt: skip


def person(request: HttpRequest, kode: str) -> HttpResponse:
    """Name and password of the first person: operator of the village, “SK menyusul”."""
    if Pengguna.objects.exists() or not request.session.get(SESSION):
        raise Http404
    path = places.path(kode)
    if len(path) < 4 or path[-1].level != "desa":
        raise Http404
    context = {
        "tempat": path[-1],
        "atas": path[2],
        "kabupaten": path[1],
        "nama": "",
        "pengguna": "",
        "salah": {},
    }
    if request.method != "POST":
        return render(request, "office/mulai_orang.html", context)
    name, username = (
        typed(request.POST.get("nama", ""), 120),
        request.POST.get("pengguna", "").strip().lower()[:60],
    )
    wrong = _wrong(name, username, request.POST.get("sandi", ""))
    if wrong:
        return render(
            request,
            "office/mulai_orang.html",
            {**context, "nama": name, "pengguna": typed(username, 60), "salah": wrong},
            status=422,
        )
    place = wilayah.use(kode)
    one = Appointment(username, name, "operator", clock.today(place.zone), password=request.POST["sandi"])
    if appoint_first(place, one) is None:  # somebody else was first, a moment ago
        raise Http404
    user = Pengguna.objects.get(username=username)
    request.session.pop(SESSION)
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    return HttpResponseRedirect(f"/kantor/{kode}/cetakan/")


def _wrong(name: str, username: str, password: str) -> dict[str, str]:
    """What is wrong, by field."""
    wrong = {}
    if not name:
        wrong["nama"] = _("Tulis nama Anda.")
    if not username.replace(".", "").replace("-", "").isalnum():
        wrong["pengguna"] = _("Nama masuk memakai huruf, angka, titik, atau tanda hubung. Contoh: rini.k")
    if has_nik(username):
        wrong["pengguna"] = _("Nama masuk jangan memakai NIK. Contoh: rini.k")
    try:
        password_validation.validate_password(password)
    except ValidationError:
        wrong["sandi"] = _("Kata sandi paling sedikit 10 huruf dan bukan kata yang lazim.")
    return wrong
