"""The front over a real socket. What is right is said by RFC 9110, not by our code."""

import gzip
import http.client
import resource
import signal
import socket
import threading
import time
from pathlib import Path

import pytest

from tests.front.conftest import PAGE, TEXT, Served, served

CROWD = 600  # more than granian's 512 of before
HALF = (b"GET / HTTP/1.1\r\nHost: localhost\r\nX-", b"PRI * HT", b"")  # half a head, half of HTTP/2, nothing


def ask(front: Served, method: str, path: str, **headers: str) -> tuple[int, http.client.HTTPMessage, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", front.port, timeout=20)
    try:
        connection.request(method, path, headers={k.replace("_", "-"): v for k, v in headers.items()})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


def crowd(front: Served) -> list[socket.socket]:
    """Connections that have sent half a request and wait."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, 4096)), hard))
    made = []
    for number in range(CROWD):
        one = socket.create_connection(("127.0.0.1", front.port), timeout=20)
        one.sendall(HALF[number % len(HALF)])
        made.append(one)
    return made


def test_a_crowd_that_sends_half_a_request_keeps_nobody_out(front: Served) -> None:
    assert ask(front, "GET", PAGE)[0] == 200
    waiting = crowd(front)
    try:
        start = time.monotonic()
        assert ask(front, "GET", PAGE)[2] == TEXT
        assert time.monotonic() - start < 1
        for one in waiting:  # and each is sent away
            one.settimeout(10)
            while one.recv(1000):
                pass
    finally:
        for one in waiting:
            one.close()
    assert ask(front, "GET", PAGE)[2] == TEXT


def test_whoever_is_waited_for_by_us_is_not_sent_away(front: Served) -> None:
    """The clock of heads does not run while Django works, nor while a body comes."""
    assert ask(front, "GET", "/lambat/")[2] == TEXT
    with socket.create_connection(("127.0.0.1", front.port), timeout=20) as one:
        one.sendall(b"POST /x/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n\r\nab")
        time.sleep(2.5)
        one.sendall(b"cd")
        assert one.recv(1000).startswith(b"HTTP/1.1 200")


def test_a_refusal_before_the_body_is_read_comes_through(front: Served) -> None:
    """A form without its token, with a large file: the visitor reads why, not that Balai is just starting."""
    connection = http.client.HTTPConnection("127.0.0.1", front.port, timeout=20)
    try:
        connection.request("POST", "/tolak/", body=b"x" * 20_000_000)
        assert connection.getresponse().status == 403
    finally:
        connection.close()


def test_a_stop_lets_a_running_request_end(tmp_path: Path) -> None:
    got: list[bytes] = []
    with served(tmp_path) as one:
        asking = threading.Thread(target=lambda: got.append(ask(one, "GET", "/lambat/")[2]))
        asking.start()
        time.sleep(0.5)
        one.process.send_signal(signal.SIGTERM)
        asking.join(20)
        assert got == [TEXT]
        assert one.process.wait(20) == 0


@pytest.mark.parametrize("path", [PAGE, "/kantor/"])
def test_gzip_only_for_those_who_take_it_and_everybody_is_told(front: Served, path: str) -> None:
    """RFC 9110 section 12.5.3: a weight of 0 means not acceptable; 12.5.5: Vary on both answers."""
    _status, packed, body = ask(front, "GET", path, Accept_Encoding="br;q=1.0, gzip;q=0.8")
    assert (packed["Content-Encoding"], gzip.decompress(body)) == ("gzip", TEXT)
    _status, plain, body = ask(front, "GET", path, Accept_Encoding="gzip;q=0, deflate")
    assert (plain["Content-Encoding"], body) == (None, TEXT)
    for headers in (packed, plain):
        assert "accept-encoding" in headers["Vary"].lower()


@pytest.mark.parametrize("path", [PAGE, "/kantor/"])
@pytest.mark.parametrize("accepted", ["gzip", "identity"])
def test_head_is_get_without_its_body(front: Served, path: str, accepted: str) -> None:
    """RFC 9110 section 9.3.2: the same header fields; 8.6: a Content-Length only if it is that of GET."""
    status, head, nothing = ask(front, "HEAD", path, Accept_Encoding=accepted)
    _status, get, body = ask(front, "GET", path, Accept_Encoding=accepted)
    assert (status, nothing) == (200, b"")
    assert head["Content-Length"] == str(len(body))
    del head["Date"], get["Date"]
    assert sorted(head.items()) == sorted(get.items())


def test_not_modified_by_weak_comparison(front: Served) -> None:
    """RFC 9110 section 13.1.2: any tag of the list, compared weakly; `*` is any; 15.4.5: what 304 must repeat."""
    etag = ask(front, "GET", PAGE)[1]["ETag"]
    opaque = etag.removeprefix("W/")
    for known in (etag, opaque, f"W/{opaque}", f'"x,y", W/{opaque}', f'"x",{opaque},"y"', "*"):
        for method in ("GET", "HEAD"):
            status, headers, body = ask(front, method, PAGE, If_None_Match=known)
            assert (status, body) == (304, b""), known
            assert headers["ETag"] == etag
            assert headers["Vary"]
            assert headers["Cache-Control"] == "no-cache"
    for other in ('"x"', f'"{opaque}"', opaque.strip('"'), '"*"', ""):
        assert ask(front, "GET", PAGE, If_None_Match=other)[0] == 200, other


def test_one_tag_for_two_encodings_is_a_weak_one(front: Served) -> None:
    """RFC 9110 section 8.8.3.3: strong tags of the packed and the plain bytes would have to differ."""
    tags = {ask(front, "GET", PAGE, Accept_Encoding=a)[1]["ETag"] for a in ("gzip", "identity")}
    assert len(tags) == 2 or tags.pop().startswith("W/")
