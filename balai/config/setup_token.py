"""The key to `/mulai/` on an empty installation: printed at the start, good until somebody has a login."""

import hmac

from balai.config.home import data_home, secret


def is_empty() -> bool:
    """Whether nobody can sign in yet."""
    from balai.ground.people.models import Pengguna

    return not Pengguna.objects.exists()


def announce(base: str) -> None:
    """Print where the first person begins, if there is nobody yet."""
    print(f"Balai berjalan di {base}/", flush=True)
    if is_empty():
        print(f"Belum ada pengguna. Mulai di: {base}/mulai/?kunci={secret(data_home(), 'mulai')}", flush=True)


def is_key(text: str) -> bool:
    """Whether `text` is the key of this installation."""
    return hmac.compare_digest(text.encode(), secret(data_home(), "mulai").encode())
