"""The thread: what may follow what, and walks that say the same from both ends."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from balai.ground.utas.kinds import KINDS, PAIRS
from balai.ground.utas.models import Simpul, Tautan
from balai.ground.utas.walks import walk
from balai.ground.wilayah.acts import use
from balai.ground.wilayah.scope import within
from tests.ground.told import told

pytestmark = pytest.mark.django_db
DAY = date(2025, 3, 3)


class Thread:
    """Prints that supersede each other, written straight into the tables: the walk does not care how they came."""

    def __init__(self, code: str = "33.99.99.2001") -> None:
        self.desa = use(code)
        self.ids: dict[str, int] = {}

    def simpul(self, name: str, kind: str = "cetakan", public: bool = True) -> int:
        with within(self.desa.pk):
            number = len(self.ids) + 1
            row = Simpul.objects.create(
                desa=self.desa, kind=kind, year=2025, number=number, code=f"{kind}-2025-{number}", title=name,
                state="diterima", date=DAY, public=public,
            )  # fmt: skip
            told(row)
        self.ids[name] = row.pk
        return row.pk

    def link(self, up: str, down: str, kinds: tuple[str, str] = ("cetakan", "cetakan"), **more) -> None:
        for name, kind in zip((up, down), kinds, strict=True):
            if name not in self.ids:
                self.simpul(name, kind)
        with within(self.desa.pk), transaction.atomic():
            Tautan.objects.create(
                desa=self.desa, up_id=self.ids[up], up_kind=kinds[0], down_id=self.ids[down], down_kind=kinds[1],
                since=DAY, act="k", **more,
            )  # fmt: skip
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")

    def seen(self, *roots: str, everything: bool = False) -> set[tuple[str, int, int, str]]:
        with within(self.desa.pk):
            nodes = walk(self.desa.pk, [self.ids[r] for r in roots], everything=everything)
        names = {v: k for k, v in self.ids.items()}
        return {(names[n.root], n.direction, n.depth, n.title) for n in nodes if n.depth}


@pytest.fixture
def thread() -> Thread:
    """a → b → d, a → c → d → e."""
    made = Thread()
    for up, down in ("ab", "ac", "bd", "cd", "de"):
        made.link(up, down)
    return made


def test_a_walk_goes_both_ways_with_the_shortest_depth(thread) -> None:
    assert thread.seen("d") == {("d", -1, 1, "b"), ("d", -1, 1, "c"), ("d", -1, 2, "a"), ("d", 1, 1, "e")}


def test_upstream_and_downstream_agree(thread) -> None:
    """Whatever one end reaches downward reaches it upward, and as far."""
    told = thread.seen(*"abcde")
    down = {(root, other, depth) for root, way, depth, other in told if way == 1}
    up = {(other, root, depth) for root, way, depth, other in told if way == -1}
    assert down == up
    assert len(down) == 9  # a: b c d e · b: d e · c: d e · d: e


def test_many_roots_cost_one_statement(thread) -> None:
    with within(thread.desa.pk), CaptureQueriesContext(connection) as told:
        walk(thread.desa.pk, thread.ids.values())
    assert len(told) == 1


def test_a_cycle_ends(thread) -> None:
    thread.link("e", "a")
    assert {name for _r, way, _d, name in thread.seen("a") if way == 1} == set("bcde")


def test_an_ended_link_is_not_walked(thread) -> None:
    with within(thread.desa.pk):
        Tautan.objects.filter(down_id=thread.ids["e"]).update(until=DAY, until_act="k2")
    assert not {t for t in thread.seen("d") if t[1] == 1}


def test_the_public_does_not_walk_through_what_is_not_public(thread) -> None:
    with within(thread.desa.pk):
        Simpul.objects.filter(pk=thread.ids["d"]).update(public=False)
    assert {n for *_x, n in thread.seen("a")} == {"b", "c"}
    assert {n for *_x, n in thread.seen("a", everything=True)} == {"b", "c", "d", "e"}


def test_another_villages_thread_is_not_walked(thread) -> None:
    other = use("33.04.08.2010")
    with within(other.pk):
        assert walk(other.pk, thread.ids.values(), everything=True) == []
        assert walk(thread.desa.pk, thread.ids.values(), everything=True) == []


@pytest.mark.parametrize("pair", [(u, d) for u in KINDS for d in KINDS], ids="→".join)
def test_only_pairs_of_the_table_can_be_linked(pair: tuple[str, str]) -> None:
    thread = Thread()
    if pair in PAIRS:
        thread.link("x", "y", pair)
        return
    with pytest.raises(DatabaseError, match="tautan_pasangan"):
        thread.link("x", "y", pair)


def test_a_kind_that_no_room_registers_is_no_simpul() -> None:
    with pytest.raises(DatabaseError, match="simpul_kind"):
        Thread().simpul("x", "karangan")


def test_a_link_cannot_lie_about_a_kind() -> None:
    """up_kind must be the kind of the row that it points at."""
    thread = Thread()
    thread.simpul("x", "mandat")
    thread.simpul("y", "cetakan")
    with pytest.raises(DatabaseError, match="tautan_up_jenis"):
        thread.link("x", "y", ("cetakan", "cetakan"))


@pytest.mark.parametrize("share", ["0", "-0.5", "1.00000001"])
def test_a_share_lies_above_nought_and_is_at_most_one(share: str) -> None:
    with pytest.raises(DatabaseError, match="tautan_share"):
        Thread().link("x", "y", share=share)


def test_two_stand_linked_once_and_again_after_an_end(thread) -> None:
    with pytest.raises(DatabaseError, match="tautan_sekali"):
        thread.link("a", "b")
    with within(thread.desa.pk):
        Tautan.objects.filter(up_id=thread.ids["a"], down_id=thread.ids["b"]).update(until=DAY)
    thread.link("a", "b")
