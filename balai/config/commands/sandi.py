"""`balai sandi PENGGUNA`: a new password from the console, so that nobody is locked out for ever."""

import argparse
import getpass
import sys
from typing import TYPE_CHECKING

from balai.config import boot

if TYPE_CHECKING:
    from balai.ground.people.models import Pengguna

HELP = "Buat kata sandi baru untuk seorang pengguna."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The login's name."""
    parser.add_argument("pengguna")


def run(args: argparse.Namespace) -> int:
    """Ask twice, check, store. 2 if there is no such login or the password is too weak."""
    with boot.database() as server:
        boot.ready(server)
        from django.conf import settings
        from django.contrib.auth import password_validation
        from django.core.exceptions import ValidationError

        from balai.ground.people.models import Pengguna

        if not settings.DATABASE_OWNER:
            print("Setel DATABASE_OWNER_URL: kata sandi diganti sebagai pemilik skema.", file=sys.stderr)
            return 2

        login = Pengguna.objects.filter(username=args.pengguna.lower()).first()
        if login is None:
            print(f"Tidak ada pengguna bernama {args.pengguna}.", file=sys.stderr)
            return 2
        first, second = getpass.getpass("Kata sandi baru: "), getpass.getpass("Sekali lagi: ")
        if first != second:
            print("Keduanya tidak sama.", file=sys.stderr)
            return 2
        try:
            password_validation.validate_password(first)
        except ValidationError:
            print("Kata sandi paling sedikit 10 huruf dan bukan kata yang lazim.", file=sys.stderr)
            return 2
        change(login, first)
    print("Kata sandi diganti.")
    return 0


def change(login: "Pengguna", password: str) -> None:
    """Store a new password, as the owner (the runtime role may change nobody's), with the event that tells of it."""
    from balai.config.database import as_owner
    from balai.ground.procedure.appointment import tell_login
    from balai.ground.wilayah.scope import within

    login.set_password(password)
    with as_owner(), within(login.home_id, durable=True):
        login.save(update_fields=["password"])
        tell_login(login)
