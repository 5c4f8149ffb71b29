"""Every office address tried by strangers, by the next village and with the next village's ids: it is not there."""

import http.cookiejar
import re
import urllib.error
import urllib.parse
import urllib.request

import pytest

OURS, THEIRS = "33.99.99.2001", "33.99.01.2001"


class Visitor:
    """A browser without a picture: cookies, forms, no following of redirects."""

    def __init__(self, base: str, role: str = "") -> None:
        self.base = base
        stay = type(
            "Stay", (urllib.request.HTTPRedirectHandler,), {"redirect_request": lambda *_a, **_k: None}
        )
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()), stay
        )
        if role:
            assert self.status(f"/demo/masuk/{role}/", {}) == 302

    def status(self, path: str, form: dict[str, str] | None = None, **headers: str) -> int:
        return self.ask(path, form, **headers)[0]

    def ask(self, path: str, form: dict[str, str] | None = None, **headers: str) -> tuple[int, str, str]:
        data = urllib.parse.urlencode(form).encode() if form is not None else None
        request = urllib.request.Request(
            self.base + path, data=data, headers={k.replace("_", "-"): v for k, v in headers.items()}
        )
        try:
            with self.opener.open(request) as answer:
                return (
                    answer.status,
                    answer.read().decode(errors="replace"),
                    answer.headers.get("Location", ""),
                )
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode(errors="replace"), error.headers.get("Location", "")

    def token(self, path: str) -> str:
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.ask(path)[1])
        assert found
        return found.group(1)


def print_ids(base: str, role: str, code: str) -> list[str]:
    return re.findall(r'href="(\d+)/"', Visitor(base, role).ask(f"/kantor/{code}/cetakan/")[1])


PATHS = (
    "/kantor/{c}/",
    "/kantor/{c}/cetakan/",
    "/kantor/{c}/cetakan/{i}/",
    "/kantor/{c}/cetakan/titipan/abcdefghijklmnop/",
)


def test_strangers_are_sent_to_sign_in_and_learn_nothing(demo: str) -> None:
    number = print_ids(demo, "sekdes", OURS)[0]
    for path in PATHS:
        status, _body, where = Visitor(demo).ask(path.format(c=OURS, i=number))
        assert status == 302
        assert where.startswith("/masuk/")
    assert Visitor(demo).status("/kantor/99.99.99.2001/") == 302, "an unknown village looks the same"


@pytest.mark.parametrize("role", ["sebelah-sekdes"])
def test_the_next_village_finds_nothing(demo: str, role: str) -> None:
    number = print_ids(demo, "sekdes", OURS)[0]
    other = Visitor(demo, role)
    token = other.token(f"/kantor/{THEIRS}/cetakan/")
    for path in PATHS:
        assert other.status(path.format(c=OURS, i=number)) == 404, path
        assert other.status(path.format(c=OURS, i=number), {"csrfmiddlewaretoken": token}) == 404, path
    for step in ("terbitkan", "konfirmasi", "tarik", "hapus"):
        form = {"csrfmiddlewaretoken": token, "rev": "2", "alasan": "x"}
        assert other.status(f"/kantor/{OURS}/cetakan/{number}/{step}/", form) == 404, step
        assert other.status(f"/kantor/{THEIRS}/cetakan/{number}/{step}/", form) == 404, (
            f"own desk, their id: {step}"
        )
    assert other.status("/kantor/33.99/") == 404
    assert other.status("/kantor/33.99/massal/") == 404


def test_the_kabupaten_stays_in_its_kabupaten_and_out_of_drafts(demo: str) -> None:
    dinas = Visitor(demo, "dinas")
    assert dinas.status("/kantor/33.99/") == 200
    assert dinas.status(f"/kantor/{THEIRS}/cetakan/") == 200
    assert dinas.status("/kantor/33.04.08.2010/cetakan/") == 404
    assert dinas.status("/kantor/33.04/") == 404


def test_forms_need_their_token_and_methods(demo: str) -> None:
    sekdes = Visitor(demo, "sekdes")
    number = print_ids(demo, "sekdes", OURS)[0]
    status, body, _w = sekdes.ask(
        f"/kantor/{OURS}/cetakan/{number}/tarik/", {"alasan": "alasan yang panjang sekali"}
    )
    assert status == 403
    assert "alasan yang panjang sekali" in body, "what was typed is kept"
    assert sekdes.status(f"/kantor/{OURS}/cetakan/{number}/tarik/") == 405
    assert sekdes.status("/demo/masuk/sekdes/") == 405
    assert sekdes.status("/demo/masuk/camat/", {}) == 404, "a role arrives with its issue"


def test_nobody_is_led_away_and_the_front_believes_nobody(demo: str) -> None:
    visitor = Visitor(demo)
    token = visitor.token("/masuk/?lanjut=//jahat.example/")
    assert "jahat" not in visitor.ask("/masuk/?lanjut=https://jahat.example/")[1]
    status, _b, where = visitor.ask(
        "/masuk/",
        {"csrfmiddlewaretoken": token, "nama": "sekdes", "sandi": "salah", "lanjut": "//jahat.example"},
    )
    assert (status, where) == (422, "")
    page = f"/desa/{OURS}/anggaran/2025/"
    clean = visitor.ask(page)[1]
    for headers in (
        {"Host": "jahat.example"},
        {"X_Forwarded_Host": "jahat.example"},
        {"X_Balai_Klien": "9.9.9.9"},
        {"Balai_Terbit": f"{OURS} 0"},
    ):
        visitor.ask(page, **headers)
        visitor.ask(page + "?racun=1", **headers)
    assert visitor.ask(page)[1] == clean
    assert "jahat" not in clean


def test_published_answers_carry_no_cookie_and_an_etag(demo: str) -> None:
    url = f"{demo}/desa/{OURS}/anggaran/2025/"
    with urllib.request.urlopen(urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})) as answer:
        assert "Set-Cookie" not in answer.headers
        etag = answer.headers["ETag"]
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    with pytest.raises(urllib.error.HTTPError) as told:
        urllib.request.urlopen(
            urllib.request.Request(url, headers={"If-None-Match": etag, "Accept-Encoding": "gzip"})
        )
    assert told.value.code == 304


def test_wrong_passwords_end_in_a_pause(demo: str) -> None:
    visitor = Visitor(demo)
    token = visitor.token("/masuk/")
    statuses = [
        visitor.status("/masuk/", {"csrfmiddlewaretoken": token, "nama": "operator", "sandi": f"salah{n}"})
        for n in range(20)
    ]
    assert 429 in statuses
    assert set(statuses) <= {422, 429}
