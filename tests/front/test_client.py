"""Whose request it is: X-Forwarded-For counts only as far as a proxy of ours wrote it."""

import pytest

from balai.config.environment import EnvironmentProblem, proxies
from balai.config.front.client import client_of, proxies_of

OURS = "127.0.0.1, 10.0.0.0/24,::1"


@pytest.mark.parametrize(
    ("peer", "forwarded", "trusted", "client"),
    [
        ("203.0.113.7", ["9.9.9.9"], "", "203.0.113.7"),  # nobody is trusted
        ("127.0.0.1", ["9.9.9.9"], "", "127.0.0.1"),
        ("203.0.113.7", ["9.9.9.9"], OURS, "203.0.113.7"),  # it did not come through a proxy of ours
        ("127.0.0.1", ["203.0.113.7"], OURS, "203.0.113.7"),
        (
            "127.0.0.1",
            ["9.9.9.9, 203.0.113.7"],
            OURS,
            "203.0.113.7",
        ),  # what the client itself wrote stays unheard
        ("127.0.0.1", ["9.9.9.9", "203.0.113.7"], OURS, "203.0.113.7"),
        ("127.0.0.1", ["9.9.9.9, 203.0.113.7, 10.0.0.5"], OURS, "203.0.113.7"),  # two proxies
        ("[::1]", ["2001:db8::1"], OURS, "2001:db8::1"),
        ("::ffff:127.0.0.1", ["203.0.113.7"], OURS, "203.0.113.7"),
        ("127.0.0.1", ["salah"], OURS, "127.0.0.1"),
        ("127.0.0.1", [], OURS, "127.0.0.1"),
        ("127.0.0.1", ["10.0.0.1"], OURS, "10.0.0.1"),
    ],
)
def test_the_first_from_the_right_that_is_not_ours(
    peer: str, forwarded: list[str], trusted: str, client: str
) -> None:
    assert client_of(peer, forwarded, proxies_of(trusted)) == client


def test_a_proxy_that_is_no_address_is_named(monkeypatch) -> None:
    monkeypatch.setenv("BALAI_PROKSI", "nginx")
    with pytest.raises(EnvironmentProblem, match="BALAI_PROKSI"):
        proxies()
