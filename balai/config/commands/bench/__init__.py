"""`balai bench [BARIS …]`: how fast this computer imports, prints and serves, as ratios within one run.

Each row runs in a process of its own, on samples that come with Balai, without the network. A fixed yardstick (plain
Python, `yardstick.py`) runs between the repetitions: ratios may be compared between days and computers, milliseconds
may not. Data change with every repetition, else typst's memo would answer. Peak memory of children is the system's
`ru_maxrss`; Linux counts in it what the parent held when it started the child.
"""

import argparse
import json
import subprocess
import sys
from typing import Any

from balai.config.commands.bench import web
from balai.config.commands.bench.rows import ROWS

HELP = "Ukur kecepatan impor, cetak, dan halaman di komputer ini, sebagai perbandingan dalam satu kali jalan."
WEB = "halaman"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which rows, how often, and where a demo runs."""
    names = [*ROWS, WEB]
    parser.add_argument(
        "baris", nargs="*", metavar="BARIS", help=f"yang diukur: {', '.join(names)}; tanpa ini semuanya"
    )
    parser.add_argument("--putaran", type=int, default=5, help="ulangan tiap baris")
    parser.add_argument("--detik", type=int, default=2, help="lama satu ulangan halaman")
    parser.add_argument("--alamat", default="http://127.0.0.1:8000", help="Balai demo yang sedang berjalan")
    parser.add_argument("--json", action="store_true")


def run(args: argparse.Namespace) -> int:
    """0: measured; 2: a row is unknown, or what was asked for by name could not be measured."""
    unknown = [b for b in args.baris if b not in {*ROWS, WEB}]
    if unknown or args.putaran < 1:
        print(f"Baris {', '.join(unknown)} tidak dikenal. Pilih: {', '.join([*ROWS, WEB])}.", file=sys.stderr)
        return 2
    chosen = args.baris or [*ROWS, WEB]
    found, failed = [], False
    for name in ROWS:
        if name in chosen:
            result = _measured(name, args.putaran)
            found.append(result)
            failed = failed or ("problem" in result and bool(args.baris))
            if not args.json:
                print(_line(result), flush=True)
    pages: list[str] = []
    if WEB in chosen:
        problem = web.missing(args.alamat)
        pages = [f"{WEB}: {problem}"] if problem else list(web.lines(args.alamat, args.putaran, args.detik))
        failed = failed or (bool(problem) and bool(args.baris))
    if args.json:
        print(json.dumps({"rows": found, "pages": pages}, ensure_ascii=False))
    else:
        print("\n".join(pages))
    return 2 if failed else 0


def _measured(name: str, rounds: int) -> dict[str, Any]:
    """One row, measured by a process of its own (`rows.py`)."""
    command = [sys.executable, "-m", "balai.config.commands.bench.rows", name, str(rounds)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:] or ["berhenti tanpa pesan"]
        return {"row": name, "problem": last[0]}
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def _line(result: dict[str, Any]) -> str:
    if "problem" in result:
        return f"{result['row']:<12} {result['problem']}"
    low, middle, high = result["ms"]
    children = f" + children {result['peak_mb_children']} MB" if result["peak_mb_children"] else ""
    budget = f"  budget {result['budget_ms']} ms" if result["budget_ms"] else ""
    peer = f"  = {result['peer_ratio']:.1f} × {result['peer']}" if result["peer"] else ""
    return (
        f"{result['row']:<12} {low:8.0f}/{middle:.0f}/{high:.0f} ms  = {result['ratio']:.2f} × yardstick{peer}"
        f"  peak {result['peak_mb']} MB{children}{budget}  ({result['what']})"
    )
