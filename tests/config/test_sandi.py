"""A new password from the console: the owner's to give, no runtime role's."""

from datetime import date

import pytest
from django.db import DatabaseError

from balai.config.commands import sandi
from balai.config.commands.verify import look
from balai.ground.people.models import Pengguna
from balai.ground.procedure.appointment import Appointment, appoint
from balai.ground.wilayah.acts import use


def test_the_console_changes_a_password_and_the_runtime_role_cannot(committed) -> None:
    appoint(use("33.99.99.2001"), Appointment("kades-a", "Orang a", "kades", date(2022, 1, 1)))
    login = Pengguna.objects.get()
    sandi.change(login, "sandi-yang-panjang")
    assert Pengguna.objects.get().check_password("sandi-yang-panjang")
    assert look() == ([], 1), "the chain knows the new password"
    login.set_password("sandi-yang-lain")
    with pytest.raises(DatabaseError, match="permission denied"):
        login.save(update_fields=["password"])
    with pytest.raises(DatabaseError, match="permission denied"):
        login.save()
