"""What the files of a batch become: all are read, then the good ones are received and published, one by one.

Runs again after a crash: files that are read are not read again, acts that happened do not happen twice. One bad file
never stops the rest; a database that is away or a full disk stops the batch, which is then taken up again.
"""

import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Any

from balai.adapters.sheets.fileread_json import to_json
from balai.adapters.sheets.grid import FileRead
from balai.adapters.sheets.guard import SheetRefused
from balai.adapters.sheets.kiriman_publish import (
    ADA,
    KIRIM_LAGI,
    PUBLISHED_OR_TRIED,
    WAITING,
    found,
    publish,
    shown,
)
from balai.adapters.sheets.massal import members, read_massal
from balai.adapters.sheets.massal_report import (
    DIGANTIKAN,
    DITERIMA,
    PERTANYAAN,
    TAHUN_LAIN,
    FileReport,
    Place,
)
from balai.ground.cetakan import kiriman
from balai.ground.cetakan.kiriman import DONE, PUBLISHING, READING, Kiriman
from balai.ground.outbox.acts import behind
from balai.ground.procedure.gate import Actor
from balai.ground.procedure.steps import By
from balai.ground.wilayah import places
from balai.ground.wilayah.reads import village, villages_in_use
from balai.plain.findings import Level

_ALONE = "Bila berkasnya memang dari desa itu, kirim sendiri; bila bukan, keluarkan dari kiriman."
# Where a command says "send it alone", a batch has an answer of its own.
_HERE = (
    (_ALONE, "Bila berkasnya memang dari desa itu, terbitkan; bila bukan, buang."),
    ("Kirim sendiri berkas ini dengan tahunnya.", "Sebutkan tahunnya."),
    ("Kirim sendiri cetakan yang berlaku.", "Terbitkan yang berlaku, lalu buang yang lain."),
    (
        "Periksa mana yang benar, lalu kirim sendiri berkas ini.",
        "Periksa mana yang benar, lalu pilih desanya.",
    ),
)
MOST_BYTES = 512 * 1024 * 1024


def is_zip(path: Path) -> bool:
    """A real archive of prints; an xlsx is a zip too. A damaged one is told of as any damaged file."""
    try:
        with zipfile.ZipFile(path) as book:
            names = book.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False
    return "[Content_Types].xml" not in names and "content.xml" not in names


def count(sent: Path) -> int:
    """How many files there are. Raises SheetRefused if none, too many, or too much once unpacked."""
    with members(sent) as files:
        number = len(files)
    if not number:
        raise SheetRefused(
            "kosong", "Tidak ada berkas cetakan di dalamnya. Kirim ZIP atau berkas yang berisi cetakan."
        )
    if _bytes(sent) > MOST_BYTES:
        message = (
            f"Isinya lebih dari {MOST_BYTES // 1024**2} MB setelah dibuka. Bagi per kecamatan, lalu kirim "
            f"satu per satu."
        )
        raise SheetRefused("terlalu_besar_semua", message)
    return number


def _bytes(sent: Path) -> int:
    """Bytes once unpacked: an entry is never read beyond what the zip's directory says."""
    if sent.is_dir():
        return sum(p.stat().st_size for p in sent.iterdir())
    with zipfile.ZipFile(sent) as book:
        return sum(e.file_size for e in book.infolist())


def villages(kabupaten: str) -> list[Place]:
    """A kabupaten's villages: of the national list, and those in use (examples)."""
    own = places.path(kabupaten)
    name = own[-1].name if own and not own[-1].contoh else ""
    known = {
        d.code: Place(d.code, d.name, k.name, name) for k in places.children(kabupaten) for d in places.children(k.code)
    }  # fmt: skip
    for v in villages_in_use(below=kabupaten):
        known.setdefault(v.code, Place(v.code, v.name, v.kecamatan))
    return list(known.values())


def work(token: str, going: Callable[[], bool] = lambda: True) -> None:
    """Read a batch and publish what is good. `going`: asked before each file; False ends it, to be taken up again."""
    batch = kiriman.find(token)
    if batch is None or batch.stage().name == DONE:
        return
    if batch.rows() is None:
        _read_all(batch, going)
    _publish_all(batch, going)


# -- reading -----------------------------------------------------------------------------------------


def _read_all(batch: Kiriman, going: Callable[[], bool]) -> None:
    sizes: dict[str, int] = {}
    lock, total = Lock(), batch.about["total"]
    done = 0

    def told(report: FileReport, file: FileRead | None) -> None:
        nonlocal done
        if file is not None and report.printed is not None:
            sizes[report.sha256] = len(report.data)
            batch.keep_content(report.sha256, to_json(file), None if file.masked else report.data)
        report.data = b""
        with lock:
            done += 1
            batch.move(READING, done, total)
        _go_on(going)

    batch.move(READING, 0, total)
    reports = read_massal(batch.sent, villages(batch.about["place"]), keep=True, told=told)
    rows = _same_once([_row(r, sizes.get(r.sha256, 0)) for r in reports])
    keep = {r["sha256"] for r in rows if r["hasil"] == DITERIMA or r["hasil"] in WAITING}
    batch.all_read(_other_years(rows), keep)


def _go_on(going: Callable[[], bool]) -> None:
    if not going():
        raise SystemExit("the batch goes on later")


def _row(report: FileReport, size: int) -> dict[str, Any]:
    """One file of the report, as it is kept. What must be mended or printed again has no answer here."""
    told = {Level.QUESTION, Level.REFUSAL} | ({Level.INFO} if report.hasil == DIGANTIKAN else set())
    asked = [f for f in report.findings if f.level in {Level.QUESTION, Level.REFUSAL}]
    mend = report.hasil == PERTANYAAN and any(f.level is Level.REFUSAL for f in asked)
    offered: list[str] = next((f.params["calon"] for f in asked if "calon" in f.params), [])
    return {
        "berkas": report.berkas, "hasil": KIRIM_LAGI if mend else report.hasil, "desa": report.kode_desa, "tahun": report.tahun,
        "sha256": report.sha256, "size": size, "dicetak": str(report.dicetak or ""),
        "soal": [f.code for f in asked], "calon": offered, "nomor": "", "cetakan": None,
        "kata": _said(" ".join(f.message for f in report.findings if f.level in told)),
    }  # fmt: skip


def _said(words: str) -> str:
    for elsewhere, here in _HERE:
        words = words.replace(elsewhere, here)
    return words


def _same_once(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same bytes are asked about once, also where their village is not known."""
    first: dict[str, str] = {}
    for row in rows:
        if row["hasil"] in WAITING and row["sha256"] in first:
            row["hasil"] = DIGANTIKAN
            row["kata"] = f"Digantikan oleh {first[row['sha256']]} (isinya sama persis)."
        else:
            first.setdefault(row["sha256"], row["berkas"])
    return rows


def _other_years(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A print of another year is told so, beside what else is asked about it."""
    years = Counter(r["tahun"] for r in rows if r["tahun"] and r["hasil"] != TAHUN_LAIN)
    main = years.most_common(1)[0][0] if years else None
    for row in rows:
        if row["hasil"] == TAHUN_LAIN:
            told = f"Ini anggaran tahun {row['tahun']}, sedangkan kiriman ini tahun {main}."
            row["kata"] = f"{told} {row['kata']}".strip()
    return rows


# -- publishing --------------------------------------------------------------------------------------


def _already_there(batch: Kiriman, rows: list[dict[str, Any]]) -> None:
    """A file that waits for an answer, though its village has it already: it was answered in an earlier batch."""
    for row in rows:
        where = village(row["desa"]) if row["hasil"] in WAITING and row["desa"] else None
        twin = found(where.id, row["sha256"]) if where else None
        if twin is not None:
            batch.note(
                row["n"], hasil=ADA, kata="", nomor=twin.nomor, cetakan=twin.id if shown(twin) else None
            )
            batch.drop_content(row["sha256"])


def _publish_all(batch: Kiriman, going: Callable[[], bool]) -> None:
    rows = batch.rows() or []
    _already_there(batch, rows)
    good = [r for r in rows if r["hasil"] == DITERIMA]
    before = sum(1 for r in rows if r["hasil"] in PUBLISHED_OR_TRIED)  # by a run that did not come to its end
    sender = Actor(By.OFFICE, batch.about["mandate"])
    good.sort(key=lambda r: (r["dicetak"], r["berkas"]))  # an older print first, so that the newer one stands
    batch.move(PUBLISHING, before, before + len(good))
    for number, row in enumerate(good, before + 1):
        _go_on(going)
        with behind():
            publish(batch, row, row["desa"], row["tahun"], by=sender)
        batch.move(PUBLISHING, number, before + len(good))
    batch.move(DONE, batch.about["total"], batch.about["total"])
