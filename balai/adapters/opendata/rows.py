"""The rows that every open form of a budget shares: columns, lines, sample mark and licence."""

from decimal import Decimal

from balai.rooms.penganggaran.apbdes.shape import Budget, Line
from balai.rooms.penganggaran.apbdes.sums import menjadi, semula

SAMPLE = "DATA CONTOH: desa dan angka rekaan"
FORMULA = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
)  # what a spreadsheet takes for the beginning of a formula (OWASP)
SCHEMA = {
    "nama": "balai-apbdes",
    "versi": 1,
    "uang": "rupiah; teks desimal dengan titik sebelum sen, misalnya 802075135.98",
    "pasangan": "pada perubahan, jumlah ditulis [semula, menjadi]",
    "waktu": "ISO 8601; tanggal cetak menurut jam pencetaknya, tanpa zona",
    "sidik": "sumber.sha256 adalah SHA-256 dari berkas cetakan sebagaimana diterima",
}
LICENCE = {
    "nama": "Creative Commons Attribution 4.0 International",
    "spdx": "CC-BY-4.0",
    "alamat": "https://creativecommons.org/licenses/by/4.0/",
}


def has_semula(budget: Budget) -> bool:
    """Whether the budget carries amounts before a change, so that files need semula and menjadi."""
    return any(line.semula is not None for line in budget.lines)


def columns(budget: Budget) -> list[str]:
    """Column names, the same in every form; a change has `semula, menjadi` where others have `anggaran`."""
    amounts = ["semula", "menjadi"] if has_semula(budget) else ["anggaran"]
    head = ["kode_desa", "tahun", "versi", "bagian", "kode_kegiatan", "kegiatan", "kode_rekening", "uraian"]
    tail = ["volume", "satuan", "sumber_dana", *amounts]
    return [*head, *tail, "keterangan"] if budget.desa.contoh else [*head, *tail]


def records(budget: Budget) -> list[list[str | Decimal]]:
    """Lines as rows of `columns`: texts as printed, amounts as Decimal."""
    return [_record(budget, line) for line in budget.lines]


def _record(budget: Budget, line: Line) -> list[str | Decimal]:
    name = budget.names.get(line.kode_kegiatan, "") if line.kode_kegiatan else ""
    amounts = [semula(line), menjadi(line)] if has_semula(budget) else [menjadi(line)]
    return [
        budget.desa.kode, str(budget.tahun), budget.versi,
        line.bagian, line.kode_kegiatan, name, line.kode_rekening, line.uraian,
        line.volume, line.satuan, line.sumber_dana, *amounts,
        *([SAMPLE] if budget.desa.contoh else []),
    ]  # fmt: skip
