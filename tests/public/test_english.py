"""English pages: what stays Indonesian (names of the print, of the law, of the village) is marked so, nothing else is."""

import re
from html.parser import HTMLParser

import pytest

from tests.public import years
from tests.public.conftest import Open
from tests.public.reading import VOID
from tests.public.test_frame import PATHS

# Words of everyday Indonesian that no English sentence holds.
INDONESIAN = {
    "dan", "yang", "dari", "untuk", "atau", "dengan", "tidak", "belum", "sudah", "ini", "itu", "pada", "oleh", "ada",
    "belanja", "kegiatan", "penyelenggaraan", "pembangunan", "pemeliharaan", "peraturan", "jalan", "uang", "baris",
    "anggaran", "semula", "menjadi", "jumlah", "sumber", "cari", "unduh", "cetakan", "berkas", "halaman", "lewat",
    "januari", "februari", "maret", "mei", "juni", "juli", "agustus", "oktober", "desember",
}  # fmt: skip


class Unmarked(HTMLParser):
    """The text outside of elements with lang="id"."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self._open: list[tuple[str, bool]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            skip = dict(attrs).get("lang") == "id" or tag in {"script", "style", "title"}
            self._open.append((tag, skip))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not any(skip for _tag, skip in self._open):
            self.text += data + " "


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("make", [years.changed_year, years.first_year])
def test_what_is_not_marked_indonesian_is_english(show: Open, path: str, make) -> None:
    html = show(make()).get(f"/en{path}").content.decode()
    words = set(re.findall(r"[a-z]+", Unmarked(html).text.lower()))
    asked = set(re.findall(r"[a-z]+", path.partition("?")[2]))
    assert sorted(words & INDONESIAN - asked) == [], path
    assert "{{" not in html


def test_names_of_the_print_are_marked(show: Open) -> None:
    html = show(years.first_year()).get(f"/en{PATHS[1]}").content.decode()
    assert re.search(r'<a href="belanja/02\.02\.02/" lang="id">', html)
    indonesian = show(years.first_year()).get(PATHS[1]).content.decode()
    assert 'lang="id"' not in indonesian.replace('<html lang="id">', "")
