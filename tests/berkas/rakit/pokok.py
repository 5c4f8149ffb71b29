"""The two budget samples as records, read by code of our own, and smaller budgets cut from them.

A cut keeps all income and financing and a few kegiatan; its subtotals are added up here. For the whole
sample the same sums must equal what the print states (`tests/sheets/unseen/test_rakit.py`).
"""

import csv
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from openpyxl import load_workbook

BERKAS = Path(__file__).resolve().parents[1]

# Two sources in one kegiatan, volume and satuan in one cell, long names, local and added codes, bidang 5.
PILIHAN = (
    "01.01.01", "01.01.04", "01.01.08", "01.02.01", "01.01.90", "02.01.03", "02.06.03", "02.06.02", "02.03.15",
    "03.02.03", "03.04.02", "04.02.06", "04.05.90", "04.07.04", "05.01.00", "05.03.00",
)  # fmt: skip

# Fewer for PDF, which is slow to read: three pages and more, names cut by their ends.
PILIHAN_PDF = ("01.01.04", "01.02.01", "02.06.03", "02.03.15", "03.02.03", "04.07.04", "05.01.00")

NAMED = {
    "JUMLAH PENDAPATAN": "pendapatan",
    "JUMLAH BELANJA": "belanja",
    "SURPLUS / (DEFISIT)": "surplus",
    "PEMBIAYAAN NETTO": "netto",
    "SISA LEBIH PEMBIAYAAN ANGGARAN TAHUN BERKENAAN": "silpa",
    "SILPA TAHUN BERKENAAN": "silpa",
}


@dataclass(frozen=True, slots=True)
class Baris:
    """One printed row. Codes are padded, without trailing dot; amounts are whole rupiah, None if blank.

    `named` is the key of a named total (`pendapatan`, `surplus`, …), else empty. A row with a source is a line.
    """

    kegiatan: str
    rekening: str
    uraian: str
    menjadi: int | None
    semula: int | None
    sumber: str
    volume: str = ""
    satuan: str = ""
    named: str = ""

    @property
    def bagian(self) -> str:
        """The part of the budget to which the row's account belongs."""
        return {"4": "pendapatan", "5": "belanja", "6": "pembiayaan"}.get(self.rekening[:1], "belanja")


def angka(cell: object) -> int | None:
    """A sample's amount in whole rupiah: numbers, `Rp. 6.000.000,-`, `(32.210.621,00)`."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, int | float):
        return round(cell)
    text = str(cell)
    digits = re.sub(r"\D", "", text.split(",")[0])
    return (-1 if "(" in text or text.startswith("-") else 1) * int(digits)


def _volume(volume: object, satuan: object) -> tuple[str, str]:
    """Volume and satuan apart; two rows of the sample keep both in one cell."""
    first, _, rest = str(volume or "").partition(" ")
    return first, str(satuan or "") or rest


@cache
def penjabaran() -> tuple[Baris, ...]:
    """All 694 printed rows of the first budget."""
    sheet = load_workbook(BERKAS / "penjabaran-siskeudes.xlsx", data_only=True).active
    rows = []
    for r in sheet.iter_rows(min_row=16, max_row=784, values_only=True):
        kegiatan, rekening, uraian = (str(r[i] or "") for i in (1, 2, 3))
        if uraian in {"", "URAIAN", "2"}:
            continue
        volume, satuan = _volume(r[6], r[7])
        rows.append(
            Baris(kegiatan, rekening.strip("."), uraian, angka(r[8]), None, str(r[10] or ""), volume, satuan,
                  NAMED.get(uraian, ""))
        )  # fmt: skip
    return tuple(rows)


@cache
def perubahan() -> tuple[Baris, ...]:
    """All rows of the changed budget, with semula and menjadi."""
    sheet = load_workbook(BERKAS / "apb-perubahan.xlsx", data_only=True).active
    return tuple(
        Baris(str(r[0] or ""), str(r[1] or "").strip("."), str(r[2]), angka(r[4]), angka(r[3]), str(r[7] or ""),
              named=NAMED.get(str(r[2]), ""))
        for r in sheet.iter_rows(min_row=8, max_row=447, values_only=True)
    )  # fmt: skip


def potong(rows: Iterable[Baris], kegiatan: Collection[str] = PILIHAN) -> tuple[Baris, ...]:
    """A smaller budget: all income and financing, these kegiatan and what stands above them, sums added anew."""
    kept = [
        b
        for b in rows
        if not b.kegiatan or any(k == b.kegiatan or k.startswith(b.kegiatan + ".") for k in kegiatan)
    ]
    return jumlahkan(kept)


def jumlahkan(rows: Sequence[Baris]) -> tuple[Baris, ...]:
    """The rows with every subtotal and named total added up from the lines."""
    lines = [b for b in rows if b.sumber]

    def total(b: Baris, field: str) -> int | None:
        given = getattr(b, field)
        return given if b.sumber or given is None else _sum(b, lines, field)

    return tuple(replace(b, menjadi=total(b, "menjadi"), semula=total(b, "semula")) for b in rows)


def _sum(b: Baris, lines: Sequence[Baris], field: str) -> int:
    def of(prefix: str) -> int:
        return sum(getattr(x, field) for x in lines if f"{x.rekening}.".startswith(prefix))

    if b.named:
        surplus, netto = of("4.") - of("5."), of("6.1.") - of("6.2.")
        return {"pendapatan": of("4."), "belanja": of("5."), "surplus": surplus, "netto": netto,
                "silpa": surplus + netto}[b.named]  # fmt: skip
    inside = [x for x in lines if f"{x.kegiatan}.".startswith(f"{b.kegiatan}.") or not b.kegiatan]
    prefix = f"{b.rekening}." if b.rekening else ""
    return sum(getattr(x, field) for x in inside if f"{x.rekening}.".startswith(prefix))


def harapan(sample: str, kegiatan: Collection[str] | None = None) -> list[tuple[object, ...]]:
    """The lines of `<sample>.baris.csv`: bagian, kegiatan, rekening, uraian, sumber, semula, menjadi (rupiah)."""
    with open(BERKAS / f"{sample}.baris.csv", newline="", encoding="utf-8") as file:
        return [
            (
                x["bagian"],
                x["kode_kegiatan"],
                x["kode_rekening"],
                x["uraian"],
                x["sumber_dana"],
                int(x["semula"]) if "semula" in x else None,
                int(x["menjadi"] if "menjadi" in x else x["anggaran"]),
            )
            for x in csv.DictReader(file)
            if kegiatan is None or not x["kode_kegiatan"] or x["kode_kegiatan"] in kegiatan
        ]
