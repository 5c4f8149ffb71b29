"""Guessing passwords: eight tries whoever asks which process, bounded, and no stranger keeps the Sekdes out for good."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

from balai.ground.people import brake
from balai.ground.people.models import Percobaan
from balai.ground.procedure.appointment import Appointment, appoint
from balai.ground.wilayah.acts import use

ROOT = Path(__file__).resolve().parents[2]
HERE, THERE = "203.0.113.7", "198.51.100.9"


def tries(count: int, name: str = "sekdes", address: str = HERE, mark: str = "") -> list[bool]:
    return [brake.allowed(brake.attempt(name, address, mark)) for _ in range(count)]


@pytest.mark.django_db
def test_eight_then_a_pause_for_that_name_from_there() -> None:
    assert tries(10) == [True] * 8 + [False] * 2
    assert tries(1, address=THERE) == [True]
    assert tries(1, name="operator") == [True]


@pytest.mark.django_db
def test_the_pause_ends_however_often_it_was_tried_and_nothing_stays_behind() -> None:
    tries(30)
    Percobaan.objects.update(since="2020-01-01T00:00:00Z")
    assert tries(1, name="operator", address=THERE) == [True]
    assert Percobaan.objects.count() == 2, "what is over is swept by whoever comes next"
    assert tries(1) == [True]


@pytest.mark.django_db
def test_a_right_password_counts_no_more() -> None:
    tries(7)
    brake.succeeded(brake.attempt("sekdes", HERE))
    assert tries(8) == [True] * 8


@pytest.mark.django_db
def test_many_names_from_one_address_are_bounded_in_number_and_in_rows() -> None:
    got = [brake.allowed(brake.attempt(f"nama{n}", HERE)) for n in range(200)]
    assert sum(got) == brake.TRIES_OF_ADDRESS
    assert Percobaan.objects.count() == brake.TRIES_OF_ADDRESS + 1
    assert tries(1, address=THERE) == [True]


@pytest.mark.django_db
def test_a_class_that_signs_in_from_one_address_is_not_stopped() -> None:
    for n in range(150):
        one = brake.attempt(f"peserta{n}", HERE)
        assert brake.allowed(one), n
        brake.succeeded(one)


@pytest.mark.django_db
def test_a_known_device_is_not_kept_out_by_a_stranger_behind_the_same_address() -> None:
    mark = brake.mark_of(brake.attempt("sekdes", HERE))
    tries(80)
    assert tries(1) == [False]
    assert tries(9, mark=mark) == [True] * 8 + [False], "and it is no way around the brake either"
    assert tries(1, name="kades", mark=mark) == [False], "the mark is of one name"
    assert tries(1, mark=mark + "x") == [False]
    assert tries(1, mark="sekdes") == [False]


@pytest.mark.parametrize(
    ("address", "network"),
    [("203.0.113.7", "203.0.113.7"), ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"), ("[2001:db8:1:2::9]", "2001:db8:1:2::/64"),
     ("::ffff:203.0.113.7", "203.0.113.7"), ("", "?"), ("x'; --", "?")],
)  # fmt: skip
def test_an_office_is_one_address(address: str, network: str) -> None:
    assert brake.network_of(address) == network


SCRIPT = """
from balai.config import boot
boot.setup()
from balai.ground.people import brake
print(sum(brake.allowed(brake.attempt("sekdes", "203.0.113.7")) for _ in range(8)))
"""


def test_all_processes_count_together(committed, server) -> None:
    url = server.url("balai_app", connection.settings_dict["NAME"])
    command = [sys.executable, "-c", SCRIPT]
    running = [
        subprocess.Popen(command, cwd=ROOT, env={**os.environ, "DATABASE_URL": url}, stdout=subprocess.PIPE)
        for _ in range(3)
    ]
    assert sum(int(p.communicate(timeout=60)[0]) for p in running) == 8


@pytest.mark.django_db
def test_the_form_says_so_and_knows_the_device_again(settings) -> None:
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    one = Appointment("sekdes", "Nur", "sekdes", date(2022, 1, 1), password="sandi-yang-panjang")
    appoint(use("33.99.99.2001"), one)
    right, wrong = ({"nama": "sekdes", "sandi": s} for s in ("sandi-yang-panjang", "salah"))
    known, stranger = (Client(headers={"host": "127.0.0.1"}) for _ in range(2))
    entered = known.post("/masuk/", right)
    assert entered.status_code == 302
    cookie = entered.cookies["balai_perangkat"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/masuk/", True, "Lax")
    assert [stranger.post("/masuk/", wrong).status_code for _ in range(10)] == [422] * 8 + [429] * 2
    assert stranger.post("/masuk/", right).status_code == 429, (
        "not even the right one, or guessing would show"
    )
    assert known.post("/masuk/", right).status_code == 302
