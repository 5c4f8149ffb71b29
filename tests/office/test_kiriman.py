"""A kabupaten's batch from the form to the report: nothing lost, nothing twice, nobody else's business."""

import io
import json
import os
import re
import stat
import time
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from balai.adapters.sheets import kiriman as bulk
from balai.adapters.sheets import kiriman_publish as bulk_publish
from balai.config import worker as machine
from balai.ground.cetakan import kiriman
from balai.ground.outbox import acts as outbox
from balai.ground.outbox.models import Pekerjaan
from balai.ground.published.reads import latest
from balai.ground.wilayah.acts import use
from balai.ground.wilayah.models import Wilayah
from balai.plain import clock
from tests.office.conftest import BERKAS, HOME, Dinas, code, folder_of, nameless, of, token_of, words

CONTROL = json.loads((BERKAS / "massal.kontrol.json").read_text())


def test_files_in_rows_out_and_what_is_published_is_the_control(dinas: Dinas) -> None:
    where = dinas.send({"massal.zip": (BERKAS / "massal.zip").read_bytes()})
    asked = dinas.browser.get(where)
    assert asked["Refresh"] == "3"
    assert "24 berkas menunggu dibaca" in words(asked)
    assert dinas.browser.get(f"{where}laporan.csv").status_code == 404, "no report before its time"
    assert Pekerjaan.objects.get(kind="massal").payload == {"kiriman": token_of(where)}
    bulk.work(token_of(where))
    rows = dinas.rows(where)
    assert [r["berkas"] for r in rows] == [r["berkas"] for r in CONTROL["per_berkas"]]
    assert [r["hasil"].replace("terbit", "diterima") for r in rows] == [
        r["hasil"] for r in CONTROL["per_berkas"]
    ]
    wanted = {r["kode_desa"] for r in CONTROL["per_berkas"] if r["hasil"] == "diterima"}
    facts = {Wilayah.objects.get(pk=v).code: f for v, f in latest("apbdes.belanja").items()}
    assert set(facts) == wanted
    assert sum(f.amount for f in facts.values()) == CONTROL["jumlah_2025"]["belanja"]
    page = dinas.browser.get(where)
    assert "Refresh" not in page
    assert "24 berkas: 1 tahun lain, 20 terbit, 1 digantikan, 1 bukan APB Desa, 1 tidak terbaca." in words(
        page
    )
    assert words(page) == words(dinas.browser.get(where)), "a finished batch stands still"
    papers = Pekerjaan.objects.filter(kind="kertas", state="menunggu")
    assert {j.wilayah.code for j in papers} == wanted, "papers follow"


def test_a_crash_in_the_middle_is_taken_up_and_nothing_happens_twice(
    dinas: Dinas, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {f"{n}.csv": of(n) for n in range(1, 7)}
    where = dinas.send(files)
    one = kiriman.find(token := token_of(where))
    assert one is not None

    def stand() -> list[str]:
        return [s for n in range(1, 7) for s in dinas.states(code(n), files[f"{n}.csv"])]

    def told_after(files_read: int, calls: list[int]) -> bool:
        calls.append(1)
        return len(calls) < files_read

    calls: list[int] = []
    with pytest.raises(SystemExit):
        bulk.work(token, going=lambda: told_after(3, calls))
    assert one.stage().name == "baca"
    assert stand() == []
    real = bulk_publish.acts.terbitkan_cetakan

    def dies(place, *args, **more):  # the fourth is received and not published
        if stand().count("diterbitkan") == 3:
            raise SystemExit
        return real(place, *args, **more)

    monkeypatch.setattr(bulk_publish.acts, "terbitkan_cetakan", dies)
    with pytest.raises(SystemExit):
        bulk.work(token)
    assert sorted(stand()) == ["diterbitkan"] * 3 + ["diterima"]
    assert (one.stage().name, one.stage().done, one.stage().total) == ("terbit", 3, 6)
    with pytest.raises(SystemExit):
        bulk.work(token)
    assert (one.stage().done, one.stage().total) == (3, 6), "taken up where it stopped"
    monkeypatch.setattr(bulk_publish.acts, "terbitkan_cetakan", real)
    monkeypatch.setattr(bulk, "read_massal", lambda *_a, **_k: pytest.fail("what is read is not read again"))
    bulk.work(token)
    bulk.work(token)
    assert stand() == ["diterbitkan"] * 6
    assert dinas.outcomes(where) == ["terbit"] * 6
    monkeypatch.undo()
    again = dinas.sent(files)
    assert again != where, "another form is another batch"
    assert dinas.outcomes(again) == ["sudah_ada"] * 6
    assert stand() == ["diterbitkan"] * 6


def test_one_bad_file_never_stops_the_rest(dinas: Dinas, monkeypatch: pytest.MonkeyPatch) -> None:
    real = bulk_publish.acts.terima_cetakan

    def failing(place, *args, **more):
        if place.code == code(5):
            raise ZeroDivisionError
        return real(place, *args, **more)

    monkeypatch.setattr(bulk_publish.acts, "terima_cetakan", failing)
    files = {"a.csv": of(5), "b.csv": b"halo", "c.xlsx": b"PK\x03\x04 potongan", "d.csv": of(6)}
    where = dinas.sent(files)
    assert dinas.outcomes(where) == ["ditolak", "bukan_apb", "rusak", "terbit"]
    monkeypatch.undo()
    assert dinas.answer(where, 0, desa=code(5)).status_code == 303, "the file waited and can be tried again"
    assert dinas.outcomes(where)[0] == "terbit"
    assert dinas.states(code(5), files["a.csv"]) == ["diterbitkan"]


def test_sixteen_digits_are_nowhere_once_read(dinas: Dinas) -> None:
    nik = "3304080101900001"
    data = nameless().replace(b"Pengelolaan Tanah Kas Desa", f"Pengelolaan Tanah {nik}".encode(), 1)
    where = dinas.sent({f"{nik}.csv": data, "=1+1.csv": of(6), "b.zip": b"PK\x03\x04" + nik.encode() * 9})
    kept = [p for p in folder_of(where).rglob("*") if p.is_file()]
    assert any(b"Pengelolaan Tanah [16 angka" in p.read_bytes() for p in kept)
    assert not [p for p in kept if nik in p.name or nik.encode() in p.read_bytes()]
    assert stat.S_IMODE(folder_of(where).parent.stat().st_mode) == 0o700
    report = dinas.browser.get(f"{where}laporan.csv").content.decode()
    assert nik not in report
    assert "\r\n'=1+1.csv," in report, "a file's name is no formula"
    n = next(i for i, r in enumerate(dinas.rows(where)) if r["hasil"] == "pertanyaan")
    dinas.answer(where, n, desa=code(7))
    assert dinas.states(code(7), data) == ["diterbitkan"], "its masked copy stands for it"


def test_nobody_else_finds_it(dinas: Dinas) -> None:
    where = dinas.sent({"a.csv": (data := nameless())})
    elsewhere = dinas.sign_in("dinas-lain", use("33.04"), "dinas_pmd")
    sekdes = dinas.sign_in("sekdes", use(code(5)), "sekdes")
    for other, place in ((elsewhere, "33.04"), (elsewhere, "33.99"), (sekdes, "33.99"), (sekdes, code(5))):
        here = f"/kantor/{place}/massal/{token_of(where)}/"
        for path in ("", "laporan.csv", "0/"):
            assert other.get(f"{here}{path}").status_code == 404, (place, path)
        assert other.post(here).status_code == 404
        assert (
            other.post(f"{here}0/", {"tindakan": "terbit", "desa": code(5), "tahun": "2025"}).status_code
            == 404
        )
        assert other.post(f"{here}0/", {"tindakan": "buang"}).status_code == 404
    assert token_of(where) not in elsewhere.get("/kantor/33.04/massal/").content.decode()
    assert dinas.states(code(5), data) == []
    assert dinas.outcomes(where) == ["pertanyaan"]
    for path in (f"/kantor/{code(5)}/massal/{token_of(where)}/", f"{HOME}{'0' * 32}/", f"{where}7/"):
        assert dinas.browser.get(path).status_code == 404, path


def test_a_mandate_that_ended_publishes_nothing_and_opens_nothing(dinas: Dinas) -> None:
    former = dinas.sign_in("dinas-lama", use("33.99"), "dinas_pmd", date(2024, 1, 1), date(2024, 12, 31))
    data = of(8)
    with clock.pinned(datetime(2024, 6, 3, 5, tzinfo=UTC)):
        where = former.post(HOME, {"berkas": [SimpleUploadedFile("a.csv", data)]})["Location"]
        assert former.get(where).status_code == 200
    bulk.work(token_of(where))
    assert dinas.states(code(8), data) == []
    one = kiriman.find(token_of(where))
    assert one is not None
    assert [r["hasil"] for r in one.rows() or []] == ["ditolak"]
    assert former.get(where).status_code == 404
    assert dinas.browser.get(where).status_code == 404, "nor is it the successor's"
    assert (
        former.post(f"{where}0/", {"tindakan": "terbit", "desa": code(8), "tahun": "2025"}).status_code == 404
    )


def test_one_form_sent_twice_is_one_batch(dinas: Dinas) -> None:
    key = re.search(r'name="kunci" value="([^"]+)"', dinas.browser.get(HOME).content.decode())
    assert key
    one, before = of(5), Pekerjaan.objects.count()
    first = dinas.send({"a.csv": one}, key.group(1))
    assert dinas.send({"a.csv": one}, key.group(1)) == first
    assert dinas.send({"a.csv": of(6)}, key.group(1)) != first, "other files are another batch"
    assert Pekerjaan.objects.count() == before + 2


def test_too_much_or_nothing_is_refused_in_one_sentence(
    dinas: Dinas, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "MOST_BYTES", 3 * 1024 * 1024)
    packed, nothing = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as book:
        for n in range(4):
            book.writestr(f"{n}.csv", bytes(1024 * 1024))
    zipfile.ZipFile(nothing, "w").close()
    before = Pekerjaan.objects.count(), sorted((Path(os.environ["BALAI_HOME"]) / "kiriman").iterdir())
    for files, sentence in (
        ([SimpleUploadedFile("b.zip", packed.getvalue())], "lebih dari 3 MB setelah dibuka"),
        ([SimpleUploadedFile("k.zip", nothing.getvalue())], "Tidak ada berkas cetakan"),
        ([SimpleUploadedFile(f"{n}.csv", b"x") for n in range(501)], "501 berkas; paling banyak 500"),
        ([], "Pilih satu ZIP"),
    ):
        answer = dinas.browser.post(HOME, {"berkas": files})
        assert answer.status_code == 422, sentence
        assert sentence in words(answer)
    after = Pekerjaan.objects.count(), sorted((Path(os.environ["BALAI_HOME"]) / "kiriman").iterdir())
    assert after == before, "nothing stays of what was refused"


def test_a_full_disk_is_told(dinas: Dinas, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(kiriman, "add", full)
    answer = dinas.browser.post(HOME, {"berkas": [SimpleUploadedFile("a.csv", b"x")]})
    assert answer.status_code == 503
    assert "belum diterima" in words(answer)


def test_files_of_one_name_are_kept_apart_and_junk_is_not_counted(dinas: Dinas) -> None:
    names = ("a.csv", "A.csv", "村" * 180 + ".csv", "../../etc/passwd", ".DS_Store")
    uploads = [SimpleUploadedFile("x", b"halo %d" % i) for i in range(len(names))]
    for upload, name in zip(uploads, names, strict=True):
        upload._name = name
    where = dinas.browser.post(HOME, {"berkas": uploads})["Location"]
    assert "4 berkas menunggu" in words(dinas.browser.get(where))
    bulk.work(token_of(where))
    assert {r["berkas"] for r in dinas.rows(where)} >= {"a.csv", "A (2).csv", "passwd"}
    assert dinas.outcomes(where) == ["bukan_apb"] * 4


def test_after_a_week_it_is_gone(dinas: Dinas) -> None:
    where = dinas.sent({"a.csv": nameless()})
    place, old = folder_of(where), time.time() - (kiriman.KEEP_DAYS * 24 + 1) * 3600
    os.utime(place / "tentang.json", (old, old))
    assert dinas.browser.get(where).status_code == 404
    assert dinas.answer(where, 0, desa=code(5)).status_code == 404
    dinas.send({"b.csv": of(6)})
    assert not place.exists()


def test_papers_do_not_wait_for_a_batch_and_giving_up_is_told(
    dinas: Dinas, monkeypatch: pytest.MonkeyPatch
) -> None:
    Pekerjaan.objects.update(state="selesai")
    dinas.sent({"a.csv": of(3), "b.csv": of(4)})
    outbox.put("kertas", use("33.99.02.2010"), {"tahun": 2025})
    outbox.put("kertas", use(code(4)), {"tahun": 2025})
    order = [outbox.claim("kertas") for _ in range(3)]
    assert [j.wilayah.code for j in order if j] == [code(4), "33.99.02.2010", code(3)], (
        "a batch's papers are last"
    )
    Pekerjaan.objects.update(state="selesai")
    where = dinas.send({"a.csv": of(5)})
    outbox.put("kertas", use("33.99.02.2010"), {"tahun": 2025})
    ended = iter([None, 1, 1, 1])

    class Process:
        def poll(self) -> int | None:
            return next(ended)

    monkeypatch.setattr("balai.config.batch.start", lambda _token: Process())
    running = machine.tend(None)
    assert running is not None
    assert machine.tend(running) is not None, "it runs"
    assert machine.work_once(), "papers are set beside it"
    assert not machine.work_once()
    for _ in range(3):
        assert running is not None
        assert machine.tend(running) is None
        assert machine.tend(None) is None, "it waits a while before it is taken up again"
        Pekerjaan.objects.filter(kind="massal").update(not_before="2020-01-01T00:00Z")
        running = machine.tend(None)
    assert running is None, "three times at most"
    page = dinas.browser.get(where)
    assert "Kiriman ini terhenti" in words(page)
    assert "Refresh" not in page
    assert dinas.browser.post(where).status_code == 303
    job = outbox.claim("massal")
    assert job is not None
    assert job.payload == {"kiriman": token_of(where)}, "asked for again"
    bulk.work(token_of(where))
    assert dinas.outcomes(where) == ["terbit"]
