"""The folder that `balai publish` writes: pages by the product's own views, papers, data, and the prints themselves.

A print that held sixteen digits is offered as its masked copy: what stands in `asli/` is what the site would give.
"""

import re
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin

from balai.config.commands.publish_links import Folder, rewrite

_LONGEST = 100  # characters of a file name


def contents(code: str, year: int, address: str) -> dict[str, bytes]:
    """Every file of the folder by its name. `address`: its public address with a closing slash, or "".

    Raises ValueError if nothing of that year is published.
    """
    start = f"/desa/{code}/anggaran/{year}/"
    papers = _papers(code, year, address or None)
    pages, others = _collected(start)
    files = {
        path: f"{'en/' if path.startswith('/en/') else ''}{path.partition(start)[2]}index.html"
        for path in pages
    }
    made: dict[str, bytes] = {}
    for path in sorted(others, key=_plain):
        if _plain(path) not in files:
            data, name = _fetched(_plain(path))
            files[_plain(path)] = _place(_plain(path), start, name, taken=set(made))
            made[files[_plain(path)]] = data
        files[path] = files[_plain(path)]
    saved_as = {f"unduh/{name}": words for name, words in papers.items()}
    folder = Folder(files, saved_as, address)
    return made | {files[path]: rewrite(html, path, folder).encode() for path, html in pages.items()}


def _papers(code: str, year: int, url: str | None) -> dict[str, str]:
    """Make the papers where the site looks for them; returns name → name on download."""
    from balai.adapters.papers.stored import PAPERS, download_name, folder_of
    from balai.ground.wilayah.reads import village
    from balai.rooms.penganggaran.apbdes.compare import side_by_side
    from balai.rooms.penganggaran.apbdes.reads import published_year

    where = village(code)
    found = published_year(where, year) if where else None
    if found is None:
        raise ValueError(f"Belum ada anggaran {year} yang terbit.")
    budget, target = side_by_side(found), folder_of(found)
    target.mkdir(parents=True)
    for name, (_words, _kind, make) in PAPERS.items():
        (target / name).write_bytes(make(budget, url))
    return {name: download_name(name, found.desa, year) for name in PAPERS}


def _collected(start: str) -> tuple[dict[str, str], set[str]]:
    """Pages below the budget page in both languages, and paths of the files that they link to."""
    pages: dict[str, str] = {}
    others: set[str] = set()
    queue = [start, f"/en{start}"]
    while queue:
        path = queue.pop()
        if path in pages:
            continue
        pages[path] = _get(path).content.decode()
        for target in re.findall(r'href="([^"]+)"', pages[path]):
            to = urldefrag(urljoin(path, target))[0]
            below = to.removeprefix("/en").removeprefix(start)
            if re.fullmatch(r"(?:belanja|sumber|pendapatan|pembiayaan)/(?:[A-Za-z0-9.-]+/)?", below):
                queue.append(to)
            elif below.startswith("unduh/") or re.match(r"(?:/en)?/desa/[^/]+/berkas/|/static/", to):
                others.add(to)
    return pages, others


def _get(path: str) -> Any:
    from django.test import Client

    answer = Client(SERVER_NAME="localhost").get(path, **{"balai.folder": True})
    if answer.status_code != 200:
        raise ValueError(f"Halaman {path} tidak dapat dibuat ({answer.status_code}).")
    return answer


def _fetched(path: str) -> tuple[bytes, str]:
    """A file's bytes as the site gives them, and its name."""
    from django.conf import settings

    if path.startswith("/static/"):
        file = Path(settings.STATIC_ROOT) / path.removeprefix("/static/")
        return file.read_bytes(), file.name
    answer = _get(path)
    named = re.search(r'filename="([^"]*)"', answer.headers.get("Content-Disposition", ""))
    return answer.content, named[1] if named else "berkas"


def _place(path: str, start: str, name: str, *, taken: set[str]) -> str:
    """Where a file stands in the folder: `gaya/`, `unduh/` or `asli/`."""
    if path.startswith("/static/"):
        return f"gaya/{name.partition('.')[0]}{Path(name).suffix}"
    if path.startswith(start):
        return path.removeprefix(start)
    return _free(name, {t.lower() for t in taken})


def _free(name: str, taken: set[str]) -> str:
    """`asli/penjabaran.xlsx`, else `asli/penjabaran-2.xlsx`, …: a name that every disk and web server takes."""
    safe = re.sub(r"[^A-Za-z0-9._-]+", "-", name).strip(".-") or "berkas"
    stem, suffix = Path(safe).stem[:_LONGEST], Path(safe).suffix[:10]
    tried = f"asli/{stem}{suffix}"
    number = 1
    while tried.lower() in taken:
        number += 1
        tried = f"asli/{stem}-{number}{suffix}"
    return tried


def _plain(path: str) -> str:
    """Files are the same in both languages."""
    return path.removeprefix("/en")
