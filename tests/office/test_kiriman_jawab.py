"""Files of a batch that wait: answered, settled in the preview, or thrown away."""

import re

from balai.ground.cetakan import held, kiriman
from balai.ground.wilayah.acts import use
from balai.rooms.penganggaran.apbdes import reads
from tests.office.conftest import HOME, Dinas, code, folder_of, nameless, of, token_of, words


def at_home(dinas: Dinas) -> int:
    """How many waiting files the first page of the office tells of."""
    told = re.search(r"(\d+) berkas kiriman menunggu", words(dinas.browser.get("/kantor/33.99/")))
    return int(told.group(1)) if told else 0


def test_a_question_is_answered_with_a_village(dinas: Dinas) -> None:
    asked, other, before = nameless(), of(6), at_home(dinas)
    where = dinas.sent({f"{code(7)} apbdes.csv": asked, "lain.csv": other, "sama.csv": asked})
    assert dinas.outcomes(where) == ["pertanyaan", "terbit", "digantikan"], (
        "the same bytes are asked about once"
    )
    page = dinas.browser.get(where)
    assert "1 berkas menunggu jawaban Anda" in words(page)
    listed = dinas.browser.get(HOME).content.decode()
    assert re.search(rf"{token_of(where)}/.*\n?.*1 menunggu jawaban", listed)
    assert at_home(dinas) == before + 1
    offered = re.findall(r'<option value="([0-9.]+)"', dinas.browser.get(f"{where}0/").content.decode())
    assert offered[0] == code(7), "what the name of the file says is offered first"
    assert set(offered) >= {code(n) for n in range(1, 12)} | {f"33.99.02.{2000 + n}" for n in range(1, 12)}
    assert all(c.startswith("33.99.") for c in offered)
    for desa, tahun, sentence in (
        ("", "2025", "Pilih desanya"),
        ("33.04.08.2010", "2025", "Pilih desanya"),
        (code(7), "25", "empat angka"),
        (code(7), "2024", "Judul berkas menyebut tahun anggaran 2025"),
    ):
        refused = dinas.answer(where, 0, desa=desa, tahun=tahun)
        assert refused.status_code == 422
        assert sentence in words(refused)
    assert f'value="{code(7)}" selected' in refused.content.decode(), "what was chosen is kept"
    assert dinas.answer(where, 0, desa=code(7))["Location"] == where
    assert dinas.states(code(7), asked) == ["diterbitkan"]
    assert dinas.browser.get(f"{where}0/")["Location"] == where, "answered once"
    assert dinas.answer(where, 0, desa=code(8))["Location"] == where
    assert dinas.states(code(8), asked) == []
    row = reads.office_list(use(code(7)).pk)[0]
    assert f"/kantor/{code(7)}/cetakan/{row.id}/" in dinas.browser.get(where).content.decode()


def test_a_year_is_asked_and_another_year_can_be_published_too(dinas: Dinas) -> None:
    yearless, other = (
        of(1, ("TAHUN ANGGARAN 2025", "")),
        of(2, ("TAHUN ANGGARAN 2025", "TAHUN ANGGARAN 2024")),
    )
    third = of(3)
    where = dinas.sent({"a.csv": yearless, "b.csv": other, "c.csv": third, "d.csv": third})
    assert dinas.outcomes(where) == ["pertanyaan", "tahun_lain", "terbit", "digantikan"]
    assert "tahun 2024, sedangkan kiriman ini tahun 2025" in dinas.rows(where)[1]["keterangan"]
    assert "Kirim sendiri" not in words(dinas.browser.get(where)), "it is answered here"
    for n, data, year in ((0, yearless, "2025"), (1, other, "2024")):
        dinas.answer(where, n, desa=code(n + 1), tahun=year)
        assert dinas.states(code(n + 1), data) == ["diterbitkan"]
        assert dinas.rows(where)[n]["tahun"] == year
    again = dinas.sent({"a.csv": yearless, "b.csv": other, "c.csv": third})
    assert dinas.outcomes(again) == ["sudah_ada"] * 3, "what was answered is not asked again"


def test_other_questions_are_settled_in_the_village_s_preview(dinas: Dinas) -> None:
    odd = of(4, ("PENDAPATAN;;;1.168.626.000,00", "PENDAPATAN;;;1.168.626.001,00"))
    where = dinas.sent({"a.csv": odd})
    over = dinas.answer(where, 0, desa=code(4))["Location"]
    assert over.startswith(f"/kantor/{code(4)}/cetakan/titipan/")
    assert dinas.states(code(4), odd) == [], "a question is not passed over"
    assert dinas.answer(where, 0, "lihat", desa=code(4))["Location"] == over, "held once"
    assert "1.168.626.001" in words(dinas.browser.get(over))
    assert dinas.outcomes(where) == ["pertanyaan"], "it waits until it is received"
    held.drop(token_of(over))
    over = dinas.answer(where, 0, "lihat", desa=code(4))["Location"]
    asked = re.findall(r'name="jawab" value="([0-9a-f]{12})"', dinas.browser.get(over).content.decode())
    assert len(asked) == 1
    dinas.browser.post(over, {"tindakan": "terbit", "jawab": asked})
    assert dinas.states(code(4), odd) == ["diterbitkan"]
    assert dinas.outcomes(where) == ["terbit"]
    assert "Selesai: 1 cetakan terbit" in words(dinas.browser.get(where))


def test_a_file_that_somebody_must_mend_is_told_and_not_kept(dinas: Dinas) -> None:
    where = dinas.sent({"a.csv": of(9, ("TAHUN ANGGARAN 2025", "TAHUN ANGGARAN 2025 (dalam ribuan rupiah)"))})
    assert dinas.outcomes(where) == ["kirim_lagi"]
    assert "Perlu diperbaiki, lalu dikirim ulang (1)" in words(dinas.browser.get(where))
    assert dinas.browser.get(f"{where}0/")["Location"] == where, "there is nothing to answer"
    assert list((folder_of(where) / "isi").glob("*")) == []


def test_thrown_away_is_gone(dinas: Dinas) -> None:
    where = dinas.sent({"a.csv": (data := nameless())})
    files = [p for p in folder_of(where).rglob("*") if p.is_file()]
    assert any(data == p.read_bytes() for p in files)
    dinas.answer(where, 0, "buang")
    assert dinas.outcomes(where) == ["dibuang"]
    left = [p.read_bytes() for p in folder_of(where).rglob("*") if p.is_file()]
    assert not any(b"Pengelolaan Tanah Kas" in x for x in left)


def test_an_older_print_never_replaces_a_newer_one_that_stands(dinas: Dinas) -> None:
    newer, older = of(8), of(8, printed="06/11/2025")
    assert dinas.outcomes(dinas.sent({"baru.csv": newer})) == ["terbit"]
    where = dinas.sent({"lama.csv": older})
    assert dinas.outcomes(where) == ["digantikan"]
    assert "dicetak lebih baru (7 November 2025)" in words(dinas.browser.get(where))
    assert (dinas.states(code(8), newer), dinas.states(code(8), older)) == (["diterbitkan"], [])
    village = dinas.sign_in("sekdes-8", use(code(8)), "sekdes")
    row = next(r for r in reads.office_list(use(code(8)).pk) if r.state == "diterbitkan")
    told = village.post(
        f"/kantor/{code(8)}/cetakan/{row.id}/tarik/", {"rev": row.rev, "alasan": "berkas desa lain"}
    )
    assert told.status_code == 302
    where = dinas.sent({"baru.csv": newer})
    assert dinas.outcomes(where) == ["sudah_ada"], "what a village withdrew does not come back in bulk"
    assert "berkas desa lain" in words(dinas.browser.get(where))
    assert dinas.states(code(8), newer) == ["ditarik"]


def test_a_file_that_another_window_answers_is_not_answered_twice(dinas: Dinas) -> None:
    """Ten answers at once with ten villages had published one file in four of them."""
    asked = nameless()
    where = dinas.sent({"entah.csv": asked})
    one = kiriman.find(token_of(where))
    assert one is not None
    with one.claim(0) as ours:
        assert ours
        assert dinas.answer(where, 0, desa=code(9)).status_code in {302, 303}
        assert dinas.states(code(9), asked) == []
    dinas.answer(where, 0, desa=code(9))
    dinas.answer(where, 0, desa=code(10))
    assert (dinas.states(code(9), asked), dinas.states(code(10), asked)) == (["diterbitkan"], [])
