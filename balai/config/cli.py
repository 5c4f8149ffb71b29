"""The command line: `balai COMMAND …`. Each command is a module of `balai.config.commands`.

A command module has `HELP`, `add_arguments(parser)` and `run(args) -> int`. Only the chosen one is imported,
so that `--help` and dry runs stay fast and need no database.
"""

import argparse
import importlib
import sys
from collections.abc import Sequence

from balai import __version__

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


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Returns its exit code: 0 done, 1 questions or findings stand, 2 not possible."""
    words = list(sys.argv[1:] if argv is None else argv)
    parser = argparse.ArgumentParser(prog="balai", description="Balai, balai desa yang terbuka.")
    parser.add_argument("--version", action="version", version=f"Balai {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="PERINTAH", required=True)
    chosen = next((w for w in words if not w.startswith("-")), None)
    for name, module_name in COMMANDS.items():
        if name == chosen:
            module = importlib.import_module(f"balai.config.commands.{module_name}")
            child = commands.add_parser(name, help=module.HELP, description=module.HELP)
            module.add_arguments(child)
            child.set_defaults(run=module.run)
        else:
            commands.add_parser(name)
    args = parser.parse_args(words)
    try:
        return int(args.run(args))
    except KeyboardInterrupt:
        print("Dihentikan.", file=sys.stderr)
        return 130
