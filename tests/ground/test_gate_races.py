"""At the same moment: one key is one act, one document has one winner, villages do not wait for each other's gaps."""

import threading
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import connection

from balai.config.commands.verify import look
from balai.ground.procedure.errors import Conflict
from balai.ground.procedure.gate import Answer
from balai.ground.trace.models import Event
from balai.ground.utas.models import Nomor
from balai.ground.wilayah.scope import within
from balai.plain import clock
from tests.ground.dokumen_uji.procedures import SK, USUL
from tests.ground.village import NOW, Village


def together(*works: Callable[[], Any], now: datetime = NOW) -> list[Any]:
    """Run at once; what each returned or raised."""
    told: list[Any] = [None] * len(works)
    barrier = threading.Barrier(len(works))

    def run(number: int) -> None:
        barrier.wait()
        try:
            with clock.pinned(now):
                told[number] = works[number]()
        except Exception as error:  # the test looks at it
            told[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(n,)) for n in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


def numbers(village: Village) -> tuple[int, list[int]]:
    with within(village.desa.pk):
        return Nomor.objects.get(kind="sk").last, list(
            Event.objects.exclude(step="mandat.catat").order_by("seq").values_list("seq", flat=True)
        )


def test_forty_identical_sends_are_one_act(real_village) -> None:
    village = real_village
    told = together(*[lambda: [village.step(SK, "buat", by="sekdes", key="sama") for _ in range(5)]] * 8)
    answers: list[Answer] = [a for five in told for a in five]
    assert len(answers) == 40
    assert {(a.simpul, a.seq) for a in answers} == {("sk-2025-1", 6)}
    assert sum(not a.replayed for a in answers) == 1
    assert numbers(village) == (1, [6])


def test_two_at_once_on_one_document_one_is_told(real_village) -> None:
    village = real_village
    doc = village.made()
    told = together(*[lambda n=n: village.sign(doc, key=f"k{n}", seen=1).state for n in range(2)])
    assert sorted(t.code if isinstance(t, Conflict) else t for t in told) == [
        "ditandatangani",
        "sudah_berubah",
    ]


def test_two_forums_at_once_cannot_overwrite_each_other(real_village) -> None:
    """`ditunda` is still open: the state alone would let the second one pass (gate design, 7.1)."""
    village = real_village
    village.step(USUL, "ajukan", by="warga", key="a")
    doc, forums = village.latest(), [village.forum(), village.forum()]

    def put_off(number: int) -> str:
        return village.step(
            USUL, "tunda", doc, by=forums[number], rec="sekdes", key=f"t{number}", seen=1
        ).state

    told = together(lambda: put_off(0), lambda: put_off(1))
    assert sorted(t.code if isinstance(t, Conflict) else t for t in told) == ["ditunda", "sudah_berubah"]


def test_two_villages_at_once_have_their_own_chains_without_gaps(real_village) -> None:
    villages = [real_village, Village("33.04.08.2010")]

    def write(one: Village, writer: int) -> Callable[[], int]:
        return lambda: sum(
            not one.step(SK, "buat", by="sekdes", key=f"w{writer}-{n}").replayed for n in range(5)
        )

    told = together(*[write(one, n) for one in villages for n in range(3)])
    assert told == [5] * 6
    for one in villages:
        assert numbers(one) == (15, list(range(6, 21))), "after five mandates"
    found, villages = look()
    assert villages == 2
    assert {f[1] for f in found} == {"files_berkas"}, "whole but for the sheets, which no act has named yet"
