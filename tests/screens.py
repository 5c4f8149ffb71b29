"""`make screens`: every screen at 360 and 1280 px and every paper as pictures in docs/screens. Look at them."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.database import BASE, MARK
from tests.peramban.conftest import ROOT, started, stopped
from tests.run import chromium

OUT = ROOT / "docs" / "screens"
PUBLIC = {
    "depan": "/", "desa": "/desa/33.99.99.2001/", "anggaran": "/desa/33.99.99.2001/anggaran/2025/",
    "bidang": "/desa/33.99.99.2001/anggaran/2025/belanja/02/", "kegiatan": "/desa/33.99.99.2001/anggaran/2025/belanja/02.06.03/",
    "sumber": "/desa/33.99.99.2001/anggaran/2025/sumber/DDS/", "pendapatan": "/desa/33.99.99.2001/anggaran/2025/pendapatan/",
    "pembiayaan": "/desa/33.99.99.2001/anggaran/2025/pembiayaan/", "cari": "/desa/33.99.99.2001/anggaran/2025/cari/?q=jalan",
    "kosong": "/desa/33.04.08.2010/", "galat": "/tidak-ada/", "privasi": "/privasi/", "english": "/en/desa/33.99.99.2001/anggaran/2025/",
    "masuk": "/masuk/", "wewenang": "/desa/33.99.99.2001/wewenang/", "daftar": "/desa/?q=contoh", "cari-kosong": "/desa/33.99.99.2001/anggaran/2025/cari/?q=jembatan", "kode": "/kode/?q=jalan+usaha+tani",
}  # fmt: skip
OFFICE = {
    "sekdes": {
        "kantor": "/kantor/33.99.99.2001/",
        "cetakan": "/kantor/33.99.99.2001/cetakan/",
        "keputusan": "/kantor/33.99.99.2001/keputusan/",
        "keputusan-baru": "/kantor/33.99.99.2001/keputusan/baru/",
    },
    "dinas": {"kabupaten": "/kantor/33.99/", "massal": "/kantor/33.99/massal/"},
}
PAPERS = ("poster.pdf", "spanduk.pdf", "apb.pdf", "penjabaran.pdf")


def main() -> int:
    """Take all pictures. 1 if there is no Chromium."""
    from playwright.sync_api import sync_playwright

    path = chromium()
    if path is None:
        print("No Chromium on this machine: apt-get install chromium")
        return 1
    OUT.mkdir(parents=True, exist_ok=True)
    home = BASE / f"layar-{MARK}"
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        process, _line, base = started(["demo", "--json"], home, r"^\{")
        try:
            for width in (360, 1280):
                screens(browser, base, width)
            papers(base)
            for width in (360, 1280):
                changed(browser, base, width)
        finally:
            stopped(process, home)
        process, line, base = started(["serve"], home, r"/mulai/\?kunci=")
        try:
            for width in (360, 1280):
                first_run(browser, line[line.index("http") :].strip(), width)
        finally:
            stopped(process, home)
        browser.close()
    for picture in OUT.glob("*.png"):
        smaller(picture)
    print(f"{len(list(OUT.glob('*.png')))} pictures in {OUT.relative_to(ROOT)}")
    return 0


def smaller(picture: Path) -> None:
    """64 colours are enough for our screens, and a quarter of the bytes."""
    from PIL import Image

    with Image.open(picture) as image:
        packed = image.convert("RGB").quantize(64, dither=Image.Dither.NONE)
    packed.save(picture, optimize=True)


def screens(browser, base: str, width: int) -> None:
    page = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=False).new_page()
    for name, address in PUBLIC.items():
        take(page, base + address, f"{name}-{width}")
    for role, addresses in OFFICE.items():
        page.request.post(f"{base}/demo/masuk/{role}/")
        for name, address in addresses.items():
            take(page, base + address, f"{name}-{width}")
            if name == "cetakan":
                drop(page, ROOT / "tests" / "berkas" / "apb-perubahan.xlsx")
                page.screenshot(path=OUT / f"pratinjau-{width}.png", full_page=True)
                page.click("button[value=buang]")
                page.click("tbody a >> nth=0")
                page.screenshot(path=OUT / f"cetakan-satu-{width}.png", full_page=True)


def changed(browser, base: str, width: int) -> None:
    """What stands only after somebody acted: questions, a withdrawn print, a bulk that was read."""
    page = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=False).new_page()
    page.request.post(f"{base}/demo/masuk/sekdes/")
    page.goto(f"{base}/kantor/33.99.99.2001/cetakan/")
    with tempfile.TemporaryDirectory() as folder:
        drop(page, contradicting(Path(folder)))
        page.screenshot(path=OUT / f"pertanyaan-{width}.png", full_page=True)
        page.click("button[value=buang]")
    page.request.post(f"{base}/demo/masuk/dinas/")
    page.goto(f"{base}/kantor/33.99/massal/")
    page.set_input_files("#berkas", ROOT / "tests" / "berkas" / "massal.zip")
    page.click("form[enctype] button")
    page.screenshot(path=OUT / f"massal-berjalan-{width}.png", full_page=True)
    page.wait_for_selector("a[href='laporan.csv']", timeout=120_000)
    page.screenshot(path=OUT / f"massal-laporan-{width}.png", full_page=True)
    page.click("td a:has-text('Jawab')")
    page.screenshot(path=OUT / f"massal-jawab-{width}.png", full_page=True)
    page.request.post(f"{base}/demo/masuk/sebelah-sekdes/")
    page.goto(f"{base}/kantor/33.99.01.2001/cetakan/")
    if page.locator("tbody a").count() and width == 360:
        page.click("tbody a >> nth=0")
        page.fill("#alasan", "Berkas desa lain yang terkirim")
        page.click("text=untuk selamanya")
        page.click("button.tombol-bata")
    take(page, f"{base}/desa/33.99.01.2001/anggaran/2025/", f"ditarik-{width}")


def first_run(browser, address: str, width: int) -> None:
    page = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=False).new_page()
    take(page, address, f"mulai-{width}")
    page.fill("#q", "Purwonegoro")
    page.click("text=Cari")
    page.screenshot(path=OUT / f"mulai-desa-{width}.png", full_page=True)
    page.click("ul a >> nth=0")
    page.screenshot(path=OUT / f"mulai-orang-{width}.png", full_page=True)


def drop(page, file: Path) -> None:
    page.set_input_files("#berkas", file)
    page.click("text=Baca berkas")
    page.wait_for_selector("h1:has-text('Hasil baca')")


def contradicting(folder: Path) -> Path:
    """The first print with two sums that their lines contradict."""
    from openpyxl import load_workbook

    book = load_workbook(ROOT / "tests" / "berkas" / "penjabaran-siskeudes.xlsx")
    for row in book.active.iter_rows():
        if str(row[2].value) in {"4.1.1.", "4.2.1."} and row[8].value:
            row[8].value = int(row[8].value) + 7
    book.save(folder / "penjabaran-beda.xlsx")
    return folder / "penjabaran-beda.xlsx"


def take(page, address: str, name: str) -> None:
    page.goto(address)
    page.screenshot(path=OUT / f"{name}.png", full_page=True)


def papers(base: str) -> None:
    """First page of each PDF by pdftoppm, if it is here; the card as it is."""
    import time
    import urllib.request

    unduh = f"{base}/desa/33.99.99.2001/anggaran/2025/unduh/"
    for name in (*PAPERS, "kartu.png"):
        for _ in range(120):
            try:
                data = urllib.request.urlopen(unduh + name).read()
                break
            except OSError:
                time.sleep(0.5)  # the worker is still setting them
        target = OUT / name
        target.write_bytes(data)
        if name.endswith(".pdf"):
            if shutil.which("pdftoppm"):
                subprocess.run(
                    [
                        "pdftoppm",
                        "-png",
                        "-r",
                        "60",
                        "-f",
                        "1",
                        "-singlefile",
                        str(target),
                        str(target.with_suffix("")),
                    ],
                    check=True,
                )
            target.unlink()


if __name__ == "__main__":
    sys.exit(main())
