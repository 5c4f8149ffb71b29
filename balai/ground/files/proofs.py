"""A file that proves an act: its bytes are kept first, its row is written by the act that names it."""

import hashlib
from dataclasses import dataclass

from balai.ground.files import store
from balai.ground.files.pictures import Picture


@dataclass(frozen=True, slots=True)
class Proof:
    """What the row will say. The name that the file came with is not kept: it may say anything of anybody."""

    sha256: str
    size: int
    media_type: str
    name: str


def keep(code: str, made: Picture) -> Proof:
    """Keep the bytes of a picture that was set anew, for a village."""
    digest = hashlib.sha256(made.data).hexdigest()
    store.keep(code, made.data)
    suffix = {"application/pdf": "pdf", "image/png": "png"}.get(made.media_type, "jpg")
    return Proof(digest, len(made.data), made.media_type, f"lembar-{digest[:12]}.{suffix}")
