"""The front door and the villages behind it: what was published last, and how to find one's own village."""

import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balai.faces.kit.typed import typed
from balai.ground.published.models import Terbitan
from balai.ground.published.reads import latest
from balai.ground.wilayah import places
from balai.ground.wilayah.reads import VillageName, villages_in_use
from balai.ground.wilayah.search import find_villages
from balai.rooms.penganggaran.apbdes.recent import last_published

LISTED = 60  # villages, or places above them, that the front door names; more are found by searching
AT_ONCE = 25  # villages of one page of the search
RECENT = 3
_PLACE = re.compile(r"[0-9]{2}(?:\.[0-9]{2}){0,2}", re.ASCII)
Row = dict[str, Any]


@require_safe
def front_door(request: HttpRequest) -> HttpResponse:
    """What this is, what was published last, and the villages that are here: all of them, or the places above them."""
    rows = _rows(villages_in_use())
    by_id = {r["v"].id: r for r in rows}
    recent = [{"v": by_id[r.desa]["v"], "terbit": r} for r in last_published(RECENT)]
    few = len(rows) <= LISTED
    return render(request, "public/depan.html", {
        "kelompok": by_kecamatan(rows) if few else [], "wilayah": [] if few else by_place(rows), "banyak": len(rows),
        "terbaru": recent, "pelaku": _cast(),
    })  # fmt: skip


@require_safe
def villages(request: HttpRequest) -> HttpResponse:
    """Villages of this Balai by name or code (`q`) below a place (`di`), a page at a time (`mulai`)."""
    query = typed(request.GET.get("q", ""), 80)
    below = request.GET.get("di", "")
    below = below if _PLACE.fullmatch(below) else ""
    found = _found(villages_in_use(below=below), query)
    skip = _page_start(request.GET.get("mulai", ""), len(found))
    shown = found[skip : skip + AT_ONCE]
    return render(request, "public/daftar.html", {
        "q": query, "di": "daftar", "tempat": below, "nama_tempat": _place_name(below), "semua": len(found),
        "hasil": _rows(shown), "dari": skip + 1, "sampai": skip + len(shown),
        "berikut": skip + AT_ONCE if skip + AT_ONCE < len(found) else None,
        "sebelum": skip - AT_ONCE if skip else None,
    })  # fmt: skip


def _found(known: list[VillageName], query: str) -> list[VillageName]:
    """Those that fit, best first; without a query all, by place and name."""
    if not query:
        return sorted(known, key=_by_name)
    own = {v.code: v for v in known}
    hits = [h.entry.code for h in find_villages(query, len(own), among=own).hits]
    # A later decree may have dropped a village that stays in use here: no list names it any more.
    plain = query.lower()
    left = [v.code for v in known if places.get(v.code) is None and plain in f"{v.name} {v.code}".lower()]
    return [own[code] for code in dict.fromkeys([*hits, *left])]


def _page_start(asked: str, total: int) -> int:
    start = int(asked) // AT_ONCE * AT_ONCE if re.fullmatch(r"[0-9]{1,6}", asked, re.ASCII) else 0
    return start if start < total else 0


def _place_name(code: str) -> str:
    """`Kecamatan Contoh Lor`; empty without a place."""
    entry = places.get(code) if code else None
    if entry is None:
        return ""
    return _("Kecamatan %s") % entry.name if entry.level == "kecamatan" else entry.name


def _rows(known: list[VillageName]) -> list[Row]:
    """Villages with their newest published year, and whether they once published and withdrew. Two statements."""
    facts = latest("apbdes.belanja")
    once = set(Terbitan.objects.values_list("desa_id", flat=True))
    return [{"v": v, "terbit": facts.get(v.id), "ditarik": v.id in once and v.id not in facts} for v in known]


def _by_name(v: VillageName) -> tuple[str, str, str]:
    return v.kabupaten, v.kecamatan, v.name


def by_kecamatan(rows: list[Row]) -> list[tuple[str, list[Row]]]:
    """Villages under their kecamatan, by name; kecamatan with a published budget first."""
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in sorted(rows, key=lambda r: _by_name(r["v"])):
        groups.setdefault((row["v"].kabupaten, row["v"].kecamatan), []).append(row)
    named = [(_("Kecamatan %s") % f"{kec}, {kab}", found) for (kab, kec), found in groups.items()]
    return sorted(named, key=lambda g: all(r["terbit"] is None for r in g[1]))


def by_place(rows: list[Row]) -> list[Row]:
    """Many villages, counted by the finest place above them of which at most `LISTED` are here: its code, its words,
    how many villages, and how many of them have a budget."""
    above: tuple[tuple[int, Callable[[VillageName], str]], ...] = (
        (8, lambda v: _("Kecamatan %s") % f"{v.kecamatan}, {v.kabupaten}"),
        (5, lambda v: v.kabupaten),
        (2, lambda v: v.provinsi),
    )
    counted: dict[str, Row] = {}
    for length, words in above:
        counted = {}
        for row in sorted(rows, key=lambda r: words(r["v"])):
            code = row["v"].code[:length]
            one = counted.setdefault(code, {"kode": code, "nama": words(row["v"]), "desa": 0, "terbit": 0})
            one["desa"] += 1
            one["terbit"] += row["terbit"] is not None
        if len(counted) <= LISTED:
            break
    return list(counted.values())


def _cast() -> list[tuple[str, str]]:
    """Sign-in buttons of the demo."""
    return list(settings.BALAI_DEMO_ROLES) if settings.BALAI_DEMO else []
