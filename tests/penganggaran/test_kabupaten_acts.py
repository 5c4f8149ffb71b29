"""What a kabupaten's office may do for a village, and what is the village's own."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from balai.ground.procedure.errors import NotAllowed, Refused
from balai.rooms.penganggaran.apbdes import reads, sums
from tests.penganggaran.office import one_more


def test_the_kabupaten_publishes_and_the_village_confirms(office) -> None:
    row = office.receive(by="dinas_pmd")
    office.publish(row, by="dinas_pmd")
    version = office.year().versions[0]
    assert (version.dikonfirmasi, version.source.diterima_oleh) == (
        False,
        "Dinas Pemberdayaan Masyarakat dan Desa Kabupaten Contoh",
    )
    with pytest.raises(NotAllowed):
        office.confirm(row, by="dinas_pmd")
    office.confirm(row)
    assert office.year().versions[0].dikonfirmasi


def test_the_kabupaten_never_replaces_what_the_village_holds_as_its_own(office) -> None:
    first = office.receive(by="dinas_pmd")
    office.publish(first, by="dinas_pmd")
    second = office.receive(by="dinas_pmd", data=one_more(), as_is=True)
    office.publish(second, by="dinas_pmd")
    office.confirm(second)
    with pytest.raises(Refused) as told:
        office.publish(first, by="dinas_pmd")
    assert told.value.code == "cetakan_milik_desa"
    assert sums.totals(office.year().berlaku.lines).belanja == Decimal("1917392622")
    office.publish(first)
    assert sums.totals(office.year().berlaku.lines).belanja == Decimal("1917392621"), "the village may"


def test_the_kabupaten_does_not_publish_what_the_village_received(office) -> None:
    row = office.receive()
    with pytest.raises(Refused) as told:
        office.publish(row, by="dinas_pmd")
    assert told.value.code == "cetakan_milik_desa"
    assert office.year() is None


def test_a_village_does_not_confirm_its_own_print(office) -> None:
    row = office.receive()
    office.publish(row)
    with pytest.raises(Refused) as told:
        office.confirm(row)
    assert told.value.code == "cetakan_desa_sendiri"


def test_the_kabupaten_does_not_see_a_villages_drafts(office) -> None:
    row = office.receive(versi="rancangan")
    assert reads.office_list(office.desa.pk, "dinas_pmd") == []
    assert reads.office_print(office.desa.pk, row, "dinas_pmd") is None
    assert len(reads.office_list(office.desa.pk, "sekdes")) == 1


def test_a_print_older_than_the_published_one_is_known(office) -> None:
    """By the printer's date, of the same year and version only (issue 3, line 5)."""
    title = reads.office_print(office.desa.pk, row := office.receive())[1].title
    day = title.dicetak
    assert day == datetime(2025, 1, 2, 9, 14, 31)  # noqa: DTZ001 - prints state local time without a zone

    def later(**other) -> datetime | None:
        return reads.printed_later(office.desa.pk, replace(title, **other))

    older = {"dicetak": day - timedelta(minutes=1)}
    assert later(**older) is None, "received is not published"
    office.publish(row)
    assert later(**older) == day
    assert (later(), later(dicetak=day + timedelta(minutes=1)), later(dicetak=None)) == (None, None, None)
    assert (later(**older, versi="perubahan"), later(**older, tahun=2024)) == (None, None)
