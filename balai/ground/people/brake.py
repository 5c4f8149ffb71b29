"""The brake on guessing passwords: counted in the database, where every process sees it, before a password is looked at.

Eight tries in five minutes for one name from one address, sixty for one address whatever the names. A device that has
signed in before as that name is counted for itself: a stranger who keeps trying a name, even from behind the same
address, keeps its owner out on no device that the owner has used. A pause never grows by more tries. Rows are
digests, swept as their five minutes end; an address that is over its own count writes no more of them.
"""

import hashlib
import hmac
import ipaddress
import secrets
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.db import connection
from django.db.backends.utils import CursorWrapper

TRIES, TRIES_OF_ADDRESS = 8, 60
WINDOW = "5 minutes"
_SALT = "perangkat"

_COUNT = f"""
INSERT INTO people_percobaan AS p (bucket, count, since) VALUES (%s, 1, clock_timestamp())
ON CONFLICT (bucket) DO UPDATE SET
  count = CASE WHEN p.since < clock_timestamp() - interval '{WINDOW}' THEN 1 ELSE least(p.count + 1, 10000) END,
  since = CASE WHEN p.since < clock_timestamp() - interval '{WINDOW}' THEN clock_timestamp() ELSE p.since END
RETURNING count
"""  # noqa: S608 - our own constant
_SWEEP = f"""
DELETE FROM people_percobaan WHERE id IN (SELECT id FROM people_percobaan
  WHERE since < clock_timestamp() - interval '{WINDOW}' LIMIT 1000 FOR UPDATE SKIP LOCKED)
"""  # noqa: S608 - our own constant
_GIVE_BACK = "UPDATE people_percobaan SET count = greatest(count - 1, 0) WHERE bucket = %s"
_FORGET = "DELETE FROM people_percobaan WHERE bucket = %s"


@dataclass(frozen=True, slots=True)
class Attempt:
    """Somebody at the door: the name tried, the client's address, and the device's mark if it bears one of that name."""

    name: str
    address: str
    device: str = ""


def attempt(name: str, address: str, mark: str = "") -> Attempt:
    """From what the form and the request say. `mark`: what `mark_of` gave that device, if anything."""
    try:
        owner, device = signing.loads(mark, salt=_SALT) if mark else ("", "")
    except (signing.BadSignature, ValueError, TypeError):
        owner, device = "", ""
    return Attempt(name, network_of(address), device if owner == name else "")


def mark_of(one: Attempt) -> str:
    """The mark by which a device is known again after signing in."""
    return signing.dumps([one.name, one.device or secrets.token_urlsafe(12)], salt=_SALT)


def allowed(one: Attempt) -> bool:
    """Count one try. False: too many, the password must not be looked at. At most three statements."""
    with connection.cursor() as cursor:
        cursor.execute(_SWEEP)
        if not one.device and _counted(cursor, _of_address(one)) > TRIES_OF_ADDRESS:
            return False
        return _counted(cursor, _of_name(one)) <= TRIES


def succeeded(one: Attempt) -> None:
    """The password was right: this try and the ones before it count no more."""
    with connection.cursor() as cursor:
        cursor.execute(_FORGET, [_of_name(one)])
        if not one.device:
            cursor.execute(_GIVE_BACK, [_of_address(one)])


def network_of(address: str) -> str:
    """The address; of an IPv6 one the /64, which is one household's or one office's."""
    try:
        ip = ipaddress.ip_address(address.strip("[]"))
    except ValueError:
        return "?"
    if isinstance(ip, ipaddress.IPv6Address):
        return str(ip.ipv4_mapped or ipaddress.ip_network(f"{ip}/64", strict=False))
    return str(ip)


def _counted(cursor: CursorWrapper, bucket: str) -> int:
    cursor.execute(_COUNT, [bucket])
    return int(cursor.fetchone()[0])


def _of_name(one: Attempt) -> str:
    return _bucket("device", one.name, one.device) if one.device else _bucket("name", one.name, one.address)


def _of_address(one: Attempt) -> str:
    return _bucket("address", one.address)


def _bucket(*parts: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), "\n".join(parts).encode(), hashlib.sha256).hexdigest()
