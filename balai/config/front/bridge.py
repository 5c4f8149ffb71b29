"""From the front to Django, which runs in processes of its own: one HTTP request over loopback, on a waiting thread.

In one process Django's threads and the event loop would share Python's lock: measured, published pages fell to 1,000
requests a second beside 16 slow ones. The threads here only wait for a socket.
"""

import asyncio
import http.client
import io
import re
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, BinaryIO
from urllib.parse import quote

from balai.config.front.client import Network, client_of

Headers = list[tuple[str, str]]
LIMIT = 128 * 1024 * 1024  # one upload: 500 prints or one zip
CLIENT, TOO_LARGE = (
    "x-balai-klien",
    "x-balai-terlalu-besar",
)  # set by the front only, never passed on from outside
TIMEOUT_SECONDS = 300
PIECE_SECONDS = 30
PATIENCE = 10  # seconds that a visitor waits for a Django that is just starting
_UNQUOTED = re.compile(r"[^!-~]+")
_HOP = {
    "connection",
    "keep-alive",
    "proxy-connection",
    "transfer-encoding",
    "te",
    "trailer",
    "upgrade",
    "content-length",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What Django said."""

    status: int
    headers: Headers  # lower-case names
    body: bytes

    def header(self, name: str) -> str:
        """The first header called `name` (lower case), or ""."""
        return next((v for k, v in self.headers if k == name), "")


@dataclass(frozen=True, slots=True)
class Request:
    """What is passed on."""

    method: str
    target: str
    headers: Headers
    body: BinaryIO
    length: int


class Unfinished(Exception):
    """The body stopped before its end: nothing of it is passed on. `status` and `words` are the answer."""

    def __init__(self, status: int, words: str) -> None:
        self.status, self.words = status, words
        super().__init__(words)


async def read_body(proto: Any, declared: str) -> tuple[BinaryIO, int, bool]:
    """The request's body, its length and whether it was too large (then it is not kept). Raises Unfinished."""
    too_large = declared.isdigit() and int(declared) > LIMIT
    body: Any = tempfile.SpooledTemporaryFile(max_size=1 << 20)  # noqa: SIM115 - closed by `ask`
    length = 0
    async for chunk in _patiently(proto):
        length += len(chunk)
        too_large = too_large or length > LIMIT
        if not too_large:
            body.write(chunk)
    if declared.isdigit() and length < int(declared):
        raise Unfinished(400, "Kiriman terputus sebelum lengkap. Kirim lagi.")
    body.seek(0)
    return (io.BytesIO(), 0, True) if too_large else (body, length, False)


async def _patiently(proto: Any) -> AsyncIterator[bytes]:
    """The pieces of a body, as long as another one comes within half a minute."""
    pieces = aiter(proto)
    while True:
        try:
            yield await asyncio.wait_for(anext(pieces), PIECE_SECONDS)
        except StopAsyncIteration:
            return
        except TimeoutError as error:
            raise Unfinished(408, "Kiriman terlalu lama tidak berlanjut. Kirim lagi.") from error


def request_of(
    scope: Any, body: BinaryIO, length: int, *, too_large: bool, proxies: tuple[Network, ...] = ()
) -> Request:
    """The request as Django gets it: hop-by-hop and forged headers gone, the client's address added.

    HEAD is asked as GET: only so are its header fields those of GET (RFC 9110 section 9.3.2), its length included.
    """
    method = "GET" if scope.method == "HEAD" else scope.method
    headers = [
        (k, v)
        for k, v in scope.headers.items()
        if k not in _HOP and "_" not in k and not k.startswith("x-balai-") and k != "proxy"
    ]
    if scope.authority and not any(k == "host" for k, _v in headers):
        headers.append(("host", scope.authority))
    forwarded = [v for k, v in scope.headers.items() if k == "x-forwarded-for"]
    headers.append((CLIENT, client_of(scope.client.rpartition(":")[0], forwarded, proxies)))
    if too_large:
        headers.append((TOO_LARGE, "1"))
    return Request(method, quoted(scope.path, scope.query_string or ""), headers, body, length)


def quoted(path: str, query: str) -> str:
    """What may stand on a request line: granian hands the path over decoded, and the query as it came."""
    told = _UNQUOTED.sub(lambda m: quote(m[0]), query)
    return quote(path, safe="/:@!$&'()*+,;=-._~") + (f"?{told}" if told else "")


def _connect(connection: http.client.HTTPConnection) -> None:
    """Nobody listening is Django starting: wait a little, nothing has been sent. Raises OSError in the end."""
    for _ in range(PATIENCE * 10):
        try:
            connection.connect()
        except ConnectionRefusedError:
            time.sleep(0.1)
        else:
            return
    connection.connect()


def ask(port: int, request: Request) -> Answer:
    """Ask Django and wait. Raises OSError or HTTPException if it does not answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT_SECONDS)
    try:
        _connect(connection)
        connection.putrequest(request.method, request.target, skip_host=True, skip_accept_encoding=True)
        for name, value in request.headers:
            connection.putheader(name, value)
        if request.length or request.method not in {"GET", "HEAD"}:
            connection.putheader("content-length", str(request.length))
        connection.putheader("connection", "close")
        with suppress(BrokenPipeError, ConnectionResetError):  # it may answer before it has read a long body
            connection.endheaders(request.body if request.length else None)
        answer = connection.getresponse()
        body = answer.read()
        headers = [
            (k.lower(), v) for k, v in answer.getheaders() if k.lower() not in _HOP - {"content-length"}
        ]
    finally:
        connection.close()
        request.body.close()
    return Answer(answer.status, [h for h in headers if h[0] not in {"server", "date"}], body)
