"""Whose request it is: the peer's address, or what a proxy of ours says about it (`BALAI_PROKSI`)."""

import ipaddress
from collections.abc import Iterable

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def proxies_of(text: str) -> tuple[Network, ...]:
    """Addresses and networks of our own proxies, comma-separated. Raises ValueError."""
    return tuple(ipaddress.ip_network(part.strip(), strict=False) for part in text.split(",") if part.strip())


def client_of(peer: str, forwarded: Iterable[str], proxies: tuple[Network, ...]) -> str:
    """The client's address. `forwarded`: the X-Forwarded-For headers, believed only as far as our proxies wrote them.

    Read from the right: each of our proxies appended whom it saw; the first that is none of ours is the client.
    """
    seen = peer.strip("[]")
    chain = [part.strip() for header in forwarded for part in header.split(",")]
    while chain and _is_ours(seen, proxies):
        before = chain.pop()
        if _address(before) is None:
            break
        seen = before
    return seen


def _is_ours(text: str, proxies: tuple[Network, ...]) -> bool:
    address = _address(text)
    return address is not None and any(address in network for network in proxies)


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        found = ipaddress.ip_address(text)
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found
