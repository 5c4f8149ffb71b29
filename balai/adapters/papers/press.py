"""The printing press: a typst template and its data become PDF or PNG bytes.

Only the fonts of this folder are used, the date comes from the data, and the PDF is tagged and archivable
(PDF/A-2a with PDF/UA-1): the same input gives the same bytes on every machine.
"""

import json
import threading
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import typst
from PIL import Image

from balai.adapters.papers.glyphs import FONTS, printable

HOME = Path(__file__).parent
_STANDARDS = ["a-2a", "ua-1"]
_compilers: dict[str, typst.Compiler] = {}
_blank = typst.Compiler(ignore_system_fonts=True)
_MEMO_AGE = 11  # compilations
_lock = threading.Lock()  # a Compiler keeps its inputs; two threads must not share one at the same time


def print_pdf(template: str, data: Mapping[str, Any]) -> bytes:
    """`template` (a file name of this folder) with `data` as PDF bytes. Raises typst.TypstError if it is broken."""
    return _compile(template, data, format="pdf", pdf_standards=_STANDARDS)


def print_png(template: str, data: Mapping[str, Any], *, colours: int) -> bytes:
    """The template's single page as a PNG of at most `colours` colours, two pixels per point."""
    raw = _compile(template, data, format="png", ppi=144.0)
    out = BytesIO()
    with Image.open(BytesIO(raw)) as picture:
        small = picture.convert("RGB").quantize(colours, dither=Image.Dither.NONE)
        small.save(out, "PNG", optimize=True)
    return out.getvalue()


def forget() -> None:
    """Give back what typst remembers. Call it after the papers of one village.

    typst drops from its memo what ten compilations in a row did not use; until then each Penjabaran holds 40 MB
    (measured: 540 MB after fifteen villages, 112 MB with this).
    """
    with _lock:
        for _ in range(_MEMO_AGE):
            _blank.compile(b" ", format="pdf")


def _compile(template: str, data: Mapping[str, Any], **options: Any) -> bytes:
    inputs = {"data": json.dumps(printable(data), ensure_ascii=False)}
    with _lock:
        compiler = _compilers.get(template) or _compilers.setdefault(template, _compiler(template))
        result = compiler.compile(sys_inputs=inputs, **options)
    if not isinstance(result, bytes):
        raise TypeError(f"{template} gave {type(result).__name__}, one document was expected.")
    return result


def _compiler(template: str) -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
    return typst.Compiler(HOME / template, root=HOME, font_paths=fonts, ignore_system_fonts=True)
