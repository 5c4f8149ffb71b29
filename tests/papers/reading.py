"""What a reader finds in a PDF: text per page and amounts, read by pdfplumber."""

import re
from decimal import Decimal
from functools import lru_cache
from io import BytesIO

import pdfplumber

PRINTED = re.compile(r"\(?\d{1,3}(?:\.\d{3})*,\d{2}\)?")


@lru_cache(maxsize=32)
def pages(pdf: bytes) -> list[str]:
    """Text of each page. Reading is slower than printing, so one paper is read once."""
    with pdfplumber.open(BytesIO(pdf)) as doc:
        return [page.extract_text() for page in doc.pages]


def text(pdf: bytes) -> str:
    """Text of all pages, spaces and breaks evened out."""
    return re.sub(r"\s+", " ", " ".join(pages(pdf)))


def printed(pdf: bytes) -> list[str]:
    """Every amount in the official form, in reading order."""
    return PRINTED.findall(text(pdf))


def rupiah(words: str) -> Decimal:
    """`Rp1.885.182.000` or `1.885.182.000,00` as a number."""
    digits = words.strip("().").removeprefix("Rp").replace(".", "").replace(",", ".")
    return Decimal(digits) * (-1 if words.startswith("(") else 1)
