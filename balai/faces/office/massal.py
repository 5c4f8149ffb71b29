"""A kabupaten drops a zip, or many files: one report per file; good prints are published, the rest wait."""

import tempfile
import zipfile
from pathlib import Path, PurePosixPath

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from balai.adapters.sheets.apbdes.receive import Choice, receive
from balai.adapters.sheets.guard import SheetRefused
from balai.adapters.sheets.massal import DITERIMA, FileReport, Place, read_massal
from balai.faces.office.access import Desk, new_key, office
from balai.ground.procedure.errors import GateError
from balai.ground.wilayah import acts as wilayah
from balai.ground.wilayah import places
from balai.ground.wilayah.reads import village, villages_in_use
from balai.plain import clock
from balai.rooms.penganggaran.apbdes import acts, reads


@office
def bulk(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The form, and the report of what was sent."""
    if desk.place.level != "kabupaten":
        raise Http404
    if request.method != "POST":
        return render(request, "office/massal.html", {"meja": desk})
    uploads = request.FILES.getlist("berkas")
    if not uploads:
        return render(
            request,
            "office/massal.html",
            {"meja": desk, "salah": _("Pilih satu ZIP atau beberapa berkas dahulu.")},
            status=422,
        )
    with tempfile.TemporaryDirectory(prefix="balai-massal-") as folder:
        target = Path(folder)
        for number, upload in enumerate(uploads):
            with open(target / _file_name(number, upload.name or "berkas"), "wb") as out:
                for chunk in upload.chunks():
                    out.write(chunk)
        single = next(iter(target.iterdir())) if len(uploads) == 1 else None
        try:
            reports = read_massal(single if single and _is_zip(single) else target, _daftar(desk), keep=True)
        except SheetRefused as refused:
            return render(request, "office/massal.html", {"meja": desk, "salah": refused.message}, status=422)
        rows = [_take(desk, r) for r in sorted(reports, key=lambda r: (str(r.dicetak or ""), r.berkas))]
    return render(
        request,
        "office/massal.html",
        {"meja": desk, "laporan": rows, "baik": sum(1 for r in rows if r["nomor"])},
    )


def _file_name(number: int, sent: str) -> str:
    """A name that any disk takes: file systems count bytes, not letters."""
    name = PurePosixPath(sent.replace("\\", "/")).name.replace("\x00", "")
    return f"{number:03d} " + name.encode()[-180:].decode(errors="ignore")


def _is_zip(path: Path) -> bool:
    """A real archive of prints; an xlsx is a zip too. A damaged one is told of as any damaged file."""
    try:
        with zipfile.ZipFile(path) as book:
            names = book.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False
    return "[Content_Types].xml" not in names and "content.xml" not in names


def _daftar(desk: Desk) -> list[Place]:
    """The kabupaten's villages: of the national list, and those in use (examples)."""
    own = places.path(desk.place.code)
    name = own[-1].name if own and not own[-1].contoh else ""
    known = {
        d.code: Place(d.code, d.name, k.name, name)
        for k in places.children(desk.place.code)
        for d in places.children(k.code)
    }
    for v in villages_in_use(below=desk.place.code):
        known.setdefault(v.code, Place(v.code, v.name, v.kecamatan))
    return list(known.values())


def _take(desk: Desk, report: FileReport) -> dict[str, object]:
    """Receive and publish one good print; tell what became of any."""
    row: dict[str, object] = {
        "r": report,
        "nomor": "",
        "kata": " ".join(f.message for f in report.findings if f.level in {"question", "refusal"}),
    }
    if report.hasil != DITERIMA:
        return row
    try:
        row["nomor"] = _publish(desk, report)
    except GateError as error:
        row["kata"] = error.message
    report.data = b""
    return row


def _publish(desk: Desk, report: FileReport) -> str:
    place = wilayah.use(report.kode_desa)
    where = village(report.kode_desa)
    assert where is not None  # noqa: S101 - taken into use a line above
    twin = next(
        (r for r in reads.office_list(place.pk) if r.sha256 == report.sha256 and r.state != "ditarik"), None
    )
    if twin is not None:
        return twin.nomor
    received = receive(
        report.data, PurePosixPath(report.berkas).name, reads.desa_of(where), Choice(tahun=report.tahun)
    )
    today = clock.today(place.zone)
    acts.terima_cetakan(place, received, by=desk.actor, at=today, key=new_key())
    new = next(r for r in reads.office_list(place.pk) if r.sha256 == report.sha256)
    acts.terbitkan_cetakan(
        place,
        new.id,
        by=desk.actor,
        at=today,
        key=new_key(),
        seen=new.rev,
    )
    return new.nomor
