"""Papers of a published budget on disk: made once per revision by the worker, never in a request.

`<BALAI_PUBLISHED>/kertas/<village>/<year>-<revision>/<name>`. Derived: they can be thrown away and made again.
"""

import re
import shutil
from collections.abc import Callable
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
    """Where the papers of this revision lie."""
    return Path(settings.BALAI_PUBLISHED) / "kertas" / year.desa.kode / f"{year.tahun}-{year.revision}"


def address_of(year: Year) -> str | None:
    """The page's public address, for QR codes; None if this installation does not know its own."""
    if not settings.BALAI_URL:
        return None
    return f"{settings.BALAI_URL}/desa/{year.desa.kode}/anggaran/{year.tahun}/"


def make_papers(year: Year) -> Path:
    """Make all papers of a revision, whole or not at all; older revisions of that year are removed."""
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
    """(name, words) of the papers that exist for this revision."""
    folder = folder_of(year)
    return [(n, w) for n, (w, _k, _m) in PAPERS.items() if (folder / n).exists()]


def has_card(year: Year) -> bool:
    """Whether the picture for link previews exists for this revision."""
    return (folder_of(year) / "kartu.png").exists()


def paper_of(year: Year, name: str) -> tuple[bytes, str] | None:
    """A paper's bytes and media type, or None."""
    if name not in PAPERS:
        return None
    file = folder_of(year) / name
    return (file.read_bytes(), PAPERS[name][1]) if file.exists() else None
