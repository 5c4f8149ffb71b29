"""The one canonical form of an event (gate design, section 3). Made in Python only; SQL adds number and hash.

Allowed: whole numbers below 2⁵³, booleans, dates, UTC instants, money as text with two decimals, code-like words,
lists and objects with short lower-case keys. No float, no free text: a space is refused, a net against names.
"""

import hashlib
import json
import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

_WORD = re.compile(r"-?[A-Za-z0-9][A-Za-z0-9._:/+=-]{0,119}")
_KEY = re.compile(r"[a-z][a-z_]{0,31}")


class NotCanonical(TypeError):
    """A value that may not stand in the chain. A bug of ours, never a user's mistake."""


def text(event: dict[str, Any]) -> str:
    """The canonical text of an event. Raises NotCanonical."""
    return json.dumps(
        _value(event), sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False
    )


def _value(value: Any) -> Any:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        if abs(value) >= 2**53:
            raise NotCanonical(f"number too large: {value}")
        return value
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        if value and not _WORD.fullmatch(value):
            raise NotCanonical(f"not a code-like word: {value!r}")
        return value
    if isinstance(value, list | tuple):
        return [_value(v) for v in value]
    if isinstance(value, dict):
        for key in value:
            if not _KEY.fullmatch(key):
                raise NotCanonical(f"key {key!r}")
        return {k: _value(v) for k, v in value.items()}
    raise NotCanonical(f"{type(value).__name__} has no canonical form")


def moment(at: datetime) -> str:
    """An instant as the chain writes it."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def digest(data: dict[str, Any]) -> str:
    """SHA-256 in hex over the canonical text. Raises NotCanonical."""
    return hashlib.sha256(text(data).encode()).hexdigest()


def event_hash(village: str, seq: int, previous: str, canonical: str) -> str:
    """SHA-256 in hex over village code, number, previous hash and text."""
    return hashlib.sha256(f"balai-trace-1\n{village}\n{seq}\n{previous}\n{canonical}".encode()).hexdigest()


def words_digest(salt: bytes, words: str) -> str:
    """What stands in the chain for free text: the salt lies beside the row and is erased with it."""
    return hashlib.sha256(salt + words.encode()).hexdigest()
