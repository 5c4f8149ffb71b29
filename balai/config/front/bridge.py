"""From the front to Django, which runs in processes of its own: one HTTP request over loopback, on a waiting thread.

In one process Django's threads and the event loop would share Python's lock: measured, published pages fell to 1,000
requests a second beside 16 slow ones. The threads here only wait for a socket.
"""

import http.client
import io
import tempfile
from dataclasses import dataclass
from typing import Any, BinaryIO

Headers = list[tuple[str, str]]
LIMIT = 128 * 1024 * 1024  # one upload: 500 prints or one zip
CLIENT, TOO_LARGE = (
    "x-balai-klien",
    "x-balai-terlalu-besar",
)  # set by the front only, never passed on from outside
TIMEOUT_SECONDS = 300
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


async def read_body(proto: Any, declared: str) -> tuple[BinaryIO, int, bool]:
    """The request's body, its length and whether it was too large (then it is not kept)."""
    too_large = declared.isdigit() and int(declared) > LIMIT
    body: Any = tempfile.SpooledTemporaryFile(max_size=1 << 20)  # noqa: SIM115 - closed by `ask`
    length = 0
    async for chunk in proto:
        length += len(chunk)
        too_large = too_large or length > LIMIT
        if not too_large:
            body.write(chunk)
    body.seek(0)
    return (io.BytesIO(), 0, True) if too_large else (body, length, False)


def request_of(scope: Any, body: BinaryIO, length: int, *, too_large: bool) -> Request:
    """The request as Django gets it: hop-by-hop and forged headers gone, the client's address added."""
    target = scope.path + (f"?{scope.query_string}" if scope.query_string else "")
    headers = [
        (k, v)
        for k, v in scope.headers.items()
        if k not in _HOP and "_" not in k and not k.startswith("x-balai-") and k != "proxy"
    ]
    if scope.authority and not any(k == "host" for k, _v in headers):
        headers.append(("host", scope.authority))
    headers.append((CLIENT, scope.client.rpartition(":")[0]))
    if too_large:
        headers.append((TOO_LARGE, "1"))
    return Request(scope.method, quoted(target), headers, body, length)


def quoted(target: str) -> str:
    """A path that may stand on a request line: granian hands it over decoded."""
    from urllib.parse import quote

    path, mark, query = target.partition("?")
    return quote(path, safe="/:@!$&'()*+,;=-._~") + mark + query.replace(" ", "%20")


def ask(port: int, request: Request) -> Answer:
    """Ask Django and wait. Raises OSError or HTTPException if it does not answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT_SECONDS)
    try:
        connection.putrequest(request.method, request.target, skip_host=True, skip_accept_encoding=True)
        for name, value in request.headers:
            connection.putheader(name, value)
        if request.length or request.method not in {"GET", "HEAD"}:
            connection.putheader("content-length", str(request.length))
        connection.putheader("connection", "close")
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
