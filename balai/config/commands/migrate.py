"""`balai migrate`: bring the schema up to date, as the owner."""

import argparse
import os
import sys

from balai.config import boot

HELP = "Mutakhirkan skema basis data (sebagai pemiliknya)."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None."""


def run(args: argparse.Namespace) -> int:
    """0: up to date; 2: not possible."""
    if os.environ.get("DATABASE_URL") and not os.environ.get("DATABASE_OWNER_URL"):
        print(
            "Setel DATABASE_OWNER_URL: pemilik skema, berbeda dari peran kerja di DATABASE_URL.",
            file=sys.stderr,
        )
        return 2
    with boot.database():
        boot.setup()
        boot.migrate(quiet=False)
    return 0
