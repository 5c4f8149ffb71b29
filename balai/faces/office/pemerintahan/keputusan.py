"""Decrees of appointment in the office: drafted, recorded from a signed sheet, revoked. Thin over acts and reads."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.adapters.papers.keputusan import Sheet, sheet_pdf
from balai.faces.kit.steps import STATES, STEPS
from balai.faces.kit.typed import typed
from balai.faces.office.access import Desk, key_of, new_key, office
from balai.faces.office.pemerintahan.lembar import sheet_of
from balai.ground.files import store
from balai.ground.files.pictures import PictureRefused
from balai.ground.people.offices import by_decree
from balai.ground.people.offices import words as office_words
from balai.ground.people.reads import holder
from balai.ground.procedure.errors import GateError, Missing, Refused
from balai.ground.procedure.gate import Actor
from balai.ground.procedure.steps import Answer, By
from balai.ground.wilayah.reads import village
from balai.plain import clock
from balai.plain.dates import format_date
from balai.rooms.pemerintahan.keputusan import acts, reads
from balai.rooms.pemerintahan.keputusan.procedure import SK
from balai.rooms.pemerintahan.keputusan.shape import Draft, Row
from balai.rooms.penganggaran.apbdes.reads import desa_of


class FieldError(Exception):
    """What is wrong with one field, in words."""

    def __init__(self, field: str, message: str) -> None:
        self.field, self.message = field, message
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the form, as typed; sixteen digits masked."""

    values: dict[str, str]

    def day(self, field: str, *, needed: bool = True) -> date | None:
        """A date, or None if it may be missing. Raises FieldError."""
        text = self.values.get(field, "")
        if not text and not needed:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError as error:
            raise FieldError(
                field, _("Isi tanggalnya, misalnya 13-02-2023 (tahun-bulan-hari: 2023-02-13).")
            ) from error


FIELDS = ("office", "orang", "nama", "mulai", "sampai", "nomor", "at", "alasan")


def _typed(request: HttpRequest) -> Typed:
    return Typed({f: typed(request.POST.get(f, ""), 500) for f in FIELDS})


def frame(desk: Desk, **more: Any) -> dict[str, Any]:
    """What every page of decrees shows. Raises Http404 outside of a village."""
    if desk.place.level != "desa":
        raise Http404
    may = {s.name for s in SK.steps if desk.held.office in (*s.decides, *s.records)}
    return {"meja": desk, "desa": desk.place, "kunci": new_key(), "boleh": may, **more}


@office
def listed(request: HttpRequest, desk: Desk) -> HttpResponse:
    """All decrees of the village, the newest first."""
    rows = [_shown(r) for r in reads.listed(desk.place.pk)]
    return render(request, "office/keputusan.html", frame(desk, baris=rows))


@office
def new(request: HttpRequest, desk: Desk) -> HttpResponse:
    """A new decree: kept as a draft, or recorded as signed on paper. A refusal keeps what was typed."""
    if not {"susun", "catat"} & frame(desk)["boleh"]:
        raise Http404
    if request.method != "POST":
        return _form(request, desk, Typed({"mulai": clock.today(desk.place.zone).isoformat()}))
    said = _typed(request)
    try:
        answer = _carry_out(request, desk, said)
    except FieldError as error:
        return _form(request, desk, said, {error.field: error.message}, status=422)
    except PictureRefused as refused:
        return _form(request, desk, said, {"lembar": refused.message}, status=422)
    except GateError as error:
        return _form(request, desk, said, by_field(error), status=error.status)
    row = next(r for r in reads.listed(desk.place.pk) if r.code == answer.simpul)
    messages.success(request, _("Tersimpan: %(keadaan)s.") % {"keadaan": STATES[f"sk.{row.state}"]})
    return HttpResponseRedirect(f"/kantor/{desk.place.code}/keputusan/{row.id}/")


def _carry_out(request: HttpRequest, desk: Desk, said: Typed) -> Answer:
    draft = Draft(
        said.values["office"], said.values["nama"] or _name_of(desk, said.values["orang"]),
        said.day("mulai") or date.min, said.day("sampai", needed=False), _uid(said.values["orang"]),
    )  # fmt: skip
    key = key_of(request)
    if request.POST.get("cara") == "draf":
        return acts.susun_sk(desk.place, draft, by=desk.actor, at=clock.today(desk.place.zone), key=key)
    at = said.day("at") or date.min
    return acts.catat_sk(
        desk.place, draft, nomor=said.values["nomor"], sheet=sheet_of(request, desk), by=signer(desk, at),
        recorded_by=desk.actor, at=at, key=key,
    )  # fmt: skip


def signer(desk: Desk, at: date) -> Actor:
    """The Kepala Desa of that day. Raises FieldError if nobody was."""
    if desk.held.office == "kades":
        return desk.actor
    held = holder(desk.place.pk, "kades", at)
    if held is None:
        raise FieldError(
            "at", _("Belum tercatat siapa Kepala Desa pada %(hari)s.") % {"hari": format_date(at)}
        )
    return Actor(By.OFFICE, held.uid)


def by_field(error: GateError) -> dict[str, str]:
    """A refusal at its field, if it names one; else above the form (`""`)."""
    if isinstance(error, Refused) and error.findings:
        return {f.params.get("field", ""): f.message for f in error.findings}
    fields = {
        "kertas_kurang": "lembar",
        "tanggal_depan": "at",
        "mendahului": "at",
        "keputusan_satu_nomor": "nomor",
    }
    return {fields.get(error.code, ""): error.message}


def _name_of(desk: Desk, uid: str) -> str:
    return dict(reads.persons(desk.place.pk)).get(uid, "")


def _uid(text: str) -> str:
    return text if re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", text) else ""


def _form(
    request: HttpRequest, desk: Desk, said: Typed, wrong: dict[str, str] | None = None, *, status: int = 200
) -> HttpResponse:
    model = {
        "jabatan": [(o, office_words(o)) for o in by_decree()], "orang_desa": reads.persons(desk.place.pk),
        "isi": said.values, "salah": wrong or {}, "hari_ini": clock.today(desk.place.zone).isoformat(),
    }  # fmt: skip
    return render(request, "office/keputusan_baru.html", frame(desk, **model), status=status)


@office
def detail(request: HttpRequest, desk: Desk, nomor: str) -> HttpResponse:
    """One decree: what it says, who signed and who recorded it, and what may be done with it now."""
    return _detail(request, desk, int(nomor))


def _detail(
    request: HttpRequest, desk: Desk, sk_id: int, wrong: dict[str, str] | None = None, said: Typed | None = None,
    *, status: int = 200,
) -> HttpResponse:  # fmt: skip
    row = reads.one(desk.place.pk, sk_id)
    if row is None or desk.place.level != "desa":
        raise Http404
    steps = [s for s in SK.steps if row.state in s.sources and desk.held.office in (*s.decides, *s.records)]
    model = {
        **_shown(row), "langkah": [(s, STEPS[f"sk.{s.name}"]) for s in steps], "salah": wrong or {}, "isi": said.values if said else {},
        "hari_ini": clock.today(desk.place.zone).isoformat(), "temuan": reads.found(desk.place.pk, row.id),
        "sejarah": [(STATES[f"sk.{SK.by_name[m.step].target}"], m) for m in reads.history(desk.place.pk, row.id)],
    }  # fmt: skip
    return render(request, "office/keputusan_satu.html", frame(desk, **model), status=status)


@office
@require_POST
def act(request: HttpRequest, desk: Desk, nomor: str, langkah: str) -> HttpResponse:
    """One step on one decree. A refusal keeps what was typed."""
    said, sk_id = _typed(request), int(nomor)
    if langkah not in {"tandatangani", "batalkan", "cabut"} or langkah not in frame(desk)["boleh"]:
        raise Http404
    try:
        _step(request, desk, sk_id, langkah, said)
    except Missing as error:
        raise Http404 from error
    except FieldError as error:
        return _detail(request, desk, sk_id, {error.field: error.message}, said, status=422)
    except PictureRefused as refused:
        return _detail(request, desk, sk_id, {"lembar": refused.message}, said, status=422)
    except GateError as error:
        return _detail(request, desk, sk_id, by_field(error), said, status=error.status)
    messages.success(request, _("Tercatat."))
    return HttpResponseRedirect(f"/kantor/{desk.place.code}/keputusan/{sk_id}/")


def _step(request: HttpRequest, desk: Desk, sk_id: int, name: str, said: Typed) -> None:
    seen = request.POST.get("rev", "")
    common: dict[str, Any] = {
        "key": key_of(request),
        "seen": int(seen) if re.fullmatch(r"[0-9]{1,9}", seen) else -1,
    }
    if name == "batalkan":
        acts.batalkan_sk(desk.place, sk_id, by=desk.actor, at=clock.today(desk.place.zone), **common)
        return
    at = said.day("at") or date.min
    common |= {"at": at, "by": signer(desk, at), "recorded_by": desk.actor, "sheet": sheet_of(request, desk)}
    if name == "tandatangani":
        acts.tandatangani_sk(desk.place, sk_id, nomor=said.values["nomor"], **common)
    else:
        acts.cabut_sk(desk.place, sk_id, reason=said.values["alasan"], **common)


@office
def paper(request: HttpRequest, desk: Desk, nomor: str) -> HttpResponse:
    """The decree as a PDF, for signing by hand; number, day and signature stay open while it is a draft."""
    row, where = reads.one(desk.place.pk, int(nomor)), village(desk.place.code)
    if row is None or where is None:
        raise Http404
    one = Sheet(
        office_words(row.draft.office), row.nama, row.draft.mulai, row.draft.sampai, row.nomor or None,
        row.since if row.nomor else None,
    )  # fmt: skip
    url = f"{settings.BALAI_URL}/desa/{desk.place.code}/wewenang/" if settings.BALAI_URL else None
    answer = HttpResponse(sheet_pdf(desa_of(where), one, url), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{row.code}.pdf"'
    return answer


_KINDS = {b"%PDF": "application/pdf", b"\x89PNG": "image/png", b"\xff\xd8": "image/jpeg"}


@office
def sheet(request: HttpRequest, desk: Desk, nomor: str, sha256: str) -> HttpResponse:
    """The picture of a signed sheet: for the office only."""
    row = reads.one(desk.place.pk, int(nomor))
    if row is None or sha256 not in row.sheets:
        raise Http404
    data = store.read(desk.place.code, sha256)
    kind = next(k for start, k in _KINDS.items() if data.startswith(start))
    answer = HttpResponse(data, content_type=kind)
    suffix = kind.rpartition("/")[2]
    answer["Content-Disposition"] = f'inline; filename="lembar-{sha256[:12]}.{suffix}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _shown(row: Row) -> dict[str, Any]:
    return {"r": row, "keadaan": STATES[f"sk.{row.state}"], "jabatan": office_words(row.draft.office)}
