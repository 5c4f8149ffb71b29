"""Published pages, kept compressed in memory and, for nginx, on disk.

In memory: path → bytes, checked against the village's counter (`ground.published.marker`) on every request.
On disk: `<folder>/www/<path>/index.html.gz`, for `gzip_static` and `try_files`; removed when the counter moves.
"""

import gzip
import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from balai.ground.published.marker import Marker

Headers = list[tuple[str, str]]
KEEP = 4000  # pages in memory; about 20 MB


@dataclass(frozen=True, slots=True)
class Page:
    """One published answer: `body` is gzip."""

    slot: int
    counter: int
    etag: str
    body: bytes
    headers: Headers  # for 200 with gzip
    headers_304: Headers


def _is_page(headers: Headers) -> bool:
    """Whether nginx may serve it as a page: a village's own file (a csv with `<img onerror>`) never becomes HTML."""
    said = dict(headers)
    return said.get("content-type", "").startswith("text/html") and "content-disposition" not in said


class Pages:
    """The published layer of one worker."""

    def __init__(self, marker: Marker, *, on_disk: bool = True) -> None:
        self.marker = marker
        self.on_disk = on_disk
        self._pages: dict[str, Page] = {}

    def get(self, path: str) -> Page | None:
        """The page at `path`, if it is still true."""
        page = self._pages.get(path)
        if page is None or self.marker.at(page.slot) != page.counter:
            return None
        return page

    def keep(self, path: str, code: str, counter: int, headers: Headers, body: bytes) -> Page | None:
        """Keep an answer that Django marked as published. None if its village has changed meanwhile."""
        if self.marker.value(code) != counter:
            return None
        if len(self._pages) >= KEEP:
            self._pages.clear()
        etag = (
            f'W/"{hashlib.sha256(body).hexdigest()[:20]}"'  # weak: one tag for the packed and the plain bytes
        )
        packed = gzip.compress(body, 9, mtime=0)
        own = [(k, v) for k, v in headers if k not in {"content-length", "etag", "vary", "cache-control"}]
        common: Headers = [("etag", etag), ("vary", "accept-encoding"), ("cache-control", "no-cache")]
        page = Page(
            slot=Marker.slot(code), counter=counter, etag=etag, body=packed,
            headers=[*own, *common, ("content-encoding", "gzip"), ("content-length", str(len(packed)))],
            headers_304=common,
        )  # fmt: skip
        self._pages[path] = page
        if self.on_disk and path.endswith("/") and _is_page(headers):
            with suppress(
                OSError
            ):  # a full disk, a folder just removed by a publish: the answer is still true
                self._write(path, code, page)
        return page

    def _write(self, path: str, code: str, page: Page) -> None:
        target = self.folder_of(path) / "index.html.gz"
        if ".." in path.split("/"):
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_suffix(f".{os.getpid()}")
        draft.write_bytes(page.body)
        draft.replace(target)
        if self.marker.value(code) != page.counter:  # a publish came between
            target.unlink(missing_ok=True)

    def folder_of(self, path: str) -> Path:
        """Where nginx finds the page of `path`."""
        return self.marker.folder / "www" / path.strip("/")
