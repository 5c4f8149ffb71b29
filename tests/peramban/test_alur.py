"""What people do, in Chromium without JavaScript at 360 px: the first run, one print, one line, one download."""

import hashlib
import io
from pathlib import Path

import pytest

from tests.office.conftest import nameless, of

pytestmark = pytest.mark.peramban
BERKAS = Path(__file__).resolve().parents[1] / "berkas"


def phone(browser):
    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    return context.new_page()


def read(page) -> None:
    """Send the chosen file; a busy machine shows the page of a long read first, which reloads itself."""
    page.click("text=Baca berkas")
    page.wait_for_selector("h1:not(:text('sedang dibaca'))", timeout=60_000)


def test_first_run_drop_publish_find_download(browser, empty) -> None:
    base, first = empty
    page = phone(browser)
    page.goto(first)
    page.fill("#q", "Sered Madukara")
    page.click("text=Cari")
    page.click("text=Desa Sered")
    page.fill("#nama", "Orang Contoh")
    page.fill("#pengguna", "orang.contoh")
    page.fill("#sandi", "pendek")
    page.click("text=Lanjut")
    assert "paling sedikit 10 huruf" in page.content().lower()
    assert page.input_value("#nama") == "Orang Contoh", "what was typed is kept"
    page.fill("#sandi", "panjang-dan-lain-2026")
    page.click("text=Lanjut")
    page.set_input_files("#berkas", BERKAS / "penjabaran-siskeudes.pdf")
    read(page)
    assert "Belum ada yang disimpan" in page.content()
    assert page.locator("button[value=terbit]").count() == 0, "another village's title is a question first"
    page.check("input[name=desa_benar]")
    page.click("text=Simpan jawaban")
    page.click("button[value=terbit]")
    assert "diterbitkan" in page.content()
    page.goto(f"{base}/desa/33.04.08.2010/anggaran/2025/")
    assert "Rp1.885.182.000" in page.content()
    page.fill("#q", "langganan internet")
    page.click("button:has-text('Cari')")
    assert "Rp4.050.000" in page.content()
    page.goto(f"{base}/desa/33.04.08.2010/anggaran/2025/")
    with page.expect_download() as got:
        page.click("text=CSV")
    text = Path(got.value.path()).read_text(encoding="utf-8")
    assert sum(1 for line in text.splitlines() if "02.06.03" in line) == 3
    assert page.goto(first).status == 404, "the key is spent once somebody has a login"


def test_a_wrong_file_says_what_to_do(browser, demo) -> None:
    page = phone(browser)
    page.goto(demo)
    page.click("button:has-text('Sekretaris Desa')")
    page.click("text=Kirim cetakan")
    page.set_input_files("#berkas", {"name": "surat.xlsx", "mimeType": "x", "buffer": b"PK\x03\x04 potongan"})
    read(page)
    assert "terpotong atau rusak" in page.content()


def test_newer_print_supersedes_only_when_published_and_can_be_withdrawn(browser, demo, tmp_path) -> None:
    page = phone(browser)
    page.goto(demo)
    page.click("button:has-text('Operator Desa')")
    changed = tmp_path / "baru.xlsx"
    changed.write_bytes(one_rupiah_more((BERKAS / "apb-perubahan.xlsx").read_bytes()))
    page.goto(f"{demo}/kantor/33.99.99.2001/cetakan/")
    page.set_input_files("#berkas", changed)
    read(page)
    assert "Bedanya dengan yang sudah terbit" in page.content()
    assert "5.2.5.05" in page.content()
    page.click("button[value=terima]")
    public = f"{demo}/desa/33.99.99.2001/anggaran/2025/"
    reader = phone(browser)
    reader.goto(public)
    assert "Rp1.765.349.021" in reader.content(), "received is not published"
    page.click("button:has-text('Terbitkan')")
    reader.goto(public)
    assert "Rp1.765.349.022" in reader.content()
    assert "digantikan cetakan yang lebih baru" in reader.content()
    page.fill("#alasan", "Berkas uji, bukan cetakan resmi")
    page.click("text=untuk selamanya")
    page.click("button:has-text('Tarik cetakan')")
    reader.goto(public)
    assert "Rp1.765.349.022" not in reader.locator("h1 + p").inner_text()
    assert "Berkas uji, bukan cetakan resmi" in reader.content(), "a withdrawn print stays, with its reason"
    page.goto(f"{demo}/kantor/33.99.99.2001/cetakan/")
    page.click("tr:has-text('digantikan') a")
    page.click("button:has-text('Terbitkan')")
    reader.goto(public)
    assert "Rp1.765.349.021" in reader.content(), "undo of a publish is a new publish"


def test_questions_are_answered_one_by_one_and_the_file_waits_in_the_list(browser, demo, tmp_path) -> None:
    """Two figures that contradict their lines: one answered, then the other; only then it may be published."""
    from openpyxl import load_workbook

    book = load_workbook(BERKAS / "penjabaran-siskeudes.xlsx")
    for row in book.active.iter_rows():
        if str(row[2].value) in {"4.1.1.", "4.2.1."} and row[8].value:
            row[8].value = int(row[8].value) + 7
    changed = tmp_path / "beda.xlsx"
    book.save(changed)
    page = phone(browser)
    page.goto(demo)
    page.click("button:has-text('Sekretaris Desa')")
    page.goto(f"{demo}/kantor/33.99.99.2001/cetakan/")
    page.set_input_files("#berkas", changed)
    read(page)
    boxes = page.locator("input[name=jawab]")
    assert boxes.count() == 2
    assert page.locator("button[value=terbit]").count() == 0
    asked = page.locator("p[id^=tanya-]").nth(0).inner_text()
    boxes.nth(1).check()
    page.click("text=Simpan jawaban")
    assert "Perlu Anda jawab: 1 hal" in page.content()
    assert not page.locator("input[name=jawab]").nth(0).is_checked()
    assert page.locator("input[name=jawab]").nth(1).is_checked(), "what was answered is kept"
    page.goto(f"{demo}/kantor/33.99.99.2001/")
    page.click("text=beda.xlsx")
    page.locator("input[name=jawab]").nth(0).check()
    page.click("text=Simpan jawaban")
    assert "Semua sudah Anda jawab" in page.content()
    assert page.locator("button[value=terbit]").count() == 1
    assert asked in page.locator("section:has(h2:text-is('Temuan'))").inner_text(), (
        "answered is a public finding"
    )
    page.locator("input[name=jawab]").nth(0).uncheck()
    page.click("button[value=terbit]")
    assert "Perlu Anda jawab: 1 hal" in page.content(), "an answer taken back stops the publishing"
    page.click("button[value=buang]")
    assert "beda.xlsx" not in page.content()


def test_a_batch_is_sent_waited_for_and_its_question_answered(browser, demo) -> None:
    page, asked = phone(browser), nameless()
    page.goto(demo)
    page.click("button:has-text('Dinas PMD')")
    page.click("text=Kirim banyak cetakan")
    sent = {"siapa.csv": asked, "rusak.xlsx": b"PK\x03\x04 potongan", "enam.csv": of(6)}
    page.set_input_files("#berkas", [{"name": n, "mimeType": "x", "buffer": d} for n, d in sent.items()])
    page.click("button:has-text('Kirim dan baca semua')")
    page.wait_for_selector("text=1 berkas menunggu jawaban Anda", timeout=60_000)  # the page renews itself
    assert "3 berkas: 1 perlu jawaban, 1 terbit, 1 tidak terbaca." in page.content()
    page.click("td a:has-text('Jawab')")
    page.select_option("#desa", "33.99.01.2011")
    page.click("button[value=lihat]")
    assert "Hasil baca berkas" in page.content()
    page.click("button[value=terbit]")
    reader = phone(browser)
    reader.goto(f"{demo}/desa/33.99.01.2011/anggaran/2025/")
    assert "Rp1.168.626.000" in reader.content()
    page.goto(f"{demo}/kantor/33.99/massal/")
    page.click("tbody a >> nth=0")
    assert "Selesai: 2 cetakan terbit" in page.content(), (
        "what was settled in the village's office waits no more"
    )


def one_rupiah_more(data: bytes) -> bytes:
    """The Perubahan with one rupiah more in 02.06.03 internet, and in every sum above it."""

    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data))
    sheet = book.active
    seen_line = False
    for row in sheet.iter_rows():
        code = (str(row[0].value or ""), str(row[1].value or "").strip("."))
        name = str(row[2].value or "")
        line = code == ("02.06.03", "5.2.5.05")
        above = code in {("", "5"), ("02", ""), ("02.06", ""), ("02.06.03", "")} or name.upper().startswith(
            "JUMLAH BELANJA"
        )
        if (line and not seen_line) or above:
            row[4].value = as_number(row[4].value) + 1
            seen_line = seen_line or line
        if "SURPLUS" in name.upper() or "SILPA TAHUN BERKENAAN" in name.upper():
            row[4].value = as_number(row[4].value) - 1
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_number(value: object) -> int:
    from balai.plain.rupiah import parse_printed

    return int(parse_printed(value) or 0)


def test_a_nik_in_the_file_is_never_kept_and_the_copy_says_so(browser, demo, tmp_path) -> None:
    """The original is named with its hash; what can be downloaded is a copy in which the number is masked."""
    from openpyxl import load_workbook

    nik = "3304081203850002"
    book = load_workbook(BERKAS / "penjabaran-siskeudes.xlsx")
    for row in book.active.iter_rows():
        for cell in row:
            if isinstance(cell.value, str):
                cell.value = cell.value.replace("CONTOH AWANRAHAYU", "CONTOH 01").replace("2025", "2024")
        if str(row[2].value) == "4.1.1.01.":
            row[3].value = f"Bagi Hasil BUMDes a.n. {nik}"
    book.save(tmp_path / "titip.xlsx")
    page = phone(browser)
    page.request.post(f"{demo}/demo/masuk/sebelah-sekdes/")
    page.goto(f"{demo}/kantor/33.99.01.2001/cetakan/")
    page.set_input_files("#berkas", tmp_path / "titip.xlsx")
    read(page)
    assert nik not in page.content()
    page.click("button[value=terbit]")
    page.goto(f"{demo}/desa/33.99.01.2001/anggaran/2024/")
    sent = hashlib.sha256((tmp_path / "titip.xlsx").read_bytes()).hexdigest()
    assert sent in page.content(), "the file that came is named"
    links = [a.get_attribute("href") for a in page.locator("a[href*='/berkas/']").all()]
    assert links
    for link in links:
        copy = page.request.get(demo + link)
        assert copy.status == 200
        seen = [
            str(c)
            for r in load_workbook(io.BytesIO(copy.body())).active.iter_rows(values_only=True)
            for c in r
        ]
        assert not [c for c in seen if nik in c]
        assert [c for c in seen if "16 angka disamarkan" in c]
    for line in page.locator("a[href*='/unduh/']").all():
        assert nik.encode() not in page.request.get(demo + line.get_attribute("href")).body()
