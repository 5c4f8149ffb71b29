"""A print that is older than the one that stands says so before it is published."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from balai.faces.office.penganggaran.pratinjau import newer
from balai.rooms.penganggaran.apbdes.shape import Budget, Desa, Source, Title

NOON = datetime(2025, 3, 3, 12)  # noqa: DTZ001 - prints state local time without a zone
DESA = Desa("33.99.99.2001", "Contoh", "Contoh", "Contoh", "Contoh", True, "WIB")


@pytest.mark.parametrize(
    ("standing", "this", "versi", "said"),
    [
        (NOON, NOON - timedelta(minutes=1), "awal", NOON),
        (NOON, NOON, "awal", None),
        (NOON, NOON + timedelta(days=1), "awal", None),
        (NOON, NOON - timedelta(days=1), "perubahan", None),
        (None, NOON, "awal", None),
        (NOON, None, "awal", None),
    ],
)
def test_only_a_later_print_of_the_same_version_warns(standing, this, versi, said) -> None:
    title = Title(tahun=2025, versi="awal", dicetak=this)
    published = Budget(
        desa=DESA, tahun=2025, versi=versi, title=replace(title, dicetak=standing), lines=(),
        source=Source("a.xlsx", "", 0, standing),
    )  # fmt: skip
    assert newer(published, title) == said
    assert newer(None, title) is None
