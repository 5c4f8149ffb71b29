"""What `balai demo` tells: the example village's prints and its neighbours', by named people on dated days.

Made by the same importers and acts that people use; nothing is inserted behind the gate. Numbers are counted.
"""

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from pathlib import Path

from balai.adapters.papers.keputusan import Sheet, sheet_png
from balai.adapters.sheets.apbdes.receive import Choice, questions, receive
from balai.adapters.sheets.massal import DITERIMA, FileReport, Place, read_massal
from balai.contoh.cast import AWANRAHAYU, CAST, OPENED, REAL_VILLAGES, SINCE, UNTIL
from balai.contoh.stages import LAST_DAY
from balai.ground.files import proofs
from balai.ground.files.pictures import Picture
from balai.ground.procedure.appointment import Appointment, appoint
from balai.ground.procedure.gate import Actor
from balai.ground.procedure.steps import By
from balai.ground.wilayah import acts as wilayah
from balai.ground.wilayah import places
from balai.ground.wilayah.models import Wilayah
from balai.ground.wilayah.reads import village
from balai.plain import clock
from balai.rooms.pemerintahan.keputusan.acts import catat_sk
from balai.rooms.pemerintahan.keputusan.reads import persons as known_persons
from balai.rooms.pemerintahan.keputusan.shape import Draft
from balai.rooms.penganggaran.apbdes.acts import Received, terbitkan_cetakan, terima_cetakan
from balai.rooms.penganggaran.apbdes.reads import desa_of, office_list
from balai.rooms.penganggaran.apbdes.shape import PERUBAHAN

Say = Callable[[str], None]
BERKAS = files(__package__).joinpath("berkas")


@dataclass(frozen=True, slots=True)
class Dropped:
    """One print dropped on one day."""

    day: date
    name: str
    data: bytes
    versi: str


def at_noon(day: date) -> datetime:
    """12.00 WIB."""
    return datetime(day.year, day.month, day.day, 5, tzinfo=UTC)


def prints(sumber: Iterable[Path] = ()) -> list[Dropped]:
    """The example village's prints: its own two, or those of `--sumber` (first, and change if given)."""
    given = list(sumber)
    days = ((date(2025, 1, 2), ""), (LAST_DAY, PERUBAHAN))
    if given:
        return [Dropped(d, p.name, p.read_bytes(), v) for (d, v), p in zip(days, given, strict=False)]
    names = ("penjabaran-siskeudes.xlsx", "apb-perubahan.xlsx")
    return [Dropped(d, n, BERKAS.joinpath(n).read_bytes(), v) for (d, v), n in zip(days, names, strict=True)]


def tell(say: Say, sumber: Iterable[Path] = ()) -> None:
    """Tell the whole story into an empty database."""
    say("Menyiapkan desa contoh dan para pelakunya …")
    mandates = people()
    appoint_cadre(mandates)
    for drop in prints(sumber):
        say(f"Membaca {drop.name} …")
        drop_print(drop, mandates["sekdes"])
    say("Membaca cetakan 24 berkas dari Dinas contoh …")
    bulk(mandates["dinas"])
    for code in (*invented(), *REAL_VILLAGES):  # also those that sent nothing: their page says so
        wilayah.use(code)


def people() -> dict[str, Actor]:
    """The cast with their mandates, by role."""
    places.add_examples(
        list(csv.DictReader(BERKAS.joinpath("massal.desa.csv").read_text(encoding="utf-8-sig").splitlines()))
    )
    found = {}
    for one in CAST:
        place = wilayah.use(one.place)
        with clock.pinned(at_noon(OPENED)):
            mandate = appoint(place, Appointment(one.role, one.name, one.office, SINCE, UNTIL, one.decree))
        found[one.role] = Actor(By.OFFICE, str(mandate.uid))
    return found


def appoint_cadre(mandates: dict[str, Actor]) -> None:
    """13-02-2023: SK 141/07/2023 makes the Kadus of Krajan the Kader Digital too; two offices in one hand, flagged."""
    desa, day = Wilayah.objects.get(code=AWANRAHAYU), date(2023, 2, 13)
    where = village(AWANRAHAYU)
    assert where is not None  # noqa: S101 - taken into use by `people`
    person = next(uid for uid, name in known_persons(desa.pk) if name == "Indah Wulan Sastrajaya")
    draft = Draft("kader", "Indah Wulan Sastrajaya", day, UNTIL, person)
    signed = Sheet("Kader Digital", draft.nama, day, UNTIL, "141/07/2023", day, "Teguh Wirasampurna (contoh)")
    picture = Picture(sheet_png(desa_of(where), signed), "image/png")
    with clock.pinned(at_noon(day)):
        catat_sk(
            desa, draft, nomor="141/07/2023", sheet=proofs.keep(desa.code, picture), by=mandates["kades"],
            recorded_by=mandates["sekdes"], at=day, key="contoh-sk-kader",
        )  # fmt: skip


def invented() -> list[str]:
    """Codes of the invented villages of this run."""
    return [c for c in places.examples() if c.count(".") == 3]


def drop_print(drop: Dropped, who: Actor) -> None:
    """The Sekdes drops a print and publishes it the same evening. Raises ValueError if questions stand."""
    where = village(AWANRAHAYU)
    assert where is not None  # noqa: S101 - taken into use by `people`
    received = receive(drop.data, drop.name, desa_of(where), Choice(tahun=2025, versi=drop.versi))
    if asked := questions(received):
        raise ValueError(f"{drop.name}: " + " ".join(f.message for f in asked))
    with clock.pinned(at_noon(drop.day)):
        take_and_publish(Wilayah.objects.get(pk=where.id), received, who, drop.day)


def bulk(who: Actor) -> None:
    """The example Dinas drops one folder: good prints are published for their villages, the rest wait."""
    daftar = [Place(c, places.examples()[c], _name_above(c)) for c in invented()]
    with BERKAS.joinpath("massal.zip").open("rb") as packed:
        reports = read_massal(Path(packed.name), daftar, 2025, keep=True)
    good = [r for r in reports if r.hasil == DITERIMA]
    for report in sorted(good, key=lambda r: (str(r.dicetak or ""), r.berkas)):
        take_for_village(report, who)


def take_for_village(report: FileReport, who: Actor) -> None:
    """One village's print, received and published by the Dinas on the day after it was printed."""
    desa = wilayah.use(report.kode_desa)
    where = village(report.kode_desa)
    assert where is not None  # noqa: S101
    received = receive(report.data, report.berkas.rsplit("/", 1)[-1], desa_of(where), Choice(tahun=2025))
    day = (report.dicetak.date() if report.dicetak else date(2025, 1, 13)) + timedelta(days=1)
    with clock.pinned(at_noon(day)):
        take_and_publish(desa, received, who, day)


def take_and_publish(desa: Wilayah, received: Received, who: Actor, day: date) -> None:
    """Two acts, one after the other."""
    terima_cetakan(desa, received, by=who, at=day, key=f"contoh-terima-{received.sha256[:24]}")
    row = next(r for r in office_list(desa.pk) if r.sha256 == received.sha256)
    terbitkan_cetakan(desa, row.id, by=who, at=day, key=f"contoh-terbit-{received.sha256[:24]}", seen=row.rev)


def _name_above(code: str) -> str:
    entry = places.get(code.rpartition(".")[0])
    return entry.name if entry else ""
