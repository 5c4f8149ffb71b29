"""Who may take a step: the decider by his mandate on the day of the act, the recorder by hers today (decision 4).

One query reads the mandates of both. A forum decides by its own Simpul: open, of the right kind, on that day.
"""

from datetime import date

from balai.ground.people.models import Mandat
from balai.ground.people.offices import words as office_words
from balai.ground.people.reads import Held, mandates
from balai.ground.procedure.errors import NotAllowed
from balai.ground.procedure.steps import Actor, By, Step
from balai.ground.utas.models import Simpul
from balai.ground.wilayah.models import Wilayah
from balai.plain import clock
from balai.plain.dates import format_date

Mandates = dict[str, tuple[Held, Mandat]]
OPEN = "dibuka"  # the state of a forum that is sitting


def authority(
    one: Step, by: Actor, rec: Actor, at: date, desa: Wilayah, places: list[int]
) -> tuple[Held | None, Held | None]:
    """The mandates of decider and recorder, None where there is none to hold. Raises NotAllowed.

    `places`: ids of the village and of the places above it, where mandates may stand.
    """
    held = mandates({by.uid, rec.uid} - {""}, places)
    decider = _decider(one, by, at, held, desa)
    if rec == by and rec.by is By.OFFICE:
        _in_force_today(held[rec.uid][1], desa)
        return decider, decider
    if rec.by is By.PERSON and one.by is By.PERSON:
        return decider, None
    return decider, _recorder(one, rec, held, desa)


def _name(one: Step) -> str:
    return one.label or one.name


def _decider(one: Step, by: Actor, at: date, held: Mandates, desa: Wilayah) -> Held | None:
    if by.by is not one.by:
        raise NotAllowed("bukan_jabatan", f"{_name(one)} tidak diputuskan dengan cara ini.")
    if by.by is By.FORUM:
        _sitting(one, by.uid, at, desa)
    if by.by is not By.OFFICE:
        return None
    offices = ", ".join(office_words(o) for o in one.decides)
    if by.uid not in held:
        raise NotAllowed("tanpa_mandat", f"{_name(one)} diputuskan oleh {offices}.")
    decider, row = held[by.uid]
    if decider.office not in one.decides:
        message = f"{_name(one)} diputuskan oleh {offices}, bukan {decider.office_words}."
        raise NotAllowed("bukan_jabatan", message)
    if at not in row.during:
        message = f"Mandat {decider.office_words} tidak berlaku pada {format_date(at)}."
        raise NotAllowed("mandat_tidak_berlaku", message)
    return decider


def _recorder(one: Step, rec: Actor, held: Mandates, desa: Wilayah) -> Held:
    if rec.uid not in held:
        raise NotAllowed("tanpa_mandat", "Anda tidak memegang mandat di desa ini.")
    recorder, row = held[rec.uid]
    _in_force_today(row, desa)
    if recorder.office not in one.records:
        offices = ", ".join(office_words(o) for o in one.records) or "pemutusnya sendiri"
        message = f"{_name(one)} dicatat oleh {offices}, bukan {recorder.office_words}."
        raise NotAllowed("bukan_pencatat", message)
    return recorder


def _in_force_today(row: Mandat, desa: Wilayah) -> None:
    if clock.today(desa.zone) not in row.during:
        raise NotAllowed("mandat_berakhir", "Mandat Anda sudah berakhir.")


def _sitting(one: Step, code: str, at: date, desa: Wilayah) -> None:
    """The forum's Simpul, kept from changing until the act is done: two acts of one forum do not wait for each other."""
    rows = Simpul.objects.raw(
        "SELECT id, kind, state, date FROM utas_simpul WHERE desa_id = %s AND code = %s FOR SHARE",
        [desa.pk, code],
    )
    forum = next(iter(rows), None)
    if forum is None or f"forum:{forum.kind}" not in one.decides:
        raise NotAllowed("bukan_forum", f"{_name(one)} diputuskan oleh musyawarah yang lain.")
    if forum.state != OPEN or forum.date != at:
        message = f"Musyawarah ini tidak sedang dibuka pada {format_date(at)}."
        raise NotAllowed("forum_tidak_terbuka", message)
