"""`balai publish FILE… --desa KODE --tahun Y -o DIR`: from a print to a folder, without server or account.

By the same acts, in a throw-away embedded database: page, poster, banner, APB and Penjabaran, card, message, XLSX,
CSV, JSON. Links between the pages are relative, so the folder opens from a disk or any web space.
"""

import argparse
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from balai.adapters.sheets.guard import SheetRefused
from balai.config import boot
from balai.config.embedded import EmbeddedError
from balai.config.home import data_home

HELP = "Dari cetakan menjadi folder berisi halaman, poster, dan data; tanpa server dan tanpa akun."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Flags of the house, section 7."""
    parser.add_argument("berkas", type=Path, nargs="+", help="cetakan awal, dan boleh perubahannya")
    parser.add_argument("--desa", required=True, metavar="KODE")
    parser.add_argument("--tahun", type=int, required=True)
    parser.add_argument(
        "--alamat", default="", metavar="URL", help="alamat umum folder ini, untuk tautan dan kode QR"
    )
    parser.add_argument("--sebagaimana-adanya", action="store_true")
    parser.add_argument("-o", "--keluar", type=Path, required=True, metavar="FOLDER")


def run(args: argparse.Namespace) -> int:
    """0: written; 1: questions stand; 2: could not be read or written."""
    from balai.config.commands.import_ import village

    desa = village(args.desa)
    if desa is None:
        print(
            f"Desa {args.desa} tidak ada di daftar. Kode desa ditulis seperti 33.99.99.2001.", file=sys.stderr
        )
        return 2
    if args.keluar.exists() and any(args.keluar.iterdir()):
        print(
            f"Folder {args.keluar} tidak kosong. Pilih folder baru, supaya tidak ada yang tertimpa.",
            file=sys.stderr,
        )
        return 2
    home = Path(tempfile.mkdtemp(prefix="terbit-", dir=_reachable()))
    home.chmod(0o755)
    os.environ.pop("DATABASE_URL", None)
    try:
        with boot.database(home):
            boot.setup()
            boot.migrate()
            boot.static_files()
            return _publish(args, desa)
    except (EmbeddedError, SheetRefused, OSError, ValueError) as problem:
        print(getattr(problem, "message", problem), file=sys.stderr)
        return 2
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _reachable() -> Path:
    """A folder in which the throw-away database can live."""
    base = data_home()
    base.mkdir(parents=True, exist_ok=True)
    return base


def _publish(args: argparse.Namespace, desa: Any) -> int:
    from balai.adapters.sheets.apbdes.receive import Choice, questions, receive
    from balai.ground.people.acts import Appointment, appoint
    from balai.ground.procedure.gate import Actor
    from balai.ground.procedure.steps import By
    from balai.ground.wilayah.acts import use
    from balai.plain import clock

    place = use(args.desa)
    today = clock.today(place.zone)
    who = Actor(By.OFFICE, str(appoint(place, Appointment("penerbit", "Penerbit", "operator", today)).uid))
    for number, path in enumerate(args.berkas):
        received = receive(
            path.read_bytes(), path.name, desa, Choice(tahun=args.tahun, as_is=args.sebagaimana_adanya)
        )
        if asked := questions(received):
            for finding in asked:
                print(f"{path.name}: {finding.message}", file=sys.stderr)
            return 1
        _take(place, received, who, today, number)
    written = write(args, args.keluar)
    print(f"{len(written)} berkas ditulis ke {args.keluar}. Buka {args.keluar / 'index.html'}")
    if not args.alamat:
        print("Tanpa --alamat: tautan relatif, dan poster tidak memuat kode QR.")
    return 0


def _take(place: Any, received: Any, who: Any, today: Any, number: int) -> None:
    from balai.rooms.penganggaran.apbdes.acts import terbitkan_cetakan, terima_cetakan
    from balai.rooms.penganggaran.apbdes.reads import office_list

    terima_cetakan(place, received, by=who, at=today, key=f"terima-{number}")
    row = next(r for r in office_list(place.pk) if r.sha256 == received.sha256)
    terbitkan_cetakan(place, row.id, by=who, at=today, key=f"terbit-{number}", seen=row.rev)


def write(args: argparse.Namespace, folder: Path) -> list[Path]:
    """All pages by the product's own views, all papers and data; links made relative to the folder."""
    from balai.adapters.opendata.apbdes import to_csv, to_json, to_xlsx
    from balai.adapters.papers.stored import PAPERS, folder_of
    from balai.ground.wilayah.reads import village
    from balai.rooms.penganggaran.apbdes.compare import side_by_side
    from balai.rooms.penganggaran.apbdes.reads import published_year

    where = village(args.desa)
    year = published_year(where, args.tahun) if where else None
    if year is None:
        raise ValueError("Tidak ada yang terbit.")
    budget, url = side_by_side(year), args.alamat.rstrip("/") + "/" if args.alamat else None
    papers = {name: make(budget, url) for name, (_w, _k, make) in PAPERS.items()}
    folder_of(year).mkdir(parents=True)  # so that the pages name them
    for name, data in papers.items():
        (folder_of(year) / name).write_bytes(data)
    made: dict[str, bytes] = {
        "unduh/apbdes.csv": to_csv(budget), "unduh/apbdes.json": to_json(budget), "unduh/apbdes.xlsx": to_xlsx(budget),
        **{f"unduh/{name}": data for name, data in papers.items()},
        **_pages(f"/desa/{args.desa}/anggaran/{args.tahun}/"),
    }  # fmt: skip
    for path in args.berkas:
        made[f"asli/{path.name}"] = path.read_bytes()
    for name, data in made.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return [folder / n for n in made]


def _pages(start: str) -> dict[str, bytes]:
    """Every page below the budget page, by following its links."""
    from django.conf import settings
    from django.test import Client

    client, made, queue = Client(SERVER_NAME="localhost"), dict[str, bytes](), [start]
    seen: set[str] = set()
    while queue:
        path = queue.pop()
        if path in seen:
            continue
        seen.add(path)
        html = client.get(path).content.decode()
        for link in re.findall(r'href="([^"#?]+)"', html):
            target = _absolute(path, link)
            if re.match(rf"{re.escape(start)}(belanja|pendapatan|pembiayaan)/", target):
                queue.append(target)
        depth = path.removeprefix(start).count("/")
        made[f"{path.removeprefix(start)}index.html"] = _relative(html, start, depth).encode()
    sheet = next(Path(settings.STATIC_ROOT).glob("kit/anyam.*.css"))
    made["gaya/anyam.css"] = sheet.read_bytes()
    return made


def _absolute(path: str, link: str) -> str:
    from urllib.parse import urljoin

    return urljoin(path, link)


def _relative(html: str, start: str, depth: int) -> str:
    """Addresses of the site become addresses of the folder; what is not in it loses its link."""
    up = "../" * depth
    html = re.sub(r'href="/static/kit/anyam[^"]*\.css"', f'href="{up}gaya/anyam.css"', html)
    html = re.sub(r'<link rel="icon"[^>]*>', "", html)
    html = re.sub(r"<form class=\"cari\".*?</form>", "", html, flags=re.S)
    html = re.sub(rf'href="{re.escape(start)}([^"]*)"', lambda m: f'href="{up}{_file(m.group(1))}"', html)
    html = re.sub(
        r'href="/desa/[^"]*/berkas/[^"]*">([^<]*)</a>',
        lambda m: f'href="{up}asli/{m.group(1)}">{m.group(1)}</a>',
        html,
    )
    html = re.sub(r'<a href="/[^"]*"[^>]*>(.*?)</a>', r"\1", html, flags=re.S)
    return re.sub(
        r'href="((?:\.\./)*(?:belanja/[0-9.]+|[0-9.]{2,8}|pendapatan|pembiayaan)/)"',
        r'href="\1index.html"',
        html,
    )


def _file(path: str) -> str:
    return f"{path}index.html" if path.endswith("/") or not path else path
