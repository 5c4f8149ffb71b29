"""Requests as bytes, as no browser writes them: each gets an answer of its own kind, never one that blames Balai."""

import socket
import time
from contextlib import suppress
from urllib.parse import urlsplit

import pytest

END = b"Host: 127.0.0.1\r\nConnection: close\r\n\r\n"
FORM = b"Content-Type: application/x-www-form-urlencoded\r\n"
STYLE = b"/static/kit/balai.svg"


def raw(base: str, data: bytes, *, stop: bool = False) -> tuple[int, bytes]:
    """Status and everything that came. `stop`: hang up our side after sending."""
    where = urlsplit(base)
    with socket.create_connection((where.hostname or "", where.port or 0), timeout=20) as s:
        got = b""
        try:
            with suppress(BrokenPipeError):  # it may answer and hang up before all is sent
                s.sendall(data)
            if stop:
                s.shutdown(socket.SHUT_WR)
            while piece := s.recv(65536):
                got += piece
        except ConnectionError:
            pass
    return (int(got.split(b" ", 2)[1]) if got else 0), got


def get(target: bytes, *headers: bytes, method: bytes = b"GET") -> bytes:
    return method + b" " + target + b" HTTP/1.1\r\n" + b"".join(h + b"\r\n" for h in headers) + END


@pytest.mark.parametrize("query", ["é", "desa contoh é".replace(" ", "+"), "村"])
def test_a_search_typed_without_quoting_is_a_search(demo: str, query: str) -> None:
    status, got = raw(demo, get(f"/desa/33.99.99.2001/anggaran/2025/cari/?q={query}".encode()))
    assert status == 200
    assert f'value="{query.replace("+", " ")}"'.encode() in got


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (get(b"/?q=\xe9"), 400),  # no UTF-8
        (get(b"/d\xc3\xa9sa/"), 404),
        (get(b"/d\xe9sa/"), 400),
        (get(b"/d%e9sa/"), 404),
        (get(b"/d%00sa/"), 404),
        (get(b"/tentang/%3Fq=1"), 404),  # a quoted question mark is part of the path
        (get(b"/a%0d%0aX:%20y"), 404),
        (get(b"/../../etc/passwd"), 404),
        (get(b"//evil.example/"), 404),
        (get(b"http://127.0.0.1/tentang/"), 200),
        (get(b"/tentang/", method=b"OPTIONS"), 405),
        (get(b"/tentang/", method=b"TRACE"), 405),
        (get(b"*", method=b"OPTIONS"), 404),
        (get(b"/?q=" + b"a" * 70_000), 414),
        (get(b"/?q=a", b"X-A: " + b"a" * 2_000_000), 431),
        (get(b"/?q=a", *(b"X-%d: a" % n for n in range(200))), 431),
        (get(b"/?q=a", b"X-A: \xc3\xa9", b"User-Agent: \xe6\x9d\x91", b"Accept-Language: \xff;q=zz,,"), 200),
        (get(b"/masuk/", b"Cookie: =;;;sessionid=\xff;a"), 200),
        (get(STYLE, b"Range: bytes=0-10"), 206),
        (get(STYLE, b"Range: bytes=zz"), 200),
        (get(STYLE, b"Range: bytes=999999-"), 416),
        (get(STYLE, b"If-Modified-Since: kemarin"), 200),
        (get(b"/?q=a", b"Expect: 100-continue"), 200),
        (b"GET /tentang/ HTTP/1.1\r\nConnection: close\r\n\r\n", 400),  # no host
        (b"GET /tentang/ HTTP/3.7\r\n" + END, 400),
        (b"\x00\x01\r\n\r\n", 400),
        (b"POST /masuk/ HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n" + END + b"abcdef", 400),
        (b"POST /masuk/ HTTP/1.1\r\nContent-Length: -5\r\n" + END, 400),
        (b"POST /masuk/ HTTP/1.1\r\nTransfer-Encoding: gzip\r\n" + END + b"abc", 400),
        (b"POST /masuk/ HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" + FORM + END + b"3\r\na=b\r\n0\r\n\r\n", 403),
        (b"POST /masuk/ HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" + FORM + END + b"zz\r\nabc\r\n0\r\n\r\n", 403),
        (b"POST /masuk/ HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=\xff\r\nContent-Length: 3\r\n" + END + b"abc", 403),
        (b"POST /masuk/ HTTP/1.1\r\nContent-Length: 6000\r\n" + FORM + END + b"a=&" * 2000, 400),
    ],
    ids=lambda v: str(v)[2:50] if isinstance(v, bytes) else "",
)  # fmt: skip
def test_each_gets_its_own_answer(demo: str, data: bytes, status: int) -> None:
    assert raw(demo, data)[0] == status


def test_head_has_no_body(demo: str) -> None:
    for target in (b"/tentang/", b"/?q=a", STYLE):
        status, got = raw(demo, get(target, method=b"HEAD"))
        assert (status, got.partition(b"\r\n\r\n")[2]) == (200, b"")


def test_a_body_that_stops_early_is_not_passed_on(demo: str) -> None:
    status, got = raw(
        demo, b"POST /masuk/ HTTP/1.1\r\nContent-Length: 50\r\n" + FORM + END + b"nama=", stop=True
    )
    assert status in {0, 400}
    assert b"csrf" not in got.lower(), "Django was not asked"


def test_slow_bodies_keep_nobody_out(demo: str) -> None:
    """More senders than may wait for Django, none of whom ever finishes."""
    where = urlsplit(demo)
    slow = []
    try:
        for _ in range(150):
            s = socket.create_connection((where.hostname or "", where.port or 0), timeout=20)
            s.sendall(b"POST /masuk/ HTTP/1.1\r\nContent-Length: 50\r\n" + FORM + END + b"nama=")
            slow.append(s)
        time.sleep(0.5)
        assert raw(demo, get(b"/?q=a"))[0] == 200
    finally:
        for s in slow:
            s.close()


@pytest.mark.parametrize(
    "odd",
    [
        b"Content-Type: application/x-www-form-urlencoded; charset*=foo''%41",
        b"Content-Type: multipart/form-data; boundary=x; charset=idna",
        b"Content-Type: application/x-www-form-urlencoded; charset=utf-7",
    ],
)
def test_a_form_in_an_odd_charset_is_a_bad_request(demo: str, odd: bytes) -> None:
    assert raw(demo, get(b"/masuk/", odd, b"Content-Length: 0", method=b"POST"))[0] == 400


@pytest.mark.parametrize("path", [b"/masuk/", b"/kantor/33.99.99.2001/"])
def test_a_session_that_is_no_session_is_none(demo: str, path: bytes) -> None:
    cookie = b'Cookie: sessionid="abcdefgh\\000ijk"'
    assert raw(demo, get(path, cookie))[0] in {200, 302}
