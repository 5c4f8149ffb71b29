"""One file of a batch: received and published for a village, or the reason why not.

Safe to begin again: acts of one batch carry the same key, and a print that the village has already is not taken twice.
"""

import logging
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from django.db import InterfaceError, OperationalError

from balai.adapters.sheets.apbdes import read_apbdes
from balai.adapters.sheets.apbdes.receive import Choice, judged, questions
from balai.adapters.sheets.fileread_json import from_json
from balai.adapters.sheets.massal_report import DIGANTIKAN, PERTANYAAN, TAHUN_LAIN
from balai.ground.cetakan.kiriman import Kiriman
from balai.ground.procedure.errors import Busy, GateError
from balai.ground.procedure.gate import Actor
from balai.ground.wilayah import acts as wilayah
from balai.ground.wilayah.models import Wilayah
from balai.ground.wilayah.reads import village
from balai.plain import clock
from balai.plain.dates import format_date
from balai.rooms.penganggaran.apbdes import acts, reads
from balai.rooms.penganggaran.apbdes.received import Received

# What became of a file, beside the words of `massal_report`.
TERBIT, ADA, BELUM_TERBIT, DITOLAK, DIBUANG = "terbit", "sudah_ada", "belum_terbit", "ditolak", "dibuang"
PUBLISHED_OR_TRIED = {TERBIT, ADA, BELUM_TERBIT, DITOLAK}
KIRIM_LAGI = "kirim_lagi"  # a whole file that somebody must mend or print again
WAITING = {PERTANYAAN, TAHUN_LAIN, DITOLAK}  # they wait for an answer, and their file with them
ANSWERED_HERE = {
    "desa_mana",
    "desa_beda",
    "kabupaten_beda",
    "tanpa_tahun",
    "cetakan_mana",
}  # a village and a year answer these
_TRIES = 4
_log = logging.getLogger(__name__)


def publish(
    batch: Kiriman, row: dict[str, Any], desa: str, tahun: int | None, *, by: Actor
) -> dict[str, Any]:
    """Receive and publish one file of a batch for a village; note and return what became of it."""
    try:
        what = _published(batch, row, wilayah.use(desa), tahun, by)
    except GateError as error:
        what = {"hasil": DITOLAK, "kata": error.message}
    except (OperationalError, InterfaceError, OSError):
        raise  # nothing is wrong with the file
    except Exception:  # one bad file never stops the rest; the log keeps what happened
        _log.exception("kiriman: %s", row["sha256"])
        what = {
            "hasil": DITOLAK,
            "kata": "Berkas ini belum dapat disimpan. Coba lagi, atau kirim dari kantor desanya.",
        }
    if what["hasil"] not in WAITING:
        what |= {"desa": desa, "tahun": tahun}
        batch.drop_content(row["sha256"])
    elif row["hasil"] in WAITING:
        return what  # it waits as it waited: an answer that does not fit changes no question
    batch.note(row["n"], **what)
    return what


def _published(
    batch: Kiriman, row: dict[str, Any], place: Wilayah, tahun: int | None, by: Actor
) -> dict[str, Any]:
    twin = found(place.pk, row["sha256"])
    if twin is None and (gone := reads.withdrawn(place.pk, row["sha256"])):
        return {"hasil": ADA, "kata": _withdrawn_words(gone), "nomor": gone.nomor, "cetakan": gone.id}
    if twin is None:
        received = _received(batch, row, place, tahun)
        if asked := questions(received):
            words = " ".join(f.message for f in asked)
            return {"hasil": PERTANYAAN, "kata": words, "soal": [f.code for f in asked]}
        if newer := reads.printed_later(place.pk, received.title):
            return {"hasil": DIGANTIKAN, "kata": _older_words(newer)}
        today, key = clock.today(place.zone), _key(batch, row, "terima")
        _patiently(lambda: acts.terima_cetakan(place, received, by=by, at=today, key=key))
        twin = found(place.pk, row["sha256"])
        assert twin is not None  # noqa: S101 - received a line above
    elif twin.state != "diterima" or not twin.from_above:
        return {"hasil": ADA, "kata": "", "nomor": twin.nomor, "cetakan": twin.id if shown(twin) else None}
    told = {"nomor": twin.nomor, "cetakan": twin.id}
    try:
        _patiently(lambda: _publish(batch, row, place, twin, by))
    except Busy:
        raise
    except GateError as error:  # received it is; why it is not published stands beside it
        return {"hasil": BELUM_TERBIT, "kata": error.message, **told}
    return {"hasil": TERBIT, "kata": "", **told}


def _older_words(newer: datetime) -> str:
    """Why an older print is not published in bulk."""
    return (
        f"Yang sudah terbit dicetak lebih baru ({format_date(newer.date())}). Bila yang lama ini yang berlaku, kirim "
        f"sendiri dari kantor desanya."
    )


def _withdrawn_words(gone: reads.Row) -> str:
    """Why a print that the village withdrew does not come back in bulk."""
    return (
        f"Desa sudah menarik cetakan ini ({gone.nomor}), dengan alasan: {gone.alasan.rstrip('.')}. Tidak diterbitkan lagi; kirim "
        f"sendiri dari kantor desanya bila memang harus."
    )


def in_the_way(desa: int, received: Received) -> str:
    """Why a print is not published in bulk: withdrawn by its village, or older than the one that stands. Else empty."""
    if gone := reads.withdrawn(desa, received.sha256):
        return _withdrawn_words(gone)
    newer = reads.printed_later(desa, received.title)
    return _older_words(newer) if newer else ""


def found(desa: int, sha256: str) -> reads.Row | None:
    """The village's print of these bytes, unless it was withdrawn."""
    return next((r for r in reads.office_list(desa) if r.sha256 == sha256 and r.state != "ditarik"), None)


def shown(twin: reads.Row) -> bool:
    """A village's own drafts are not its kabupaten's."""
    return twin.from_above or twin.published_at is not None


def _received(batch: Kiriman, row: dict[str, Any], place: Wilayah, tahun: int | None) -> Received:
    where, kept = village(place.code), batch.content(row["sha256"])
    if where is None or kept is None:
        raise LookupError("no village, or its file is gone")
    file, data = from_json(kept[0]), kept[1]
    name = PurePosixPath(row["berkas"]).name
    received = judged(read_apbdes(file), file, data or b"", name, reads.desa_of(where), Choice(tahun=tahun))
    return replace(received, sha256=row["sha256"], size=row["size"], data=data)


def _publish(batch: Kiriman, row: dict[str, Any], place: Wilayah, new: reads.Row, by: Actor) -> None:
    today, key = clock.today(place.zone), _key(batch, row, "terbit")
    acts.terbitkan_cetakan(place, new.id, by=by, at=today, key=key, seen=new.rev)


def _key(batch: Kiriman, row: dict[str, Any], step: str) -> str:
    """The same act of the same batch has the same key, however often it is begun."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"{batch.token} {row['n']} {step} {clock.today()}"))


def _patiently(act: Callable[[], object]) -> None:
    """Others may hold the village's rows for a moment."""
    for pause in range(_TRIES - 1):
        with suppress(Busy):
            act()
            return
        time.sleep(0.5 * 2**pause)
    act()
