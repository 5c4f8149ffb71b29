"""Deciders without an office: a person without mandate, a forum that sits, the law when time runs out."""

from datetime import timedelta

import pytest

from balai.ground.procedure.errors import NotAllowed
from balai.ground.procedure.gate import Actor
from balai.ground.procedure.steps import By
from balai.ground.trace.models import Event
from balai.ground.wilayah.scope import within
from tests.ground.dokumen_uji.procedures import USUL
from tests.ground.village import DAY


@pytest.fixture
def proposal(village) -> int:
    """A resident's proposal, written down by the cadre."""
    village.step(USUL, "ajukan", by="warga", rec="kader", key="a")
    return village.latest()


def text(village, step: str) -> str:
    with within(village.desa.pk):
        return Event.objects.get(step=f"kegiatan.{step}").text


def test_a_person_without_account_decides_and_the_cadre_records(village, proposal) -> None:
    told = text(village, "ajukan")
    assert '"by":{"as":"person","person":null}' in told
    assert '"office":"kader"' in told.split('"rec"')[1]


def test_a_resident_may_record_for_himself(village) -> None:
    assert village.step(USUL, "ajukan", by="warga", key="a").state == "diajukan"


def test_nobody_else_records_for_a_resident(village) -> None:
    with pytest.raises(NotAllowed) as told:
        village.step(USUL, "ajukan", by="warga", rec="operator", key="a")
    assert told.value.code == "bukan_pencatat"


def test_a_sitting_forum_decides(village, proposal) -> None:
    forum = village.forum()
    assert village.step(USUL, "terima", proposal, by=forum, rec="sekdes", key="t").state == "diterima"
    assert '"by":{"as":"forum","forum":"berita_acara-2025-1"}' in text(village, "terima")


@pytest.mark.parametrize(
    ("state", "days", "code"), [("ditutup", 0, "forum_tidak_terbuka"), ("dibuka", 1, "forum_tidak_terbuka")]
)
def test_a_closed_forum_or_another_day_decides_nothing(village, proposal, state, days, code) -> None:
    forum = village.forum(state, DAY - timedelta(days=days))
    with pytest.raises(NotAllowed) as told:
        village.step(USUL, "terima", proposal, by=forum, rec="sekdes", key="t")
    assert told.value.code == code


@pytest.mark.parametrize("uid", ["", "berita_acara-2025-9", "kegiatan-2025-1"])
def test_what_is_no_such_forum_decides_nothing(village, proposal, uid) -> None:
    with pytest.raises(NotAllowed) as told:
        village.step(USUL, "terima", proposal, by=Actor(By.FORUM, uid), rec="sekdes", key="t")
    assert told.value.code == "bukan_forum"


def test_a_forum_does_not_write_its_own_record(village, proposal) -> None:
    with pytest.raises(NotAllowed) as told:
        village.step(USUL, "terima", proposal, by=village.forum(), key="t")
    assert told.value.code == "tanpa_mandat"


def test_the_law_decides_when_time_has_run_out(village, proposal) -> None:
    village.step(USUL, "tunda", proposal, by=village.forum(), rec="sekdes", key="t")
    assert village.step(USUL, "lewatkan", proposal, by="hukum", rec="sekdes", key="l").state == "lewat"
    with pytest.raises(NotAllowed):
        village.step(USUL, "lewatkan", proposal, by="hukum", key="l2")
