"""`balai kode KATA…`: which activity code fits what people say? Ten best of the chart."""

import argparse
import sys

from balai.ground.references.search import search_activities

HELP = "Cari kode kegiatan menurut kata sehari-hari, misalnya: balai kode jalan usaha tani"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words, and the fiscal year of the chart."""
    parser.add_argument("kata", nargs="+")
    parser.add_argument("--tahun", type=int, default=2025)


def run(args: argparse.Namespace) -> int:
    """0: something found; 1: nothing."""
    try:
        hits = search_activities(" ".join(args.kata), year=args.tahun)
    except KeyError:
        print(f"Bagan akun untuk {args.tahun} tidak ada; yang ada berlaku sejak 2019.", file=sys.stderr)
        return 1
    for hit in hits:
        print(f"{hit.code}  {hit.name}")
    if not hits:
        print("Tidak ada kegiatan yang cocok. Coba kata lain, atau satu kata saja.", file=sys.stderr)
    return 0 if hits else 1
