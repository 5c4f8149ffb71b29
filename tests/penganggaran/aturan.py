"""Writes tests/berkas/aturan: one small village budget in the Penjabaran layout, and one copy per rule that breaks it.

Every figure is invented and stands exactly at its limit in `bersih.csv`; each copy goes one rupiah beyond (or changes
one cell). Run again after an edit: `python -m tests.penganggaran.aturan`.

    Dana Desa 800.000.000: BLT 120.000.000 (15 %), pangan 160.000.000 (20 %), operasional 24.000.000 (3 %)
    belanja 1.260.000.000: kegiatan 01.01.01 to 07 378.000.000 (30 %); of these 01, 02, 05, 06 only 308.000.000
"""

import csv
import io
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
        ("04.01.04", "5.2.7.02", 60_000_000, "DDS"),
        ("04.02.01", "5.2.7.02", 100_000_000, "DDS"),
        ("05.03.00", "5.4.1.01", 120_000_000, "DDS"),
        ("", "6.1.1.01", 8_000_000, "ADD"),
    )
)  # fmt: skip


def moved(rows: tuple[Row, ...], **amounts: int) -> tuple[Row, ...]:
    """`moved(rows, k0203105353_02=1)` is hard to read, so: keys are positions `r12=+5`, counted from 0."""
    changed = list(rows)
    for key, plus in amounts.items():
        n = int(key[1:])
        changed[n] = replace(changed[n], amount=changed[n].amount + plus)
    return tuple(changed)


def at(kegiatan: str, rekening: str) -> int:
    """Position of a line in CLEAN."""
    return next(n for n, r in enumerate(CLEAN) if (r.kegiatan, r.rekening) == (kegiatan, rekening))


def shifted(down: tuple[str, str], up: tuple[str, str], much: int = 1) -> tuple[Row, ...]:
    """CLEAN with `much` rupiah moved from one line to another."""
    return moved(CLEAN, **{f"r{at(*down)}": -much, f"r{at(*up)}": much})


def put(kegiatan: str, rekening: str, **fields: str) -> tuple[Row, ...]:
    """CLEAN with one line's fields changed."""
    n = at(kegiatan, rekening)
    return (*CLEAN[:n], replace(CLEAN[n], **fields), *CLEAN[n + 1 :])


ROAD, ROAD_B, FOOD = ("02.03.10", "5.3.5.02"), ("02.03.10", "5.3.5.03"), ("04.02.01", "5.2.7.02")
CARE_A, CARE_B, YOUTH = ("02.02.02", "5.2.1.05"), ("02.02.02", "5.2.1.06"), ("03.02.03", "5.2.1.06")


def budgets() -> dict[str, tuple[Row, ...]]:
    """Each file's rows by its stem."""
    to_pay = moved(
        CLEAN, r7=-10_000_000, r8=-40_000_000, **{f"r{at(*YOUTH)}": -20_000_001, "r6": 70_000_001}
    )
    own = ("01.04.08", "5.2.1.05")
    return {
        "bersih": CLEAN,
        "aturan-1": to_pay,
        "aturan-1b": shifted(YOUTH, ("01.01.04", "5.2.1.01")),
        "aturan-2": moved(CLEAN, r0=1),
        "aturan-4": shifted(YOUTH, ROAD),
        "aturan-5-dua-sumber": put(*own, sumber="PAD, PBH"),
        "aturan-5-tanpa-sumber": put(*own, sumber=""),
        "aturan-5-tanpa-kegiatan": (CLEAN[at(*own)], *CLEAN[: at(*own)], *CLEAN[at(*own) + 1 :]),
        "aturan-8": shifted(CARE_B, ROAD),
        "aturan-8-antar-objek": shifted(CARE_B, CARE_A, 5_000_000),
        "aturan-9": put(*own, rekening="5.4.1.01"),
        "aturan-10": (*moved(CLEAN, **{f"r{at(*own)}": -5_000_000}), Row("", "6.2.2.01", 5_000_000, "PAD")),
        "aturan-blt": shifted(ROAD, ("05.03.00", "5.4.1.01")),
        "aturan-pangan": shifted(FOOD, ROAD),
        "aturan-operasional": shifted(ROAD, ("01.01.08", "5.2.1.06")),
    }
