"""Storing what `balai import` read: by the same acts as the screens, as somebody with a mandate."""

import uuid
from collections.abc import Callable

from balai.adapters.sheets.massal import FileReport
from balai.config import boot
from balai.plain import clock
from balai.rooms.penganggaran.apbdes.received import Received
from balai.rooms.penganggaran.apbdes.shape import Desa


class NobodyMay(LookupError):
    """No login on this installation may receive prints for that village."""


def store(received: Received, desa: Desa, login: str) -> str:
    """Receive and publish one print. Returns the print's number. Raises NobodyMay, GateError."""
    with boot.database():
        _ready()
        from balai.ground.wilayah.acts import use

        return _take(use(desa.kode), received, login)


def store_massal(
    reports: list[FileReport], receive: Callable[[FileReport], Received], login: str
) -> dict[str, str]:
    """Receive and publish all good prints, one village at a time. Returns file → number or what stood in the way."""
    done: dict[str, str] = {}
    with boot.database():
        _ready()
        from balai.adapters.sheets.kiriman_publish import in_the_way
        from balai.ground.procedure.errors import GateError
        from balai.ground.wilayah.acts import use
        from balai.ground.wilayah.places import path

        for report in sorted(reports, key=lambda r: (str(r.dicetak or ""), r.berkas)):
            try:
                _mandate(path(report.kode_desa)[-1], login)  # before the village is taken into use
                place, received = use(report.kode_desa), receive(report)
                done[report.berkas] = in_the_way(place.pk, received) or _take(place, received, login)
            except (GateError, NobodyMay) as problem:
                done[report.berkas] = str(problem)
            report.data = b""
    return done


def _ready() -> None:
    boot.setup()
    boot.migrate()


def _take(desa, received: Received, login: str) -> str:  # type: ignore[no-untyped-def] # noqa: ANN001
    from balai.ground.procedure.gate import Actor
    from balai.ground.procedure.steps import By
    from balai.rooms.penganggaran.apbdes.acts import terbitkan_cetakan, terima_cetakan
    from balai.rooms.penganggaran.apbdes.reads import office_list
    from balai.rooms.penganggaran.apbdes.shape import RANCANGAN

    who = Actor(By.OFFICE, _mandate(desa, login))
    today = clock.today(desa.zone)
    twin = next(
        (r for r in office_list(desa.pk) if r.sha256 == received.sha256 and r.state != "ditarik"), None
    )
    if twin is not None:
        return f"{twin.nomor} (sudah ada)"
    terima_cetakan(desa, received, by=who, at=today, key=f"cli-{uuid.uuid4()}")
    row = next(r for r in office_list(desa.pk) if r.sha256 == received.sha256)
    if row.versi != RANCANGAN:
        terbitkan_cetakan(desa, row.id, by=who, at=today, key=f"cli-{uuid.uuid4()}", seen=row.rev)
    return row.nomor


def _mandate(desa, login: str) -> str:  # type: ignore[no-untyped-def] # noqa: ANN001
    """The mandate with which the console acts: that of `--sebagai`, or the only one that may."""
    from balai.ground.people.models import Pengguna
    from balai.ground.people.reads import mandates_of
    from balai.ground.wilayah.places import zone
    from balai.rooms.penganggaran.apbdes.procedure import RECEIVERS

    logins = Pengguna.objects.filter(username=login) if login else Pengguna.objects.all()
    found = {
        m.uid: m
        for one in logins
        for m in mandates_of(one, clock.today(zone(desa.code)))
        if m.office in RECEIVERS and (desa.code == m.place_code or desa.code.startswith(m.place_code + "."))
    }
    if len(found) == 1:
        return next(iter(found))
    if not found:
        raise NobodyMay(
            f"Belum ada pengguna yang boleh menerima cetakan Desa {desa.name}, jadi tidak disimpan."
        )
    raise NobodyMay(
        f"Ada {len(found)} mandat yang boleh menerima untuk Desa {desa.name}. Sebutkan penggunanya: --sebagai NAMA."
    )
