"""Sixteen-digit numbers where a reader of cells does not look: hidden sheets, comments, authors, page headers.

If any is found, the file as received is kept and offered nowhere; its masked copy stands for it. Runs in the child.
"""

import html
import io
import re
import zipfile

from python_calamine import CalamineWorkbook, SheetVisibleEnum

from balai.plain.masks import has_nik

_TEXT = re.compile(rb">([^<>]*\d[^<>]*)<|\b(?:office:value|name|initials)=\"([^\"]*\d[^\"]*)\"")
_DECIMAL = re.compile(r"-?\d*\.\d+(?:[Ee][+-]?\d+)?")
_LONG = re.compile(r"(?<!\d)\d{16}(?!\d)")
_FORMULA = re.compile(rb"<(?:[A-Za-z0-9]+:)?f\b[^>]*>[^<]*</")
_GUID = re.compile(r"\{?[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}?")
# A village's code before that of an activity or account has sixteen digits and more, and is no person's number.
LONG_CODE = re.compile(
    r"(?:[0-9]{2}\.[0-9]{2}\.)?[0-9]{2}\.[12][0-9]{3}\.0?[1-5](?:\.[0-9]{2}){2}(?:\.[456](?:\.[0-9]){2}(?:\.[0-9]{2})?)?\.?"
)


def count_hidden(data: bytes, kind: str) -> int:
    """How many pieces of a workbook hold a number that may be a NIK. Visible cells may be among them."""
    if kind in {"xlsx", "ods"}:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            return sum(
                _in_xml(book.read(e))
                for e in book.infolist()
                if e.filename.endswith((".xml", ".rels", ".vml"))
            )
    if kind == "xls":
        return _in_old_workbook(data)
    return _in_pdf(data) if kind == "pdf" else 0


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
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    hidden = [s.name for s in book.sheets_metadata if s.visible != SheetVisibleEnum.Visible]
    cells = (c for name in hidden for row in book.get_sheet_by_name(name).to_python() for c in row)
    found = sum(1 for c in cells if _holds(str(c)))
    return found + sum(len(_LONG.findall(data.decode(e, "replace"))) for e in ("latin-1", "utf-16-le"))


def _in_pdf(data: bytes) -> int:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as book:
        said = [str(book.metadata.get(k, "")) for k in ("Title", "Author", "Subject", "Keywords")]
    return sum(1 for text in said if has_nik(text))
