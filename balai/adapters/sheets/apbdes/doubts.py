"""What is odd about a budget as a whole: too small, too large, a part missing, the same lines twice."""

from collections.abc import Sequence
from decimal import Decimal

from balai.adapters.sheets.apbdes.entries import Entry
from balai.adapters.sheets.apbdes.noticed import BEYOND
from balai.adapters.sheets.guard import SheetRefused
from balai.plain.findings import Finding, Level
from balai.plain.rupiah import ZERO, format_rupiah
from balai.rooms.penganggaran.apbdes.shape import BELANJA, PENDAPATAN, Line, Stated

FEW = 6  # lines of a file that is meant to be a budget
WHOLE, LEAST = 20, Decimal(50_000_000)  # so many lines add up to more in any village


def doubts(lines: Sequence[Line], entries: Sequence[Entry]) -> list[Finding]:
    """Questions about the whole."""
    return [*small(lines), *without_accounts(lines, entries), *without_part(lines), *doubled(lines)]


def guard_sums(lines: Sequence[Line], stated: Sequence[Stated]) -> None:
    """Raises SheetRefused (`jumlah_janggal`) for amounts with which no sum can be kept: something else stands there."""
    rows: list[Line | Stated] = [*lines, *stated]
    single = [(abs(amount), x) for x in rows for amount in (x.anggaran, x.semula) if amount is not None]
    largest, where = max(single, key=lambda pair: pair[0])
    total = sum((amount for amount, x in single if isinstance(x, Line)), Decimal(0))
    if max(largest, total) < BEYOND * 100:
        return
    raise SheetRefused(
        "jumlah_janggal",
        f"Jumlah di {where.place.words()} adalah {format_rupiah(largest)}, jauh melebihi anggaran desa mana pun. "
        f"Perbaiki angkanya, lalu kirim lagi.",
    )


def small(lines: Sequence[Line]) -> list[Finding]:
    """A question about a whole budget of a few million rupiah: thousands that no word tells of, or another column."""
    largest = max((max(x.anggaran, x.semula or ZERO) for x in lines), default=ZERO)
    total = sum((x.anggaran for x in lines), Decimal(0))
    if len(lines) < WHOLE or not 0 < total < LEAST:
        return []
    message = (
        f"Seluruh {len(lines)} baris berjumlah {format_rupiah(total)}, yang terbesar {format_rupiah(largest)}: terlalu "
        f"kecil untuk APB Desa. Apakah ditulis dalam ribuan, atau kolomnya bukan jumlah rupiah?"
    )
    return [Finding(Level.QUESTION, "jumlah_kecil", message, lines[0].place)]


def without_accounts(lines: Sequence[Line], entries: Sequence[Entry]) -> list[Finding]:
    """Spending that ends at the activities: Balai needs the accounts below them."""
    if any(x.bagian == BELANJA for x in lines):
        return []
    bare = [e for e in entries if e.kegiatan.count(".") == 2 and not e.rekening and e.anggaran]
    if not bare:
        return []
    message = (
        f"Belanja di cetakan ini hanya sampai kegiatan (mulai {bare[0].place.words()}), tanpa rekening belanja. "
        f"Kirim “Penjabaran APB Desa”, yang memuat rekeningnya."
    )
    return [Finding(Level.QUESTION, "tanpa_rekening", message, bare[0].place)]


def without_part(lines: Sequence[Line]) -> list[Finding]:
    """A whole budget has income and spending."""
    if len(lines) < FEW:
        return []
    missing = [
        p for p in (PENDAPATAN, BELANJA) if not any(x.bagian == p and (x.anggaran or x.semula) for x in lines)
    ]
    if not missing:
        return []
    message = f"Berkas ini tidak memuat satu baris {' atau '.join(missing)} pun yang berisi jumlah. Apakah seluruh lembar APB Desa sudah dikirim?"
    return [Finding(Level.QUESTION, "bagian_kosong", message, lines[0].place)]


def doubled(lines: Sequence[Line]) -> list[Finding]:
    """The same activity, account and source twice with one amount: rows pasted twice, or two budgets in one sheet."""
    first: dict[tuple[str, str, tuple[str, ...]], Line] = {}
    again: list[tuple[Line, Line]] = []
    for line in lines:
        key = (line.kode_kegiatan, line.kode_rekening, line.sumber)
        if key in first and line.sumber:
            again.append((first[key], line))
        first.setdefault(key, line)
    equal = [(a, b) for a, b in again if a.anggaran == b.anggaran and a.uraian == b.uraian and b.anggaran]
    if not equal and (len(lines) < FEW or len(again) * 4 < len(lines)):
        return []
    one, two = (equal or again)[0]
    message = (
        f"Baris {two.kode_kegiatan} {two.kode_rekening} ({two.sumber_dana}) di {two.place.words()} sudah ada di "
        f"{one.place.words()}. Ada {len(equal or again)} baris kembar seperti ini. Hapus bila tersalin dua kali."
    ).replace("Baris  ", "Baris ")
    return [Finding(Level.QUESTION, "baris_kembar", message, two.place)]
