"""`balai publish`: a folder that stands alone, tells what it found, and appears whole or not at all."""

import hashlib
import io
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import openpyxl
import pytest

from tests.database import BASE, MARK
from tests.papers.reading import text

ROOT = Path(__file__).resolve().parents[2]
BERKAS = ROOT / "tests" / "berkas"
FIRST, CHANGED = BERKAS / "penjabaran-siskeudes.xlsx", BERKAS / "apb-perubahan.xlsx"
NIK = "3304084107900012"  # invented: its form is what counts
NAME = "cetakan (1) & <b>.xlsx"
ADDRESS = "https://sered.desa.invalid/uang/2025"


@pytest.fixture(scope="module")
def home(worker: str) -> Iterator[Path]:
    found = BASE / f"uji-{MARK}-terbit-{worker}"
    found.mkdir(parents=True, exist_ok=True)
    yield found
    shutil.rmtree(found, ignore_errors=True)


def command(*args: object) -> list[str]:
    return [sys.executable, "-m", "balai", "publish", *map(str, args)]


def surroundings(home: Path) -> dict[str, str]:
    """An environment that names another address and the demo: neither may show in the folder."""
    keep = {k: v for k, v in os.environ.items() if not k.startswith(("BALAI_", "DATABASE_", "DJANGO_"))}
    return {**keep, "BALAI_HOME": str(home), "BALAI_URL": "https://lain.invalid", "BALAI_DEMO": "1"}


def publish(home: Path, *args: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*args), cwd=ROOT, env=surroundings(home), capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def sample(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample village, without an address, from a print in which sixteen digits stand."""
    base = tmp_path_factory.mktemp("tanpa")
    book = openpyxl.load_workbook(FIRST)
    book.active.cell(book.active.max_row + 1, 8, f"NIK {NIK}")
    book.save(base / "cetakan.xlsx")
    done = publish(
        home, base / "cetakan.xlsx", "--desa", "33.99.99.2001", "--tahun", 2025, "-o", base / "hasil"
    )
    assert done.returncode == 0, done.stderr
    assert "Tanpa --alamat" in done.stdout
    assert "Catatan: Pengeluaran pembiayaan Rp15.000.000" in done.stdout  # findings are told here, too
    return base / "hasil"


@pytest.fixture(scope="module")
def real(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real village's code, with an address, as it is: two prints of one name whose title names another village."""
    base = tmp_path_factory.mktemp("alamat")
    for folder, source in (("awal", FIRST), ("perubahan", CHANGED)):
        (base / folder).mkdir()
        shutil.copy(source, base / folder / NAME)
    prints = [base / "awal" / NAME, base / "perubahan" / NAME]
    where = ("--desa", "33.04.08.2010", "--tahun", 2025, "--alamat", ADDRESS, "-o", base / "hasil")
    done = publish(home, *prints, *where, "--sebagaimana-adanya")
    assert done.returncode == 0, done.stderr
    assert "Temuan: Judul berkas menyebut desa" in done.stdout
    return base / "hasil"


class Addresses(HTMLParser):
    """Every address of a page: href, src, action, and addresses in meta."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.names: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in {"href", "src", "action", "srcset", "poster"} or (
                name == "content" and value and re.match(r"https?:|/", value)
            ):
                self.found.append((tag, value or ""))
            if name == "id" and value:
                self.names.add(value)


def read(page: Path) -> Addresses:
    parser = Addresses()
    parser.feed(page.read_text(encoding="utf-8"))
    return parser


def pages(folder: Path) -> list[Path]:
    found = sorted(folder.rglob("*.html"))
    assert len(found) > 100  # budget, five bidang, 91 kegiatan, sources, in both languages
    return found


@pytest.fixture(params=["sample", "real"])
def folder(request: pytest.FixtureRequest) -> Path:
    found: Path = request.getfixturevalue(request.param)
    return found


def test_every_link_leads_to_a_file_of_the_folder_or_to_its_public_address(folder: Path) -> None:
    reached = set()
    for page in pages(folder):
        told = read(page)
        for tag, address in told.found:
            if urlsplit(address).scheme:
                assert tag in {"meta", "link"}, (page, address)  # nothing to click leads out
                assert address.startswith(ADDRESS + "/"), (page, address)
                target = folder / unquote(address.removeprefix(ADDRESS + "/"))
                target = target / "index.html" if address.endswith("/") else target
            else:
                path, fragment = urldefrag(address)
                assert not path.startswith("/"), (page, address)
                target = (page.parent / unquote(path)).resolve() if path else page
                assert not fragment or fragment in read(target).names, (page, address)
            assert target.is_file(), (page, address)
            assert target.is_relative_to(folder.resolve()), (page, address)
            reached.add(target.resolve())
    everything = {p.resolve() for p in folder.rglob("*") if p.is_file()}
    assert (
        everything - reached - {(folder / "unduh" / "kartu.png").resolve()} == set()
    )  # and nothing lies unlinked


def test_nothing_is_left_of_what_a_folder_cannot_do(folder: Path) -> None:
    for page in pages(folder):
        html = page.read_text(encoding="utf-8")
        assert not re.search(r"<(form|input|button|script(?! type=\"application/ld\+json\"))", html), page
        for words in (
            "Cari di anggaran",
            "Search the budget",
            ">Contoh:",
            "Kode sumber",
            "Source code",
            "(perangkat desa)",
            "Arti kode",
            "Cari kode kegiatan",
            ".invalid/desa",
        ):
            assert words not in html, (page, words)
        for path in ("/masuk", "/kode/", "/kantor", "/static/", "lain.invalid", "folder.invalid", "noindex"):
            assert path not in html, (page, path)


def _everything_readable(path: Path) -> str:
    data = path.read_bytes()
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            data = b"\n".join(book.read(n) for n in book.namelist())
    return data.decode("utf-8", "replace")


def test_of_a_print_with_sixteen_digits_only_the_masked_copy_is_written(sample: Path) -> None:
    for file in sample.rglob("*"):
        if file.is_file() and file.suffix != ".pdf":
            assert NIK not in _everything_readable(file), file
    (copy,) = (sample / "asli").iterdir()
    assert copy.name.startswith("SALINAN-TERSAMAR-")
    assert "16 angka disamarkan" in _everything_readable(copy)


def test_two_prints_of_one_name_are_two_files_as_they_came(real: Path) -> None:
    assert {p.name for p in (real / "asli").iterdir()} == {"cetakan-1-_-_b_.xlsx", "cetakan-1-_-_b_-2.xlsx"}
    assert "cetakan (1) &amp; &lt;b&gt;.xlsx</a>" in (real / "index.html").read_text(encoding="utf-8")
    written = {hashlib.sha256(p.read_bytes()).hexdigest() for p in (real / "asli").iterdir()}
    assert written == {hashlib.sha256(p.read_bytes()).hexdigest() for p in (FIRST, CHANGED)}


def test_without_an_address_nothing_names_a_host(sample: Path) -> None:
    html = (sample / "index.html").read_text(encoding="utf-8")
    assert 'property="og:title"' in html
    for words in ("og:url", "og:image", "canonical", 'hreflang="en" href="http'):
        assert words not in html
    assert "Pindai" not in text((sample / "unduh" / "poster.pdf").read_bytes())
    assert "http" not in (sample / "unduh" / "pesan.txt").read_text()


def test_with_an_address_each_page_and_paper_names_its_own(real: Path) -> None:
    for page in pages(real):
        own = f"{ADDRESS}/{page.relative_to(real).as_posix().removesuffix('index.html')}"
        html = page.read_text(encoding="utf-8")
        assert f'<link rel="canonical" href="{own}">' in html
        assert f'<meta property="og:url" content="{own}">' in html
    assert f'og:image" content="{ADDRESS}/unduh/kartu.png"' in (real / "index.html").read_text(
        encoding="utf-8"
    )
    assert "Pindai" in text((real / "unduh" / "poster.pdf").read_bytes())
    assert (real / "unduh" / "pesan.txt").read_text().endswith(f"{ADDRESS}/")


def test_the_sample_is_marked_on_every_page_and_a_real_village_on_none(sample: Path, real: Path) -> None:
    assert all("<b>DATA CONTOH</b>" in p.read_text(encoding="utf-8") for p in pages(sample))
    assert not any("DATA CONTOH" in p.read_text(encoding="utf-8") for p in pages(real))
    assert "Judul berkas menyebut desa “CONTOH AWANRAHAYU”" in (real / "index.html").read_text(
        encoding="utf-8"
    )


def test_a_print_of_another_village_or_year_is_asked_about(home: Path, tmp_path: Path) -> None:
    done = publish(home, FIRST, "--desa", "33.04.08.2010", "--tahun", 2024, "-o", tmp_path / "hasil")
    assert done.returncode == 1
    assert "Perlu dijawab: Judul berkas menyebut desa “CONTOH AWANRAHAYU”" in done.stdout
    assert (
        "Perlu dijawab: Judul berkas menyebut tahun anggaran 2025, sedangkan yang dipilih 2024."
        in done.stdout
    )
    assert "--sebagaimana-adanya" in done.stdout
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("--alamat", "desa-anda.id"), "Tulis seperti ini: https://"),
        (("--alamat", "https://desa-anda.id/?hal=2"), "Tulis seperti ini: https://"),
        ((str(FIRST),), "sama isinya dengan"),
        ((str(BERKAS / "tidak-ada.xlsx"),), "tidak-ada.xlsx tidak dapat dibuka karena tidak ada. Periksa"),
        ((str(BERKAS),), "berkas adalah folder"),
        ((str(BERKAS / "usulan-kegiatan.csv"),), "usulan-kegiatan.csv"),
    ],
)
def test_a_wrong_command_is_named_before_anything_starts(
    home: Path, tmp_path: Path, more: tuple[str, ...], words: str
) -> None:
    done = publish(home, FIRST, *more, "--desa", "33.99.99.2001", "--tahun", 2025, "-o", tmp_path / "hasil")
    assert (done.returncode, words in done.stderr) == (2, True), done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_stopped_half_way_it_leaves_nothing(home: Path, tmp_path: Path, sign: signal.Signals) -> None:
    where = ("--desa", "33.99.99.2001", "--tahun", 2025, "-o", tmp_path / "hasil")
    with subprocess.Popen(
        command(FIRST, *where), cwd=ROOT, env=surroundings(home), stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - a suite in the background ignores it
    ) as process:  # fmt: skip
        for _ in range(300):
            if list(tmp_path.glob(".hasil-*")) and list(home.glob("terbit-*/*")):
                break
            time.sleep(0.05)
        time.sleep(0.3)
        process.send_signal(sign)
        assert process.wait(60) == 130
    assert list(tmp_path.iterdir()) == []
    assert list(home.glob("terbit-*")) == []
