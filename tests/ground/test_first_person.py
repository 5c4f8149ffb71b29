"""An installation has one first person: whoever comes at the same moment is told that somebody was first."""

import threading
from datetime import date

from django.db import connection

from balai.ground.people.models import Pengguna
from balai.ground.procedure.appointment import Appointment, appoint_first
from balai.ground.wilayah.acts import use

CODES = ("33.04.08.2010", "33.04.08.2015", "33.04.08.2007", "33.04.08.2005")


def test_four_at_once_make_one(committed) -> None:
    places = [use(code) for code in CODES]
    made: list[bool] = []
    together = threading.Barrier(len(places))

    def begin(number: int) -> None:
        together.wait()
        one = Appointment(f"orang-{number}", f"Orang {number}", "operator", date(2025, 1, 1))
        made.append(appoint_first(places[number], one) is not None)
        connection.close()

    threads = [threading.Thread(target=begin, args=(n,)) for n in range(len(places))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(made) == [False, False, False, True]
    assert Pengguna.objects.count() == 1
