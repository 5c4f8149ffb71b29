"""Sixteen-digit numbers where a reader of cells does not look: hidden sheets, comments, authors, page headers.

If any is found, the file as received is kept and offered nowhere; its masked copy stands for it. Runs in the child.
"""

import html
import io
import re
import zipfile

from python_calamine import CalamineWorkbook, SheetVisibleEnum

from balai.adapters.sheets.grid import Row
from balai.adapters.sheets.guard import refuse
from balai.adapters.sheets.nik_cells import LONG_CODE, split_niks
from balai.adapters.sheets.workbook import MAX_CELLS
from balai.plain.masks import has_nik

_TEXT = re.compile(rb">([^<>]*\d[^<>]*)<|\b(?:office:value|name|initials)=\"([^\"]*\d[^\"]*)\"")
_SAID = re.compile(
    rb"\b(?:prompt|promptTitle|error|errorTitle|tooltip|display|descr|title|alt|Target|href)=\"([^\"]*\d[^\"]*)\""
)
_END = re.compile(rb"</(?:[A-Za-z0-9]+:)?(?:si|is|p|comment|text)>")
_TAG = re.compile(rb"<[^>]*>")
_BARE = re.compile(r"(?<![\w.-])\d{16}(?![\w.-])")
_DECIMAL = re.compile(r"-?\d*\.\d+(?:[Ee][+-]?\d+)?")
_LONG = re.compile(r"(?<!\d)\d{16}(?!\d)")
_FORMULA = re.compile(rb"<(?:[A-Za-z0-9]+:)?f\b[^>]*>[^<]*</")
_GUID = re.compile(r"\{?[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}?")


def count_hidden(data: bytes, kind: str) -> int:
    """How many pieces of a workbook hold a number that may be a NIK. Visible cells may be among them."""
    if kind in {"xlsx", "ods"}:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            said = [book.comment.decode("utf-8", "replace"), *(e.filename for e in book.infolist())]
            found = sum(has_nik(x) for x in said)
            found += sum(_in_entry(e.filename.lower(), book.read(e)) for e in book.infolist())
        return found + sum(len(split_niks(rows)) for rows in _hidden_sheets(data))
    if kind == "xls":
        return _in_old_workbook(data)
    return _in_pdf(data) if kind == "pdf" else 0


def _in_entry(name: str, data: bytes) -> int:
    """One member of a workbook: its texts, its attributes for people, and any sixteen digits in one piece."""
    found = sum(1 for e in ("latin-1", "utf-16-le") if _BARE.search(data.decode(e, "replace")))
    if not name.endswith((".xml", ".rels", ".vml")):
        return found
    found += _in_xml(data) + sum(
        1 for m in _SAID.findall(data) if _holds(html.unescape(m.decode("utf-8", "replace")))
    )
    if "/worksheets/" not in name:  # a text may be split over runs of different letters
        pieces = _TAG.sub(b"", _END.sub(b"\x01", data)).split(b"\x01")
        found += sum(1 for p in pieces if _holds(html.unescape(p.decode("utf-8", "replace"))))
    return found


def _in_xml(text: bytes) -> int:
    found = _TEXT.findall(_FORMULA.sub(b"</", text))
    return sum(1 for a, b in found if _holds(html.unescape((a or b).decode("utf-8", "replace"))))


def _holds(piece: str) -> bool:
    """Whether one stored value is a NIK: as text, as a whole number, or as a number in E notation."""
    if _DECIMAL.fullmatch(piece.strip()):
        number = float(piece)  # not money: only its size is asked
        return 1e15 <= abs(number) < 1e17 and number == int(number)
    return has_nik(piece) and not _GUID.fullmatch(piece) and not LONG_CODE.fullmatch(piece)


def _in_old_workbook(data: bytes) -> int:
    """Hidden sheets by their cells; comments and properties by their bytes, in both encodings of the format."""
    hidden = _hidden_sheets(data)
    found = sum(1 for rows in hidden for row in rows for c in row.cells if _holds(str(c)))
    found += sum(len(split_niks(rows)) for rows in hidden)
    return found + sum(len(_LONG.findall(data.decode(e, "replace"))) for e in ("latin-1", "utf-16-le"))


def _hidden_sheets(data: bytes) -> list[list[Row]]:
    """The rows of sheets that a reader of the workbook does not see."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    hidden = [s.name for s in book.sheets_metadata if s.visible != SheetVisibleEnum.Visible]
    sheets = [book.get_sheet_by_name(name) for name in hidden]
    if any(s.total_height * s.total_width > MAX_CELLS for s in sheets):
        raise refuse("terlalu_luas")
    return [[Row(tuple(r), n) for n, r in enumerate(s.to_python(), 1)] for s in sheets]


def _in_pdf(data: bytes) -> int:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as book:
        said = [str(v) for k, v in book.metadata.items() if not k.endswith("Date")]
        notes = [
            str(n.get(k) or "")
            for page in book.pages
            for n in page.annots
            for k in ("contents", "title", "uri")
        ]
    found = sum(1 for text in [*said, *notes] if has_nik(text))
    return found + sum(1 for e in ("latin-1", "utf-16-be") if _BARE.search(data.decode(e, "replace")))
