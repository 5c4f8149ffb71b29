"""`balai import massal`: a kabupaten's folder or zip, one report per file."""

import argparse
import csv
import json
import sys
from pathlib import Path
from typing import Any

from balai.adapters.sheets.apbdes.receive import Choice, receive
from balai.adapters.sheets.apbdes.report import totals_json
from balai.adapters.sheets.guard import SheetRefused
from balai.adapters.sheets.massal import (
    BUKAN_APB,
    DITERIMA,
    PERTANYAAN,
    RUSAK,
    FileReport,
    Place,
    read_massal,
)
from balai.adapters.sheets.text import decode
from balai.ground.wilayah import places
from balai.rooms.penganggaran.apbdes.received import Received

_STANDING = {PERTANYAAN, BUKAN_APB, RUSAK}  # somebody has to answer, or to send another file
HELP = "Satu folder atau ZIP berisi cetakan banyak desa."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Flags of the house, section 7."""
    parser.add_argument("berkas", type=Path)
    parser.add_argument("--kabupaten", required=True, metavar="KODE", help="misalnya 33.99")
    parser.add_argument(
        "--daftar-desa",
        type=Path,
        metavar="CSV",
        help="kode_desa,desa,kode_kecamatan,kecamatan (boleh juga kabupaten)",
    )
    parser.add_argument("--tahun", type=int)
    parser.add_argument("--sebagai", default="", metavar="PENGGUNA")
    parser.add_argument("--dry-run", action="store_true")
    parser.add_argument("--json", action="store_true")


def run(args: argparse.Namespace) -> int:
    """Read all, store the good ones unless `--dry-run`. 0 if no question and no refusal stands, else 1; 2: not read."""
    try:
        daftar = villages(args.kabupaten, args.daftar_desa)
        reports = read_massal(args.berkas, daftar, args.tahun, keep=not args.dry_run)
    except (SheetRefused, OSError, ValueError) as problem:
        print(getattr(problem, "message", problem), file=sys.stderr)
        return 2
    if not args.dry_run:
        _store([r for r in reports if r.hasil == DITERIMA], args.sebagai)
    if args.json:
        print(json.dumps({"files": [as_json(r) for r in reports]}, ensure_ascii=False))
    else:
        tell(reports, daftar)
    return 1 if any(r.hasil in _STANDING for r in reports) else 0


def _store(good: list[FileReport], login: str) -> None:
    from balai.config.commands.import_store import store_massal

    for name, what in store_massal(good, received, login).items():
        print(f"{what:>20}  {name}", file=sys.stderr)


def received(report: FileReport) -> Received:
    """The report's file, judged for its village."""
    from balai.config.commands.import_ import village

    desa = village(report.kode_desa)
    assert desa is not None  # noqa: S101 - matched against the list
    return receive(report.data, report.berkas.rsplit("/", 1)[-1], desa, Choice(tahun=report.tahun))


def villages(kabupaten: str, daftar: Path | None) -> list[Place]:
    """The villages of a kabupaten: from the national list, or from a CSV (examples only, codes 33.99.…)."""
    if daftar is not None:
        rows = read_daftar(daftar)
        places.add_examples(rows)
        return [Place(r["kode_desa"], r["desa"], r["kecamatan"], r.get("kabupaten") or "") for r in rows]
    found = [
        Place(d.code, d.name, k.name, _kabupaten(d.code))
        for k in places.children(kabupaten)
        for d in places.children(k.code)
    ]
    if not found:
        raise ValueError(f"Kabupaten {kabupaten} tidak ada di daftar. Kodenya ditulis seperti 33.04.")
    return found


def _kabupaten(code: str) -> str:
    """The name of a village's kabupaten or kota in the national list; empty for the invented one."""
    path = places.path(code)
    return path[1].name if len(path) > 1 and not path[1].contoh else ""


def read_daftar(path: Path) -> list[dict[str, str]]:
    """Rows of a `--daftar-desa` file: commas or semicolons, UTF-8 or Windows-1252. Raises ValueError with the place."""
    columns = ("kode_desa", "desa", "kode_kecamatan", "kecamatan")
    try:
        lines = decode(path.read_bytes()).splitlines()
    except OSError as error:
        raise ValueError(f"Daftar desa {path.name} tidak dapat dibuka. Periksa nama berkasnya.") from error
    separator = ";" if lines and lines[0].count(";") > lines[0].count(",") else ","
    rows = list(csv.DictReader(lines, delimiter=separator))
    for number, row in enumerate(rows, 2):
        empty = [c for c in columns if not row.get(c)]
        if empty:
            raise ValueError(
                f"{path.name}, baris {number}: kolom {empty[0]} kosong. Kolomnya: {','.join(columns)}."
            )
    if not rows:
        raise ValueError(f"{path.name} tidak memuat satu desa pun. Kolomnya: {','.join(columns)}.")
    return rows


def as_json(report: FileReport) -> dict[str, Any]:
    """One file's report for machines."""
    return {
        "berkas": report.berkas,
        "kode_desa": report.kode_desa,
        "tahun": report.tahun,
        "hasil": report.hasil,
        "totals": totals_json(report.printed) if report.printed else {},
        "findings": [f.as_json() for f in report.findings],
    }


def tell(reports: list[FileReport], daftar: list[Place]) -> None:
    """The same for people."""
    for report in reports:
        print(f"{report.hasil:11} {report.kode_desa:13} {report.berkas}")
        for finding in report.findings:
            if finding.level in {"question", "refusal"}:
                print(f"            {finding.message}")
    read = {r.kode_desa for r in reports if r.hasil == DITERIMA}
    missing = [p for p in daftar if p.kode not in read]
    print(f"{len(read)} dari {len(daftar)} desa terbaca.")
    for place in missing[:20]:
        print(f"  belum ada: {place.kode} {place.nama}, Kecamatan {place.kecamatan}")
