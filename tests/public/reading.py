"""Reads our pages as a stranger's crawler would: links, tables with their amounts, headings, words. Stdlib only."""

from dataclasses import dataclass, field
from decimal import Decimal
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass
class Row:
    """One table row: which part, its class, the amounts of its cells in order, and its links."""

    part: str
    kelas: str
    amounts: list[Decimal] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    words: str = ""


@dataclass
class Table:
    """A table with its caption and rows."""

    caption: str = ""
    rows: list[Row] = field(default_factory=list)

    def body(self) -> list[Row]:
        """Rows of its tbody that carry amounts."""
        return [r for r in self.rows if r.part == "tbody" and r.amounts]

    def foot(self) -> Row | None:
        """Its sum row."""
        return next((r for r in self.rows if r.part == "tfoot" and r.amounts), None)


class Page(HTMLParser):
    """A page, parsed; `unclosed` holds tags that were opened and closed in the wrong order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.tables: list[Table] = []
        self.headings: list[tuple[int, str]] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.unclosed: list[str] = []
        self.words = ""
        self._open: list[str] = []
        self._row: Row | None = None
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = dict(attrs)
        self.tags.append((tag, at))
        if tag not in VOID:
            self._open.append(tag)
        href = at.get("href")
        if tag == "a" and href:
            self.links.append(href)
            if self._row is not None:
                self._row.links.append(href)
        elif tag == "table":
            self.tables.append(Table())
        elif tag == "tr":
            self._start_row(at.get("class") or "")
        elif (
            tag == "data"
            and "rupiah" in (at.get("class") or "")
            and self._row is not None
            and "td" in self._open
        ):
            self._row.amounts.append(Decimal(at["value"] or ""))
        elif tag in {"h1", "h2", "h3", "h4"}:
            self.headings.append((int(tag[1]), ""))

    def _start_row(self, kelas: str) -> None:
        part = next((t for t in reversed(self._open) if t in {"thead", "tbody", "tfoot"}), "tbody")
        self._row = Row(part, kelas)
        self.tables[-1].rows.append(self._row)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1] != tag:
            self.unclosed.append(f"</{tag}> after <{self._open[-1] if self._open else ''}>")
        if tag in self._open:
            while self._open and self._open.pop() != tag:
                pass
        if tag == "tr":
            self._row = None

    def handle_data(self, data: str) -> None:
        if {"script", "style", "title"} & set(self._open):
            return
        self.words += data
        if self._row is not None:
            self._row.words += data
        if {"h1", "h2", "h3", "h4"} & set(self._open):
            level, words = self.headings[-1]
            self.headings[-1] = (level, words + data)
        if "caption" in self._open:
            self.tables[-1].caption += data
