"""Why an act did not happen. Each error knows its HTTP status and speaks plain Indonesian."""

from collections.abc import Sequence
from typing import Any

from balai.plain.findings import Finding


class GateError(Exception):
    """Base. `code` is stable, `message` is for people, `params` for translation and links."""

    status = 500

    def __init__(self, code: str, message: str, **params: Any) -> None:
        self.code = code
        self.message = message
        self.params = params
        super().__init__(message)


class NotAllowed(GateError):
    """Nobody with this mandate decides or records this."""

    status = 403


class Refused(GateError):
    """A date, a paper or a rule stands against it. `findings` are the rules' own words."""

    status = 422

    def __init__(self, code: str, message: str, findings: Sequence[Finding] = (), **params: Any) -> None:
        self.findings = tuple(findings)
        super().__init__(code, message, **params)


class Conflict(GateError):
    """Somebody was faster, or the same key came with another body."""

    status = 409


class Missing(GateError):
    """No such document in this village."""

    status = 404


class Busy(GateError):
    """Others hold the same rows. Send again with the same key."""

    status = 503


class GateBug(AssertionError):
    """The procedure and the act disagree. Ours to mend."""
