"""The command line: `balai COMMAND …`. Each command is a module of `balai.config.commands`.

A command module has `HELP`, `add_arguments(parser)` and `run(args) -> int`. Only the chosen one is imported,
so that dry runs stay fast and need no database; `balai --help` imports all, to say what each is for.
"""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence

from balai import __version__
from balai.config.cli_words import speak_indonesian
from balai.config.problem import Problem

COMMANDS: dict[str, str] = {
    "demo": "demo",
    "publish": "publish",
    "kode": "kode",
    "import": "import_",
    "serve": "serve",
    "migrate": "migrate",
    "check": "check",
    "verify": "verify",
    "backup": "backup",
    "restore": "restore",
    "sandi": "sandi",
    "bench": "bench",
}


_UNREACHABLE = ("08", "28", "3D", "57P")  # connection, password, no such database, shutting down


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Returns its exit code: 0 done, 1 questions or findings stand, 2 not possible."""
    words = list(sys.argv[1:] if argv is None else argv)
    parser = parser_for(next((w for w in words if not w.startswith("-")), None))
    if not words:
        parser.print_help(sys.stderr)
        return 2
    args = parser.parse_args(words)
    try:
        return int(args.run(args))
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 2
    except (KeyboardInterrupt, EOFError):
        print("Dihentikan.", file=sys.stderr)
        return 130
    except BrokenPipeError:  # `balai kode jalan | head`: the reader has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if (sentence := silent_database(error)) is None:
            raise
        print(sentence, file=sys.stderr)
        return 2


def parser_for(chosen: str | None) -> argparse.ArgumentParser:
    """The parser with the chosen command's own arguments; without a known one, with a line about each."""
    speak_indonesian()
    parser = argparse.ArgumentParser(prog="balai", description="Balai, balai desa yang terbuka.")
    parser.add_argument("--version", action="version", version=f"Balai {__version__}", help="tampilkan versi")
    commands = parser.add_subparsers(dest="command", metavar="PERINTAH", required=True, title="perintah")
    for name, module_name in COMMANDS.items():
        if chosen in COMMANDS and name != chosen:
            commands.add_parser(name)
            continue
        module = importlib.import_module(f"balai.config.commands.{module_name}")
        child = commands.add_parser(name, help=module.HELP, description=module.HELP)
        module.add_arguments(child)
        child.set_defaults(run=module.run)
    return parser


def silent_database(error: Exception) -> str | None:
    """What to say if a database cannot be reached; None if it is something else, which is ours to mend."""
    import psycopg

    cause = error if isinstance(error, psycopg.OperationalError) else error.__cause__
    if not isinstance(cause, psycopg.OperationalError) or not (cause.sqlstate or "08").startswith(
        _UNREACHABLE
    ):
        return None
    return f"Basis data tidak menjawab. Periksa DATABASE_URL dan apakah PostgreSQL berjalan. ({str(cause).strip().splitlines()[0]})"
