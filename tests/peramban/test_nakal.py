"""What nobody types but somebody sends: it gets words, never a 500, and nothing happens twice."""

import io
import re
import time
import urllib.request
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.peramban.test_pagar import OURS, Visitor, print_ids

BERKAS = Path(__file__).resolve().parents[1] / "berkas"
LIST = f"/kantor/{OURS}/cetakan/"


def upload(visitor: Visitor, path: str, files: list[tuple[str, bytes]]) -> tuple[int, str, str]:
    """A form with files, as a browser sends it."""
    edge = "----balai"
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{visitor.token(path)}\r\n'.encode()
    ]
    for name, data in files:
        head = f'--{edge}\r\nContent-Disposition: form-data; name="berkas"; filename="{name}"\r\n\r\n'
        parts += [head.encode(), data, b"\r\n"]
    body = b"".join([*parts, f"--{edge}--\r\n".encode()])
    request = urllib.request.Request(
        visitor.base + path, data=body, headers={"Content-Type": f"multipart/form-data; boundary={edge}"}
    )
    try:
        with visitor.opener.open(request) as answer:
            return answer.status, answer.read().decode(), ""
    except urllib.error.HTTPError as error:
        told = error.code, error.read().decode(), error.headers.get("Location", "")
    while told[2] and "sedang dibaca" in visitor.ask(told[2])[1]:  # a busy machine reads longer
        time.sleep(0.5)
    return told


@pytest.mark.parametrize("path", ["/tentang/", "/masuk/", "/?q=x"])
def test_an_unknown_host_is_a_bad_request(demo: str, path: str) -> None:
    assert Visitor(demo).status(path, Host="evil.test") == 400


def test_addresses_and_names_that_are_none(demo: str) -> None:
    anybody = Visitor(demo)
    assert anybody.status("/masuk/?lanjut=//[") == 200
    form = {"csrfmiddlewaretoken": anybody.token("/masuk/"), "nama": "a\x00b", "sandi": "x", "lanjut": "//["}
    assert anybody.status("/masuk/", form) == 400
    assert anybody.status("/masuk/", form | {"nama": "tidak-ada"}) == 422
    assert anybody.status("/?q=%00") == 400


def test_numbers_and_reasons_that_are_none(demo: str) -> None:
    sekdes = Visitor(demo, "sekdes")
    number = print_ids(demo, "sekdes", OURS)[0]
    form = {"csrfmiddlewaretoken": sekdes.token(LIST), "rev": "9" * 5000, "alasan": "salah berkas"}
    assert sekdes.status(f"{LIST}{number}/tarik/", form) == 409
    assert sekdes.status(f"{LIST}{number}/tarik/", form | {"alasan": "a\x00b"}) == 400
    _s, _b, held = upload(sekdes, LIST, [("a.xlsx", (BERKAS / "penjabaran-siskeudes.xlsx").read_bytes())])
    assert (
        sekdes.status(held, {"csrfmiddlewaretoken": form["csrfmiddlewaretoken"], "tahun": "9" * 5000}) == 422
    )
    assert (
        sekdes.status(held, {"csrfmiddlewaretoken": form["csrfmiddlewaretoken"], "tindakan": "buang"}) == 302
    )


def test_one_file_sent_eight_times_at_once_is_one_print(demo: str) -> None:
    sekdes = Visitor(demo, "sekdes")
    before = print_ids(demo, "sekdes", OURS)
    _s, _b, held = upload(
        sekdes, LIST, [("delapan.xlsx", (BERKAS / "penjabaran-siskeudes.xlsx").read_bytes())]
    )
    form = {
        "csrfmiddlewaretoken": sekdes.token(LIST),
        "tindakan": "terima",
        "versi": "penjabaran-2",
    }
    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(lambda _n: sekdes.status(held, dict(form)), range(8)))
    assert set(told) <= {302, 410}, told
    assert len(print_ids(demo, "sekdes", OURS)) == len(before) + 1


def test_one_damaged_file_never_stops_the_rest(demo: str) -> None:
    with zipfile.ZipFile(BERKAS / "massal.zip") as real:
        good = real.read(next(n for n in real.namelist() if n.endswith(".xlsx")))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("baik.xlsx", good)
        book.writestr("rusak.csv", b"KODE;URAIAN;ANGGARAN;SUMBER\n" * 500)
    data = bytearray(out.getvalue())
    at = data.rindex(b"rusak.csv", 0, data.rindex(b"PK\x01\x02")) + len("rusak.csv")
    data[at : at + 12] = b"\xff" * 12
    dinas = Visitor(demo, "dinas")
    for files in (
        [("dua.zip", bytes(data))],
        [("村" * 180 + ".csv", b"bukan anggaran"), ("rusak.zip", b"PK\x03\x04" + b"x" * 99)],
    ):
        status, body, where = upload(dinas, "/kantor/33.99/massal/", files)
        assert status == 303, re.sub(r"<[^>]+>", " ", body)[:400]
        body = finished(dinas, where)
        assert "2 berkas: " in body
        assert "tidak terbaca" in body


def finished(visitor: Visitor, where: str) -> str:
    """The report of a batch, once the worker has done it."""
    for _ in range(300):
        status, body, _w = visitor.ask(where)
        assert status == 200, where
        if "laporan.csv" in body:
            return body
        time.sleep(0.2)
    raise AssertionError(f"not finished: {re.sub(r'<[^>]+>', ' ', body)[:400]}")
