"""Writes tests/berkas/aturan: one small village budget in the Penjabaran layout, and one copy per rule that breaks it.

Every figure is invented and stands exactly at its limit in `bersih.csv`; each copy goes one rupiah beyond (or changes
one cell). Run again after an edit: `python -m tests.penganggaran.aturan`.

    Dana Desa 800.000.000: BLT 120.000.000 (15 %), pangan 160.000.000 (20 %), operasional 24.000.000 (3 %)
    belanja 1.260.000.000: kegiatan 01.01.01 to 07 378.000.000 (30 %); of these 01, 02, 05, 06 only 308.000.000
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from balai.ground.references import chart

FOLDER = Path(__file__).parent.parent / "berkas" / "aturan"
HEADER = ("KODE KEGIATAN", "KODE REKENING", "URAIAN", "VOLUME", "SATUAN", "ANGGARAN (Rp.)", "SUMBER DANA")


@dataclass(frozen=True)
class Row:
    """One line of the print: activity (empty outside belanja), account, whole rupiah, source."""

    kegiatan: str
    rekening: str
    amount: int
    sumber: str


CLEAN = tuple(
    Row(*r)
    for r in (
        ("", "4.1.2.01", 20_000_000, "PAD"),
        ("", "4.2.1.01", 800_000_000, "DDS"),
        ("", "4.2.2.01", 30_000_000, "PBH"),
        ("", "4.2.3.01", 400_000_000, "ADD"),
        ("", "4.3.6.01", 2_000_000, "DLL"),
        ("01.01.01", "5.1.1.01", 60_000_000, "ADD"),
        ("01.01.02", "5.1.2.01", 200_000_000, "ADD"),
        ("01.01.03", "5.1.3.01", 10_000_000, "ADD"),
        ("01.01.04", "5.2.1.01", 40_000_000, "ADD"),
        ("01.01.05", "5.1.4.01", 40_000_000, "ADD"),
        ("01.01.06", "5.2.1.01", 8_000_000, "ADD"),
        ("01.01.07", "5.2.2.03", 20_000_000, "PBH"),
        ("01.01.08", "5.2.1.06", 24_000_000, "DDS"),
        ("01.04.08", "5.2.1.05", 20_000_000, "PAD"),
        ("02.02.02", "5.2.1.05", 50_000_000, "DDS"),
        ("02.02.02", "5.2.1.06", 70_000_000, "DDS"),
        ("02.03.10", "5.3.5.02", 90_000_000, "DDS"),
        ("02.03.10", "5.3.5.03", 210_000_000, "DDS"),
        ("02.04.10", "5.2.7.03", 10_000_000, "PBH"),
        ("02.06.02", "5.2.5.05", 76_000_000, "DDS"),
        ("03.02.03", "5.2.1.06", 40_000_000, "ADD"),
        ("03.02.03", "5.2.7.01", 2_000_000, "DLL"),
        ("03.04.03", "5.2.1.06", 10_000_000, "ADD"),
        ("04.01.05", "5.2.7.02", 60_000_000, "DDS"),
        ("04.02.01", "5.2.7.02", 100_000_000, "DDS"),
        ("05.03.00", "5.4.1.01", 120_000_000, "DDS"),
        ("", "6.1.1.01", 8_000_000, "ADD"),
    )
)  # fmt: skip


def changed(*changes: tuple[str, str, int]) -> tuple[Row, ...]:
    """CLEAN with rupiah added to (or taken from) lines, each named by activity and account."""
    plus = {(k, r): much for k, r, much in changes}
    assert plus.keys() <= {(x.kegiatan, x.rekening) for x in CLEAN}
    return tuple(replace(x, amount=x.amount + plus.get((x.kegiatan, x.rekening), 0)) for x in CLEAN)


def put(where: tuple[str, str], **fields: str) -> tuple[Row, ...]:
    """CLEAN with one line's fields changed."""
    return tuple(replace(x, **fields) if (x.kegiatan, x.rekening) == where else x for x in CLEAN)


SIFOR = ("01.04.08", "5.2.1.05")  # the only spending out of PAD
TO_PAY = (  # 308.000.000 of rule 1 becomes 378.000.001
    ("01.01.02", "5.1.2.01", 70_000_001),
    ("01.01.03", "5.1.3.01", -10_000_000),
    ("01.01.04", "5.2.1.01", -40_000_000),
    ("03.02.03", "5.2.1.06", -20_000_001),
)
BUDGETS = {
    "bersih": CLEAN,
    "aturan-1": changed(*TO_PAY),
    "aturan-1b": changed(("03.02.03", "5.2.1.06", -1), ("01.01.04", "5.2.1.01", 1)),
    "aturan-2": changed(("", "4.1.2.01", 1)),
    "aturan-4": changed(("03.02.03", "5.2.1.06", -1), ("02.03.10", "5.3.5.02", 1)),
    "aturan-5-dua-sumber": put(SIFOR, sumber="PAD, PBH"),
    "aturan-5-tanpa-sumber": put(SIFOR, sumber=""),
    "aturan-5-tanpa-kegiatan": put(SIFOR, kegiatan="-"),
    "aturan-8": changed(("02.02.02", "5.2.1.06", -1), ("02.03.10", "5.3.5.02", 1)),
    "antar-objek": changed(("02.02.02", "5.2.1.06", -5_000_000), ("02.02.02", "5.2.1.05", 5_000_000)),
    "aturan-9": put(SIFOR, rekening="5.4.1.01"),
    "aturan-10": (*changed(("", "4.1.2.01", 5_000_000)), Row("", "6.2.2.01", 5_000_000, "PAD")),
    "aturan-blt": changed(("02.03.10", "5.3.5.02", -1), ("05.03.00", "5.4.1.01", 1)),
    "aturan-pangan": changed(("04.02.01", "5.2.7.02", -1), ("02.03.10", "5.3.5.02", 1)),
    "aturan-operasional": changed(("02.03.10", "5.3.5.02", -1), ("01.01.08", "5.2.1.06", 1)),
}
CHANGES = {"aturan-8", "antar-objek"}  # prints of a changed Penjabaran


def text(stem: str) -> str:
    """The file as text."""
    rows = BUDGETS[stem]
    title = "PERUBAHAN KE-1 PENJABARAN" if stem in CHANGES else "PENJABARAN"
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n").writerow
    for line in ("PEMERINTAH KABUPATEN CONTOH", "KECAMATAN CONTOH TENGAH", "DESA CONTOH AWANRAHAYU (33.99.99.2001)",
                 f"{title} ANGGARAN PENDAPATAN DAN BELANJA DESA", "TAHUN ANGGARAN 2025"):  # fmt: skip
        write([line, *[""] * 6])
    write(HEADER)
    income, spending = [r for r in rows if r.rekening[0] == "4"], [r for r in rows if r.rekening[0] == "5"]
    received = [r for r in rows if r.rekening.startswith("6.1")]
    paid = [r for r in rows if r.rekening.startswith("6.2")]
    sums = {
        k: sum(r.amount for r in part)
        for k, part in (("4", income), ("5", spending), ("6.1", received), ("6.2", paid))
    }
    surplus, net = sums["4"] - sums["5"], sums["6.1"] - sums["6.2"]
    for row in (
        *_accounts(income), ("", "", "JUMLAH PENDAPATAN", "", "", _rp(sums["4"]), ""),
        *_activities(spending), ("", "", "JUMLAH BELANJA", "", "", _rp(sums["5"]), ""),
        ("", "", "SURPLUS / (DEFISIT)", "", "", _rp(surplus), ""),
        *_accounts([*received, *paid]), ("", "", "PEMBIAYAAN NETTO", "", "", _rp(net), ""),
        ("", "", "SISA LEBIH PEMBIAYAAN ANGGARAN TAHUN BERKENAAN", "", "", _rp(surplus + net), ""),
    ):  # fmt: skip
        write(row)
    return out.getvalue()


def _accounts(rows: list[Row], kegiatan: str = "", first: int = 1) -> Iterator[tuple[str, ...]]:
    """Sums of akun, kelompok, jenis, each before its lines."""
    seen: set[str] = set()
    for row in rows:
        parts = row.rekening.split(".")
        for code in (".".join(parts[:n]) for n in range(first, 4)):
            if code not in seen:
                seen.add(code)
                amount = sum(r.amount for r in rows if r.rekening.startswith(code + "."))
                yield kegiatan, code + ".", chart.name(code), "", "", _rp(amount), ""
        yield kegiatan, row.rekening + ".", chart.name(row.rekening), "", "", _rp(row.amount), row.sumber


def _activities(rows: list[Row]) -> Iterator[tuple[str, ...]]:
    """The sum of belanja, lines that stand under no activity, then bidang, sub bidang and activities."""
    yield "", "5.", "BELANJA", "", "", _rp(sum(r.amount for r in rows)), ""
    for row in rows:
        if row.kegiatan == "-":
            yield "", row.rekening + ".", chart.name(row.rekening), "", "", _rp(row.amount), row.sumber
    seen: set[str] = set()
    for row in rows:
        for code in (row.kegiatan[:2], row.kegiatan[:5], row.kegiatan):
            if code not in seen and code != "-":
                seen.add(code)
                amount = sum(r.amount for r in rows if (r.kegiatan + ".").startswith(code + "."))
                yield code, "", chart.name(code), "", "", _rp(amount), ""
                if code == row.kegiatan:
                    yield from _accounts([r for r in rows if r.kegiatan == code], code, first=2)


def _rp(amount: int) -> str:
    grouped = f"{abs(amount):,}".replace(",", ".") + ",00"
    return f"({grouped})" if amount < 0 else grouped


if __name__ == "__main__":
    for name in BUDGETS:
        (FOLDER / f"{name}.csv").write_text(text(name), encoding="utf-8")
