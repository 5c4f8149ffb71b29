"""Crawl and add: from the budget page alone, by following links, every line is found and every level adds up."""

import csv
import re
import urllib.request
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

from tests.peramban.test_satu_rupiah import figures

BERKAS = Path(__file__).resolve().parents[1] / "berkas"


class Tables(HTMLParser):
    """Rows of `<td class="n semula|menjadi">` amounts, by table part, and all links."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.tables: list[dict[str, list]] = []
        self.part = ""
        self.cell = ""
        self.row: dict[str, object] = {}

    def handle_starttag(self, tag: str, attrs: list) -> None:
        at = dict(attrs)
        if tag == "a" and at.get("href"):
            self.links.append(at["href"])
            self.row.setdefault("links", []).append(at["href"])
        if tag == "table":
            self.tables.append({"tbody": [], "tfoot": []})
        if tag in {"tbody", "tfoot", "thead"}:
            self.part = tag
        if tag == "tr":
            self.row = {"kelas": at.get("class", ""), "links": []}
        if tag == "td":
            self.cell = next((c for c in ("semula", "menjadi") if c in (at.get("class") or "").split()), "")
        if tag == "data" and "rupiah" in (at.get("class") or "") and self.cell:
            self.row[self.cell] = Decimal(at["value"])

    def handle_endtag(self, tag: str) -> None:
        if tag == "td":
            self.cell = ""
        if tag == "tr" and self.tables and self.part in {"tbody", "tfoot"} and "menjadi" in self.row:
            self.tables[-1][self.part].append(self.row)


def fetch(url: str) -> Tables:
    parsed = Tables()
    with urllib.request.urlopen(url) as answer:
        parsed.feed(answer.read().decode())
    return parsed


def total(rows: list[dict], column: str) -> Decimal:
    return sum((r[column] for r in rows), Decimal(0))


def test_every_line_is_reached_and_every_level_adds_up(demo: str) -> None:
    start = f"{demo}/desa/33.99.99.2001/anggaran/2025/"
    with open(BERKAS / "apb-perubahan.baris.csv", newline="", encoding="utf-8") as file:
        wanted = list(csv.DictReader(file))
    seen, lines = set(), []
    queue = [start]
    while queue:
        url = queue.pop()
        if url in seen:
            continue
        seen.add(url)
        page = fetch(url)
        for table in page.tables:
            if (
                table["tfoot"]
                and all("semula" in r for r in table["tbody"])
                and "pembiayaan" not in url
                and url != start
            ):
                for column in ("semula", "menjadi"):
                    assert total(table["tbody"], column) == table["tfoot"][0][column], (url, column)
            for row in table["tbody"]:
                if "baris-anggaran" in row["kelas"]:
                    lines.append((url, row["semula"], row["menjadi"]))
                for link in row["links"]:
                    check_below(urljoin(url, link), row)
        for link in page.links:
            target = urljoin(url, link).split("#")[0]
            if re.match(rf"{re.escape(start)}(belanja|pendapatan|pembiayaan)/", target):
                queue.append(target)
    assert len(lines) == len(wanted)
    assert sorted(x[1:] for x in lines) == sorted(
        (Decimal(w["semula"]), Decimal(w["menjadi"])) for w in wanted
    )


def check_below(url: str, row: dict) -> None:
    """The page behind a row's link adds up to the row, before and after."""
    if "/belanja/" not in url or "semula" not in row:
        return
    page = fetch(url)
    for column in ("semula", "menjadi"):
        assert sum((t["tfoot"][0][column] for t in page.tables if t["tfoot"]), Decimal(0)) == row[column], url


def test_totals_of_the_first_page_are_those_of_the_control_file(demo: str) -> None:
    page = fetch(f"{demo}/desa/33.99.99.2001/anggaran/2025/")
    feet = [t["tfoot"][0] for t in page.tables if t["tfoot"]]
    pairs = {(f["semula"], f["menjadi"]) for f in feet if "semula" in f}
    assert (Decimal(1917392621), Decimal(1765349021)) in pairs
    assert (Decimal(1885182000), Decimal(1925822000)) in pairs


def test_weight_and_statements(demo: str) -> None:
    """First view ≤ 70 KB on the wire with everything it loads, ≤ 6 requests; ≤ 8 statements uncached."""
    request = urllib.request.Request(
        f"{demo}/desa/33.99.99.2001/anggaran/2025/?ukur=1", headers={"Accept-Encoding": "gzip"}
    )
    with urllib.request.urlopen(request) as answer:
        body = answer.read()
        timing = answer.headers["Server-Timing"]
    assert int(re.search(r"sql;desc=(\d+)", timing).group(1)) <= 8
    import gzip

    html = gzip.decompress(body).decode()
    loads = re.findall(r'(?:href|src)="(/static/[^"]+)"', html)
    weight = len(body)
    for path in loads:
        with urllib.request.urlopen(
            urllib.request.Request(demo + path, headers={"Accept-Encoding": "gzip"})
        ) as answer:
            weight += len(answer.read())
    assert len(loads) + 1 <= 6
    assert weight <= 70_000
    assert "style=" not in html
    assert "<script>" not in html
    assert "DATA CONTOH" in html


def test_every_form_says_the_control_files_figure(demo: str) -> None:
    """`test_satu_rupiah` asks a demo whose source has one rupiah more."""
    before = figures(demo)
    assert before == dict.fromkeys(before, 1_765_349_021)
