"""What a client says that it can read and already has (RFC 9110, sections 8.8.3, 12.5.3, 12.5.5 and 13.1.2)."""

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

NO = Decimal(0)
Headers = list[tuple[str, str]]
_TAG = re.compile(r'(?:W/)?("[^"\x00-\x20\x7f]*")')
_WEIGHT = re.compile(r"0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?")


@lru_cache(512)
def takes_gzip(accepted: str | None) -> bool:
    """Whether an Accept-Encoding header welcomes gzip at least as much as plain bytes. None: no such header."""
    weights: dict[str, Decimal] = {}
    for part in (accepted or "").lower().split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        weights["gzip" if name == "x-gzip" else name] = _weight(parameters)
    gzip = weights.get("gzip", weights.get("*", NO))
    return gzip > NO and gzip >= weights.get("identity", NO)


def _weight(parameters: list[str]) -> Decimal:
    """`q=0.5`; 1 if not said, 0 if it cannot be read: plain bytes are always understood."""
    for parameter in parameters:
        name, _is, value = parameter.partition("=")
        if name.strip() == "q":
            value = value.strip()
            return Decimal(value) if _WEIGHT.fullmatch(value) else NO
    return Decimal(1)


def unchanged(known: Iterable[str], etag: str) -> bool:
    """Whether If-None-Match headers name this entity tag, by weak comparison; `*` names any."""
    said = ",".join(known)
    return said.strip() == "*" or etag.removeprefix("W/") in _TAG.findall(said)


def varies_by_encoding(headers: Headers) -> Headers:
    """The same headers, with Accept-Encoding among what the answer depends on."""
    said = [name.strip() for key, value in headers if key == "vary" for name in value.split(",")]
    if "*" not in said and "accept-encoding" not in (name.lower() for name in said):
        said.append("Accept-Encoding")
    return [*((k, v) for k, v in headers if k != "vary"), ("vary", ", ".join(said))]
