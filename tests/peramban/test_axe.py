"""axe on every screen at 360 and 1280 px; and on a planted bad page, which it must find."""

import pytest

from tests.office.conftest import nameless

pytestmark = pytest.mark.peramban

PUBLIC = (
    "/", "/en/", "/desa/", "/desa/?q=contoh", "/en/desa/?q=dinosaurus", "/kode/", "/kode/?q=jalan+usaha+tani", "/en/kode/?q=02.01.95", "/en/kode/?q=dinosaurus", "/kode/?q=02.06", "/privasi/", "/en/privasi/", "/en/tidak-ada/",
    "/en/desa/33.99.99.2001/anggaran/2025/belanja/02.06.03/", "/en/desa/33.99.99.2001/anggaran/2025/cari/?q=jaln", "/tentang/", "/desa/33.99.99.2001/", "/desa/33.99.99.2001/anggaran/2025/",
    "/en/desa/33.99.99.2001/anggaran/2025/", "/desa/33.99.99.2001/anggaran/2025/belanja/02/",
    "/desa/33.99.99.2001/anggaran/2025/belanja/02.06.03/", "/desa/33.99.99.2001/anggaran/2025/pendapatan/",
    "/desa/33.99.99.2001/anggaran/2025/sumber/DDS/", "/desa/33.99.99.2001/anggaran/2025/pembiayaan/", "/desa/33.99.99.2001/anggaran/2025/cari/?q=posyandu",
    "/desa/33.99.99.2001/anggaran/2023/", "/desa/33.04.08.2010/", "/desa/33.99.01.2001/anggaran/2025/", "/tidak-ada/",
    "/masuk/", "/desa/33.99.99.2001/wewenang/", "/en/desa/33.99.99.2001/wewenang/",
)  # fmt: skip
OFFICE = (
    "/kantor/33.99.99.2001/",
    "/kantor/33.99.99.2001/keputusan/",
    "/kantor/33.99.99.2001/keputusan/baru/",
    "/kantor/33.99.99.2001/cetakan/",
)
KABUPATEN = ("/kantor/33.99/", "/kantor/33.99/massal/")


def violations(page) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in found]


@pytest.mark.parametrize("width", [360, 1280])
def test_no_violation_on_any_screen(browser, demo, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, bypass_csp=True)
    page = context.new_page()
    problems = {}
    for role, paths in (("", PUBLIC), ("sekdes", OFFICE), ("dinas", KABUPATEN)):
        if role:
            page.request.post(f"{demo}/demo/masuk/{role}/")
        for path in paths:
            page.goto(demo + path)
            if found := violations(page):
                problems[path] = found
            wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
            assert not wide, f"{path} scrolls sideways at {width} px"
            if role == "sekdes" and path.endswith("cetakan/"):
                page.click("tbody a >> nth=0")
                if found := violations(page):
                    problems["cetakan satu"] = found
    assert problems == {}


@pytest.mark.parametrize("width", [360, 1280])
def test_no_violation_on_a_batch_from_sending_to_answering(browser, demo, width: int) -> None:
    page = browser.new_context(viewport={"width": width, "height": 900}, bypass_csp=True).new_page()
    page.request.post(f"{demo}/demo/masuk/dinas/")
    page.goto(f"{demo}/kantor/33.99/massal/")
    files = {"siapa.csv": nameless(), "surat.csv": b"halo"}
    page.set_input_files("#berkas", [{"name": n, "mimeType": "x", "buffer": d} for n, d in files.items()])
    page.click("text=Kirim dan baca semua")
    problems = {"berjalan": violations(page)}
    page.wait_for_selector("a[href='laporan.csv']", timeout=60_000)
    for name, where in (("laporan", "h1"), ("jawab", "#desa")):
        page.wait_for_selector(where)
        problems[name] = violations(page)
        assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth"), name
        if name == "laporan":
            page.click("td a:has-text('Jawab')")
    page.click("button[value=buang]")
    assert problems == {"berjalan": [], "laporan": [], "jawab": []}


def test_axe_finds_the_planted_bad_page(browser) -> None:
    page = browser.new_context().new_page()
    page.set_content("<html><body><img src=x><input><p style='color:#ccc'>pucat</p></body></html>")
    assert len(violations(page)) >= 3
