"""Small prints worked by hand: a title, a header, a few rows."""

from balai.adapters.sheets.apbdes import read_apbdes
from balai.adapters.sheets.readers import read_file
from balai.plain.findings import Finding, Level
from balai.rooms.penganggaran.apbdes.shape import Print
from tests.sheets.rewritings import Rows, book

TITLE: Rows = [
    ["ANGGARAN PENDAPATAN DAN BELANJA DESA"],
    ["DESA CONTOH AWANRAHAYU"],
    ["TAHUN ANGGARAN 2025"],
    [],
]
HEAD = ["KODE REKENING", "URAIAN", "ANGGARAN", "SUMBER DANA"]
ACTIVITY = ["02.06.03", "Internet desa", 60, ""]


def read(*rows: list[object]) -> Print:
    return read_apbdes(read_file(book(("APB", [*TITLE, *rows])), "a.xlsx"))


def lines(printed: Print) -> list[tuple[str, str, str, int]]:
    return [(x.kode_kegiatan, x.kode_rekening, x.sumber_dana, int(x.anggaran)) for x in printed.lines]


def told(printed: Print, *levels: Level) -> list[str]:
    return [f.code for f in printed.findings if f.level in levels]


def asked(printed: Print) -> list[Finding]:
    return [f for f in printed.findings if f.level is Level.QUESTION]


INCOME = [("", "4.2.1.01", "DDS", 1000), ("", "4.2.3.01", "ADD", 500)]
