"""Logins, persons and mandates. Authority comes from a mandate, never from a flag on a login (decision 4)."""

import os
import uuid

from django.contrib.auth.hashers import check_password
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models

from balai.ground.utas.models import Simpul
from balai.ground.wilayah.fence import Ending, Frozen, PlaceFence, Rights
from balai.ground.wilayah.models import Wilayah

FOLLOWS = "SK menyusul"


def new_salt() -> bytes:
    """What hides a person's words in the chain. It lies beside them and is erased with them."""
    return os.urandom(16)


class Logins(BaseUserManager["Pengguna"]):
    """Makes logins."""

    def create(self, username: str, password: str | None, home: Wilayah) -> "Pengguna":
        """A login. `password` None: it can only be entered by a link or in the demo."""
        login = self.model(username=username.lower(), home=home)
        login.set_password(password)
        login.save(using=self._db)
        return login


class Pengguna(AbstractBaseUser):
    """A login. It says where its person's mandates are kept, nothing about what they may do."""

    username = models.CharField(max_length=60, unique=True)
    home = models.ForeignKey(Wilayah, models.PROTECT, related_name="+")
    is_active = models.BooleanField(default=True)
    USERNAME_FIELD = "username"
    objects = Logins()

    class Meta:
        constraints = [Rights(name="pengguna_hak", may="SELECT, INSERT, UPDATE (last_login)")]

    def check_password(self, raw_password: str) -> bool:
        """Without Django's hashing anew: the runtime role changes no password (`balai sandi` does, as the owner)."""
        return check_password(raw_password, self.password)

    def __str__(self) -> str:
        return self.username


class Person(models.Model):
    """A person, kept at one place."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True)
    place = models.ForeignKey(Wilayah, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    salt = models.BinaryField(default=new_salt)
    pengguna = models.OneToOneField(Pengguna, models.PROTECT, null=True, related_name="person")

    class Meta:
        constraints = [
            PlaceFence(name="people_person_pagar"),
            Rights(name="person_hak", may="SELECT, INSERT"),
        ]

    def __str__(self) -> str:
        return self.name


class Mandat(models.Model):
    """A person holds an office at a place from one day to another, by a decree. Two never hold one seat at once.

    It is a Simpul of its place, so no mandate stands without an event (`procedure/appointment.py` writes both).
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True)
    place = models.ForeignKey(Wilayah, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="mandates")
    simpul = models.OneToOneField(Simpul, models.PROTECT, related_name="+")
    office = models.CharField(max_length=30)
    seat = models.PositiveSmallIntegerField(
        null=True, help_text="None: the office has no fixed seats (operator)"
    )
    manner = models.CharField(max_length=5, default="tetap", help_text="tetap, plt, pj")
    during = DateRangeField()
    decree = models.CharField(max_length=120, help_text="or “SK menyusul”")

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="mandat_satu_kursi",
                expressions=[
                    ("place", RangeOperators.EQUAL), ("office", RangeOperators.EQUAL), ("seat", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=models.Q(seat__isnull=False),
            ),
            ExclusionConstraint(
                name="mandat_satu_orang",
                expressions=[
                    ("person", RangeOperators.EQUAL), ("office", RangeOperators.EQUAL), ("place", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
            ),
            PlaceFence(name="people_mandat_pagar"),
            Frozen(name="mandat_beku", mutable=("during",)),
            Ending(name="mandat_berakhir", column="during"),
        ]  # fmt: skip


class Percobaan(models.Model):
    """Tries to sign in of one bucket (`brake.py`) in the five minutes since the first. No name, no address: digests."""

    bucket = models.CharField(max_length=64, unique=True)
    count = models.PositiveIntegerField()
    since = models.DateTimeField(db_index=True)
