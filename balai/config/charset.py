"""Before Django: a form in a charset that no browser sends would end in its parsers, outside of every error page."""

import re
from collections.abc import Callable, Iterable
from typing import Any

ODD_CHARSET = "balai.charset"  # for the middleware, which answers 400
_CHARSET = re.compile(r"charset\s*\*?\s*=\s*\"?([^\";,\s]*)", re.IGNORECASE)
_PLAIN = {"utf-8", "utf8"}

Wsgi = Callable[[dict[str, Any], Any], Iterable[bytes]]


def utf8_only(application: Wsgi) -> Wsgi:
    """`application`, shielded: an odd charset is taken off the request and noted."""

    def inner(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        said = environ.get("CONTENT_TYPE", "")
        names = [m.group(1).lower() for m in _CHARSET.finditer(said)]
        if "charset*" in said.lower().replace(" ", "") or not set(names) <= _PLAIN:
            environ = {**environ, "CONTENT_TYPE": "", ODD_CHARSET: "1"}
        return application(environ, start_response)

    return inner
