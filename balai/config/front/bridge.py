"""From granian's RSGI request to Django's WSGI application and back, on a thread of a bounded pool."""

import io
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, BinaryIO

Headers = list[tuple[str, str]]
LIMIT = 128 * 1024 * 1024  # one upload: 500 prints or one zip
TOO_LARGE = "balai.too_large"


@dataclass(frozen=True, slots=True)
class Answer:
    """What Django said."""

    status: int
    headers: Headers  # lower-case names
    body: bytes

    def header(self, name: str) -> str:
        """The first header called `name` (lower case), or ""."""
        return next((v for k, v in self.headers if k == name), "")


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


def environ(scope: Any, body: BinaryIO, length: int, too_large: bool) -> dict[str, Any]:
    """The WSGI environment of an RSGI request (PEP 3333)."""
    host, _, port = scope.server.rpartition(":")
    made: dict[str, Any] = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_NAME": host,
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": scope.client.rpartition(":")[0],
        "CONTENT_LENGTH": str(length),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": body,
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        TOO_LARGE: too_large,
    }
    for name, value in scope.headers.items():
        key = name.upper().replace("-", "_")
        if key in {"CONTENT_LENGTH", "PROXY"} or "_" in name:  # forged twins: X_Forwarded_Proto, Proxy
            continue
        made[key if key == "CONTENT_TYPE" else f"HTTP_{key}"] = value
    if scope.authority and "HTTP_HOST" not in made:
        made["HTTP_HOST"] = scope.authority
    return made


def ask(application: Callable[..., Iterable[bytes]], request: dict[str, Any]) -> Answer:
    """Run Django on this thread. Raises what the application raises before it has answered."""
    told: dict[str, Any] = {}

    def start_response(status: str, headers: Headers, exc_info: Any = None) -> Callable[[bytes], None]:
        told["status"], told["headers"] = int(status[:3]), headers
        return told.setdefault("written", []).append  # type: ignore[no-any-return]

    result = application(request, start_response)
    try:
        body = b"".join([*told.get("written", []), *result])
    finally:
        if close := getattr(result, "close", None):
            close()
        request["wsgi.input"].close()
    return Answer(told["status"], [(k.lower(), v) for k, v in told["headers"]], body)
