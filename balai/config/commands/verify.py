"""`balai verify [--desa KODE]`: every sum, state and chain recomputed. Exit 1 if anything disagrees."""

import argparse
import json
import sys

from balai.config import boot
from balai.config.home import where_words

HELP = "Hitung ulang setiap jumlah, keadaan, dan rantai jejak; sebutkan yang tidak cocok."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One village, or all."""
    parser.add_argument("--desa", metavar="KODE")
    parser.add_argument("--contoh", action="store_true", help="periksa basis data `balai demo`")
    parser.add_argument("--json", action="store_true")


def run(args: argparse.Namespace) -> int:
    """0: all agrees; 1: findings; 2: could not look."""
    with boot.database(_home(args)) as server:
        boot.ready(server)
        found, villages = look(args.desa)
    if args.desa and not villages:
        print(f"Desa {args.desa} tidak ada di basis data ini.", file=sys.stderr)
        return 2
    if args.json:
        print(
            json.dumps(
                [dict(zip(("desa", "table", "key", "expected", "found"), f, strict=True)) for f in found],
                ensure_ascii=False,
            )
        )
    else:
        for code, table, key, expected, stored in found:
            print(f"{code}  {table}  {key}: seharusnya {expected}, ditemukan {stored}")
        print(f"{villages} desa diperiksa, {len(found)} temuan.")
        if not villages:
            print(f"Belum ada desa di sini. {where_words()}", file=sys.stderr)
    return 1 if found else 0


def _home(args: argparse.Namespace):  # type: ignore[no-untyped-def] # noqa: ANN202
    if not args.contoh:
        return None
    from balai.config.commands.demo import home_of

    return home_of(argparse.Namespace(sumber=[]))


def look(code: str | None = None) -> tuple[list[tuple[str, str, str, str, str]], int]:
    """Findings (place, table, key, expected, found) and how many villages were looked at.

    Every place has a chain for its persons, so those above the villages (above `code`) are looked at too.
    """
    from balai.ground.trace.verify import verify
    from balai.ground.wilayah.reads import places_in_use
    from balai.ground.wilayah.scope import within

    every = places_in_use()
    wanted = {i for p in every if code in (None, p.code) for i in p.above}
    found, villages = [], 0
    for place in every:
        if place.id not in wanted:
            continue
        villages += place.level == "desa"
        with within(place.id, places=place.above):
            found += [(place.code, w.table, w.key, w.expected, w.found) for w in verify(place.id, place.code)]
    return found, villages
