"""Papers of a published budget on disk: made once per edition by the worker, never in a request.

`<BALAI_PUBLISHED>/kertas/<village>/<year>-<edition>-<design>/<name>`. Derived: they can be thrown away and made again.
"""

import hashlib
import re
import shutil
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import Path

from django.conf import settings

from balai.adapters.papers.apbdes import apb_pdf, banner, penjabaran_pdf, poster, share_card
from balai.adapters.papers.message import message
from balai.adapters.papers.press import forget
from balai.rooms.penganggaran.apbdes.compare import side_by_side
from balai.rooms.penganggaran.apbdes.shape import Budget, Desa, Year

Make = Callable[[Budget, str | None], bytes]
PAPERS: dict[str, tuple[str, str, Make]] = {
    "poster.pdf": ("Poster A3", "application/pdf", poster),
    "spanduk.pdf": ("Spanduk 3 × 2 m (1:10)", "application/pdf", banner),
    "apb.pdf": ("APB Desa (PDF)", "application/pdf", apb_pdf),
    "penjabaran.pdf": ("Penjabaran (PDF)", "application/pdf", penjabaran_pdf),
    "kartu.png": ("Gambar untuk dibagikan", "image/png", share_card),
    "pesan.txt": ("Pesan untuk grup RT", "text/plain; charset=utf-8", lambda b, u: message(b, u).encode()),
}


_SAVED_AS = {
    "poster.pdf": "poster-a3",
    "spanduk.pdf": "spanduk-3x2m",
    "kartu.png": "kartu",
    "pesan.txt": "pesan",
}


def download_name(name: str, desa: Desa, tahun: int) -> str:
    """The file name on the disk of whoever saves it: `poster-a3-awanrahayu-2025.pdf`, so that a stick full of files
    at the copy shop still says what is what."""
    stem, _dot, suffix = name.rpartition(".")
    words = [w for w in re.findall(r"[a-z0-9]+", desa.nama.lower()) if w != "contoh"] or [desa.kode]
    return f"{_SAVED_AS.get(name, stem)}-{'-'.join(words)[:60].rstrip('-')}-{tahun}.{suffix}"


def folder_of(year: Year) -> Path:
    """Where the papers of a year's edition lie, as this version of Balai sets them."""
    return folder(year.desa.kode, year.tahun, year.edition)


def folder(code: str, tahun: int, edition: str) -> Path:
    """The same by the village's code and the edition's name."""
    return (
        Path(settings.BALAI_PUBLISHED) / "kertas" / code / f"{tahun}-{edition}-{design(settings.BALAI_URL)}"
    )


@cache
def design(url: str) -> str:
    """Eight hex digits that change with what papers are made by and where their QR codes lead: a new version of Balai
    and a new public address set them anew."""
    own = [p for p in files(__package__).iterdir() if p.name.endswith((".py", ".typ"))]
    parts = [p.read_bytes() for p in sorted(own, key=lambda p: p.name)]
    return hashlib.sha256(b"".join([url.encode(), *parts])).hexdigest()[:8]


def address_of(year: Year) -> str | None:
    """The page's public address, for QR codes; None if this installation does not know its own."""
    if not settings.BALAI_URL:
        return None
    return f"{settings.BALAI_URL}/desa/{year.desa.kode}/anggaran/{year.tahun}/"


def make_papers(year: Year) -> Path:
    """Make all papers of an edition, whole or not at all; older ones of that year are removed."""
    target = folder_of(year)
    if target.exists():
        return target
    draft = target.with_name(f".{target.name}")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    budget, url = side_by_side(year), address_of(year)
    for name, (_words, _kind, make) in PAPERS.items():
        (draft / name).write_bytes(make(budget, url))
    forget()
    draft.replace(target)
    for old in target.parent.glob(f"{year.tahun}-*"):
        if old != target:
            shutil.rmtree(old, ignore_errors=True)
    return target


def papers_ready(year: Year) -> list[tuple[str, str]]:
    """(name, words) of the papers that exist for this edition."""
    folder = folder_of(year)
    return [(n, w) for n, (w, _k, _m) in PAPERS.items() if (folder / n).exists()]


def has_card(year: Year) -> bool:
    """Whether the picture for link previews exists for this edition."""
    return (folder_of(year) / "kartu.png").exists()


def paper_of(year: Year, name: str) -> tuple[bytes, str] | None:
    """A paper's bytes and media type, or None."""
    if name not in PAPERS:
        return None
    file = folder_of(year) / name
    return (file.read_bytes(), PAPERS[name][1]) if file.exists() else None
