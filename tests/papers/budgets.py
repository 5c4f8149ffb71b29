"""Budgets for the paper tests, built from the expected rows of the sample prints (not by our importers)."""

import csv
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from balai.rooms.penganggaran.apbdes.shape import Budget, Desa, Line, Source, Title

BERKAS = Path(__file__).parent.parent / "berkas"
URL = "https://desa.contoh.invalid/desa/33.99.99.2001/anggaran/2025/"
NAMES = {
    "02.03.10": "Pembangunan/Rehabilitasi/Peningkatan/Pengerasan Jalan Desa",
    "02.02.02": "Penyelenggaraan Posyandu (Makanan Tambahan, Kelas Ibu Hamil, Insentif Kader Posyandu)",
    "02.03.11": "Pembangunan/Rehabilitasi/Peningkatan/Pengerasan Jalan Lingkungan Permukiman/Gang",
    "01.01.02": "Penyediaan Penghasilan Tetap dan Tunjangan Perangkat Desa",
    "05.03.00": "Keadaan Mendesak",
}


def first_budget() -> Budget:
    """The sample village's first budget of 2025, 294 lines."""
    return _budget(
        "penjabaran-siskeudes", "awal", "Peraturan Kepala Desa Nomor 9 Tahun 2024", date(2024, 12, 30)
    )


def changed_budget() -> Budget:
    """Its change of 26 September 2025, with semula and menjadi."""
    return _budget("apb-perubahan", "perubahan", "Peraturan Desa Nomor 4 Tahun 2025", date(2025, 9, 26))


def _budget(stem: str, versi: str, dasar: str, signed: date) -> Budget:
    with (BERKAS / f"{stem}.baris.csv").open(encoding="utf-8") as file:
        lines = tuple(_line(n, row) for n, row in enumerate(csv.DictReader(file), 1))
    printed = datetime(2025, 1, 2, 9, 14, 31)  # noqa: DTZ001 - prints carry naive local time
    desa = Desa("33.99.99.2001", "Contoh Awanrahayu", "Contoh Tengah", "Kabupaten Contoh", contoh=True)
    title = Title(desa.nama, desa.kode, desa.kecamatan, desa.kabupaten, 2025, versi, dasar, signed, printed)
    source = Source(f"{stem}.xlsx", "0123456789abcdef" * 4, 84_000, printed)
    return Budget(desa, 2025, versi, title, source, lines, names=NAMES)


def _line(n: int, row: dict[str, str]) -> Line:
    amount = Decimal(row.get("anggaran") or row["menjadi"]).quantize(Decimal("0.01"))
    before = Decimal(row["semula"]).quantize(Decimal("0.01")) if "semula" in row else None
    sumber = tuple(row["sumber_dana"].split(", "))
    return Line(
        n, row["bagian"], row["kode_kegiatan"], row["kode_rekening"], row["uraian"], sumber, amount, before
    )


def real(budget: Budget) -> Budget:
    """The same budget as if the village were real."""
    return replace(budget, desa=replace(budget.desa, contoh=False))


def one_more(budget: Budget, urutan: int) -> Budget:
    """The same budget with one rupiah more in one line."""
    lines = [replace(x, anggaran=x.anggaran + 1) if x.urutan == urutan else x for x in budget.lines]
    return replace(budget, lines=tuple(lines))


def longest(budget: Budget) -> Budget:
    """The same budget with names and amounts at the edge of what a village can have."""
    long = "Pembangunan/Rehabilitasi/Peningkatan " + "Jaringan Perpipaan dan Sambungan Rumah Tangga " * 3
    desa = replace(
        budget.desa,
        nama="Sumbermulyaningratan Kertajayakusumahadiningrat Wetan Persiapan",
        kecamatan="Tanjungkarang Batujajarsari Selatan",
        kabupaten="Kabupaten Kepulauan Pangkajenekepulauan Utara",
    )
    lines = tuple(
        replace(x, anggaran=x.anggaran * 1000 + Decimal("0.98"), uraian=f"{x.uraian} {'panjang ' * 12}")
        for x in budget.lines
    )
    names = {x.kode_kegiatan: long for x in budget.lines if x.kode_kegiatan}
    return replace(budget, desa=desa, lines=lines, names=names)
