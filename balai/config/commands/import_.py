"""`balai import …`: one importer for people and machines.

Exit code 0: accepted (findings allowed); 1: questions stand; 2: could not be read.
"""

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from balai.adapters.sheets.apbdes import read_apbdes
from balai.adapters.sheets.apbdes.receive import Choice, receive
from balai.adapters.sheets.apbdes.report import against, report
from balai.adapters.sheets.apbdes.settle import UNREAD, as_is
from balai.adapters.sheets.guard import SheetRefused
from balai.adapters.sheets.readers import read_file
from balai.config.commands import import_massal
from balai.ground.wilayah import places
from balai.plain.findings import Finding, Level
from balai.plain.rupiah import format_rupiah
from balai.rooms.penganggaran.apbdes import sums
from balai.rooms.penganggaran.apbdes.received import Received
from balai.rooms.penganggaran.apbdes.shape import Desa, Print
from balai.rooms.penganggaran.apbdes.versions import words

HELP = "Baca cetakan anggaran (atau satu folder cetakan) dan simpan, atau periksa saja dengan --dry-run."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`apbdes`, `perubahan`, `massal`."""
    kinds = parser.add_subparsers(dest="jenis", metavar="JENIS", required=True)
    for name, text in (("apbdes", "Penjabaran atau APB Desa"), ("perubahan", "Perubahan APB Desa")):
        child = kinds.add_parser(name, help=text, description=text)
        child.add_argument("berkas", type=Path)
        child.add_argument(
            "--desa", required=True, metavar="KODE", help="kode Kemendagri, misalnya 33.99.99.2001"
        )
        child.add_argument("--tahun", type=int)
        child.add_argument("--versi", default="", help="rancangan, awal, penjabaran-1 …, perubahan")
        child.add_argument("--dry-run", action="store_true", help="baca dan periksa, tanpa menyimpan")
        child.add_argument(
            "--terhadap", type=Path, nargs="+", default=[], metavar="BERKAS", help="cetakan sebelumnya"
        )
        child.add_argument(
            "--sebagaimana-adanya", action="store_true", help="pertanyaan menjadi temuan yang diumumkan"
        )
        child.add_argument("--sebagai", default="", metavar="PENGGUNA", help="nama masuk yang bertindak")
        child.add_argument("--json", action="store_true")
        child.set_defaults(perubahan=name == "perubahan")
    import_massal.add_arguments(
        kinds.add_parser("massal", help=import_massal.HELP, description=import_massal.HELP)
    )


def run(args: argparse.Namespace) -> int:
    """Import one file, or many."""
    if args.jenis == "massal":
        return import_massal.run(args)
    desa = village(args.desa)
    if desa is None:
        print(
            f"Desa {args.desa} tidak ada di daftar. Kode desa ditulis seperti 33.99.99.2001.", file=sys.stderr
        )
        return 2
    choice = Choice(tahun=args.tahun, versi=args.versi, as_is=args.sebagaimana_adanya)
    try:
        received = receive(args.berkas.read_bytes(), args.berkas.name, desa, choice)
        earlier = [read(p) for p in args.terhadap]
    except (OSError, SheetRefused) as problem:
        return refused(problem, as_json=args.json)
    except ValueError as problem:
        print(problem, file=sys.stderr)
        return 2
    more = [
        *_about_version(received.printed, args),
        *(f for e in earlier for f in against(received.printed, e)),
    ]
    received = replace(received, findings=[*received.findings, *(as_is(more) if choice.as_is else more)])
    answer = report(received.printed, received.findings)
    stored = ""
    if answer["accepted"] and not args.dry_run:
        try:
            stored = _store(received, desa, args.sebagai)
        except LookupError as problem:
            print(problem, file=sys.stderr)
            return 2
    if args.json:
        print(json.dumps(answer, ensure_ascii=False))
    else:
        tell(received, answer, stored)
    return 0 if answer["accepted"] else 1


def _store(received: Received, desa: Desa, login: str) -> str:
    from balai.config.commands.import_store import store

    return store(received, desa, login)


def read(path: Path) -> Print:
    """Read one file from disk. Raises OSError or SheetRefused."""
    return read_apbdes(read_file(path.read_bytes(), path.name))


def village(code: str) -> Desa | None:
    """A village of the national list or of the examples, or None."""
    path = places.path(code)
    if len(path) < 4 or path[-1].level != "desa":
        return None
    province, kabupaten, kecamatan, desa = path
    return Desa(
        kode=code, nama=desa.name, kecamatan=kecamatan.name, kabupaten=kabupaten.name, provinsi=province.name,
        contoh=desa.contoh, zona=places.zone(code),
    )  # fmt: skip


def _about_version(printed: Print, args: argparse.Namespace) -> list[Finding]:
    if args.perubahan and not printed.has_semula:
        message = (
            "Berkas ini tidak memuat kolom semula dan menjadi, sehingga bukan cetakan Perubahan APB Desa."
        )
        return [Finding(Level.QUESTION, "bukan_perubahan", message)]
    return []


def refused(problem: OSError | SheetRefused, *, as_json: bool) -> int:
    """Say why a file was not read."""
    if isinstance(problem, SheetRefused):
        code, message = problem.code, problem.message
    else:
        code, message = "tak_terbuka", _unopened(problem)
    if as_json:
        finding = Finding(Level.REFUSAL, code, message)
        print(
            json.dumps(
                {"accepted": False, "totals": {}, "rows": 0, "lines": [], "findings": [finding.as_json()]},
                ensure_ascii=False,
            )
        )
    else:
        print(message, file=sys.stderr)
    return 2


def _unopened(problem: OSError) -> str:
    """Why a file could not be opened, without the machine's own path or language."""
    name = Path(str(problem.filename)).name if problem.filename else ""
    if isinstance(problem, FileNotFoundError):
        return f"Berkas {name} tidak dapat dibuka karena tidak ada. Periksa nama dan foldernya."
    if isinstance(problem, IsADirectoryError):
        return f"{name} adalah folder. Sebutkan satu berkas di dalamnya, atau pakai `balai import massal`."
    if isinstance(problem, PermissionError):
        return (
            f"Berkas {name} tidak boleh dibaca oleh pengguna komputer ini. Ubah izinnya atau salin berkasnya."
        )
    return f"Berkas {name} tidak dapat dibuka. Salin berkasnya ke komputer ini, lalu coba lagi."


def tell(received: Received, answer: dict[str, Any], stored: str) -> None:
    """The same for people, in a few lines."""
    title, lines = received.title, received.printed.lines
    totals = sums.totals(lines)
    print(
        f"{received.name}: APB Desa {title.tahun or '(tahun?)'}, versi {words(title.versi)}, {len(lines)} baris."
    )
    print(
        f"  Pendapatan {format_rupiah(totals.pendapatan)}, belanja {format_rupiah(totals.belanja)}, "
        f"pembiayaan bersih {format_rupiah(totals.pembiayaan_netto)}."
    )
    for finding in received.findings:
        sign = {"question": "Perlu dijawab: ", "finding": "Temuan: ", "info": "Catatan: "}.get(
            str(finding.level), ""
        )
        print(f"  {sign}{finding.message}")
    if any(f.level is Level.QUESTION and f.code in UNREAD for f in received.findings):
        print(
            "  Belum diterima. Perbaiki berkasnya dahulu; yang tidak terbaca tidak dapat diumumkan apa adanya."
        )
    elif not answer["accepted"]:
        print(f"  Belum diterima. {_cure({f.code for f in received.findings if f.level is Level.QUESTION})}")
    else:
        print(
            f"  Terbit sebagai cetakan {stored}."
            if stored
            else "  Dapat diterima; belum ada yang disimpan (--dry-run)."
        )


def _cure(asked: set[str]) -> str:
    """What to do about open questions: the likeliest mistake first."""
    told = {"desa_lain": "--desa", "tahun_lain": "--tahun"}
    wrong = " dan ".join(option for code, option in told.items() if code in asked)
    first = f"Periksa {wrong}: mungkin salah ketik. Bila memang benar, perbaiki" if wrong else "Perbaiki"
    return f"{first} berkasnya, atau pakai --sebagaimana-adanya bila dokumennya memang begitu."
