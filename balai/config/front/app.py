"""The front: published bytes from granian's event loop; everything else from Django, in processes of its own.

Knows no Django and no database: it maps the counters (`ground.published.marker`), keeps bytes, and passes on.
See decision 10.
"""

import asyncio
import gzip
import logging
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from balai.config.front.bridge import Answer, Request, Unfinished, ask, read_body, request_of
from balai.config.front.client import Network, proxies_of
from balai.config.front.negotiate import takes_gzip, unchanged, varies_by_encoding
from balai.config.front.pages import Page, Pages
from balai.ground.published.marker import Marker

PUBLISHED = "balai-terbit"  # set by Django: "<village code> <counter>"; never sent out
THREADS = 16  # they only wait
WAITING = 128  # beyond this many requests for Django, say so at once
RECEIVING = 256  # beyond this many bodies on their way: whoever sends slowly must not fill memory and disk
BUSY = "Balai sedang sangat ramai. Tunggu sebentar, lalu muat ulang halaman ini."

log = logging.getLogger("balai.front")


class Front:
    """An RSGI application. `BALAI_TERBIT` names the published folder, `BALAI_DALAM` Django's port."""

    def __init__(self) -> None:
        self.pages: Pages
        self.pool: ThreadPoolExecutor
        self.port = 0
        self.proxies: tuple[Network, ...] = ()
        self.waiting = self.receiving = 0

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Runs once in each worker process."""
        self.pages = Pages(Marker(Path(os.environ["BALAI_TERBIT"])), on_disk=os.name == "posix")
        self.port = int(os.environ["BALAI_DALAM"])
        self.proxies = proxies_of(os.environ.get("BALAI_PROKSI", ""))
        self.pool = ThreadPoolExecutor(THREADS, thread_name_prefix="tanya")

    def __rsgi_del__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Graceful stop: running requests end first."""
        self.pool.shutdown(wait=True)

    async def __rsgi__(self, scope: Any, proto: Any) -> None:
        """One request."""
        if scope.proto != "http":
            proto.close(404)
            return
        if scope.method in ("GET", "HEAD") and not scope.query_string:
            page = self.pages.get(scope.path)
            if page is not None:
                send_page(scope, proto, page)
                return
        await self._django(scope, proto)

    async def _django(self, scope: Any, proto: Any) -> None:
        if self.receiving >= RECEIVING and has_body(scope):
            say(proto, 503, BUSY)
            return
        self.receiving += has_body(scope)
        try:  # not counted as waiting: slow bodies keep nobody else out
            body, length, too_large = await read_body(proto, scope.headers.get("content-length") or "")
        except Unfinished as unfinished:
            say(proto, unfinished.status, unfinished.words)
            return
        finally:
            self.receiving -= has_body(scope)
        if self.waiting >= WAITING:
            body.close()
            say(proto, 503, BUSY)
            return
        request = request_of(scope, body, length, too_large=too_large, proxies=self.proxies)
        answer = await self._asked(request)
        if answer is None:
            say(
                proto,
                503,
                "Balai sedang dimulai atau terhenti. Tunggu sebentar, lalu muat ulang halaman ini.",
            )
        else:
            self._send(scope, proto, answer)

    async def _asked(self, request: Request) -> Answer | None:
        """Django's answer, or None."""
        self.waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self.pool, ask, self.port, request)
        except Exception:
            log.exception("Django did not answer %s", request.method)
            return None
        finally:
            self.waiting -= 1

    def _send(self, scope: Any, proto: Any, answer: Answer) -> None:
        mark = answer.header(PUBLISHED)
        headers = [(k, v) for k, v in answer.headers if k != PUBLISHED]
        if mark and answer.status == 200:
            code, counter = mark.split(" ") if " " in mark else ("", mark)
            page = self.pages.keep(scope.path, code, int(counter), headers, answer.body)
            if page is not None:
                send_page(scope, proto, page)
                return
        body = answer.body
        if len(body) > 800 and compressible(answer):
            headers = varies_by_encoding(headers)
            if takes_gzip(scope.headers.get("accept-encoding")):
                body = gzip.compress(body, 6, mtime=0)
                headers = [(k, v) for k, v in headers if k != "content-length"]
                headers += [("content-encoding", "gzip"), ("content-length", str(len(body)))]
        proto.response_bytes(answer.status, headers, b"" if scope.method == "HEAD" else body)


def send_page(scope: Any, proto: Any, page: Page) -> None:
    """A published page: 304, gzip, or plain for the few who cannot read gzip."""
    known = scope.headers.get_all("if-none-match")
    if known and unchanged(known, page.etag):
        proto.response_empty(304, page.headers_304)
    elif takes_gzip(scope.headers.get("accept-encoding")):
        proto.response_bytes(200, page.headers, b"" if scope.method == "HEAD" else page.body)
    else:
        plain = gzip.decompress(page.body)
        headers = [(k, v) for k, v in page.headers if k not in {"content-encoding", "content-length"}]
        headers.append(("content-length", str(len(plain))))
        proto.response_bytes(200, headers, b"" if scope.method == "HEAD" else plain)


def has_body(scope: Any) -> bool:
    """Whether the request says that a body follows."""
    return "content-length" in scope.headers or "transfer-encoding" in scope.headers


def compressible(answer: Answer) -> bool:
    """Text is worth packing; pictures, PDFs and workbooks are packed already."""
    kind = answer.header("content-type")
    return not answer.header("content-encoding") and kind.startswith(
        ("text/", "application/json", "application/ld+json", "image/svg", "application/pdf")
    )


def say(proto: Any, status: int, words: str) -> None:
    """One sentence from the front itself, when Django was not asked or did not answer."""
    headers = [("content-type", "text/plain; charset=utf-8")]
    if status == 503:
        headers.append(("retry-after", "5"))
    proto.response_bytes(status, headers, words.encode())


app = Front()
