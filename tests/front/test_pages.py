"""Published pages: never one from before a publish, in memory or on disk."""

import gzip
import subprocess
import sys
from pathlib import Path

import pytest

from balai.config.front.pages import Pages
from balai.ground.published.marker import Marker

CODE, OTHER = "33.99.99.2001", "33.99.01.2001"
PATH = f"/desa/{CODE}/anggaran/2025/"


@pytest.fixture
def pages(tmp_path: Path) -> Pages:
    return Pages(Marker(tmp_path))


def kept(pages: Pages, body: bytes = b"<p>Rp1") -> None:
    pages.keep(PATH, CODE, pages.marker.value(CODE), [("content-type", "text/html")], body)


def test_a_kept_page_is_answered_with_the_same_bytes(pages: Pages) -> None:
    kept(pages)
    page = pages.get(PATH)
    assert page is not None
    assert gzip.decompress(page.body) == b"<p>Rp1"
    assert ("content-encoding", "gzip") in page.headers


def test_a_publish_ends_the_page_at_once(pages: Pages) -> None:
    kept(pages)
    pages.marker.touch(CODE)
    assert pages.get(PATH) is None


def test_a_publish_in_another_village_does_not(pages: Pages) -> None:
    kept(pages)
    pages.marker.touch(OTHER)
    assert pages.get(PATH) is not None


def test_a_page_rendered_before_a_publish_is_never_kept(pages: Pages) -> None:
    before = pages.marker.value(CODE)
    pages.marker.touch(CODE)  # somebody publishes while the page is being rendered
    assert pages.keep(PATH, CODE, before, [], b"old") is None
    assert pages.get(PATH) is None


def test_another_process_ends_it_too(pages: Pages, tmp_path: Path) -> None:
    kept(pages)
    script = (
        f"from pathlib import Path; from balai.ground.published.marker import Marker; "
        f"Marker(Path({str(tmp_path)!r})).touch({CODE!r})"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
    assert pages.get(PATH) is None


def test_nginx_finds_the_page_and_loses_it(pages: Pages, tmp_path: Path) -> None:
    kept(pages)
    file = tmp_path / "www" / PATH.strip("/") / "index.html.gz"
    assert gzip.decompress(file.read_bytes()) == b"<p>Rp1"
    pages.marker.touch(CODE)
    assert not file.exists()


def test_a_disk_that_takes_nothing_does_not_cost_the_answer(pages: Pages, tmp_path: Path) -> None:
    (tmp_path / "www").write_text("not a folder")
    kept(pages)
    assert pages.get(PATH) is not None


def test_the_etag_follows_the_bytes(pages: Pages) -> None:
    kept(pages, b"satu")
    one = pages.get(PATH)
    kept(pages, b"dua")
    two = pages.get(PATH)
    assert one is not None
    assert two is not None
    assert one.etag != two.etag


def test_no_path_leaves_the_folder(pages: Pages, tmp_path: Path) -> None:
    pages.keep("/desa/../../jahat/", CODE, pages.marker.value(CODE), [], b"x")
    assert not (tmp_path.parent / "jahat").exists()


@pytest.mark.parametrize(
    "headers",
    [
        [("content-type", "text/csv")],
        [("content-type", "text/html"), ("content-disposition", "attachment")],
        [],
    ],
)
def test_a_village_s_own_file_never_becomes_a_page_for_nginx(
    pages: Pages, tmp_path: Path, headers: list[tuple[str, str]]
) -> None:
    path = f"/desa/{CODE}/berkas/{'a' * 64}/"
    pages.keep(path, CODE, pages.marker.value(CODE), headers, b"<img src=x onerror=alert(1)>")
    assert pages.get(path) is not None, "our own front sends it with its headers"
    assert not list(tmp_path.rglob("*.gz"))
