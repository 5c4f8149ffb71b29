"""The key to `/mulai/` on an empty installation: printed at the start, good until somebody has a login."""

import hashlib
import hmac

from django.conf import settings

from balai.ground.people.models import Pengguna


def key() -> str:
    """The key of this installation, from its secret."""
    return hmac.new(settings.SECRET_KEY.encode(), b"mulai", hashlib.sha256).hexdigest()[:32]


def is_key(text: str) -> bool:
    """Whether `text` is the key."""
    return hmac.compare_digest(text.encode(), key().encode())


def nobody_yet() -> bool:
    """Whether nobody can sign in."""
    return not Pengguna.objects.exists()
