"""What is odd about one row of a budget: told or asked, with its place and in its own words."""

import re
from collections.abc import Sequence
from decimal import Decimal

from balai.adapters.sheets.apbdes.amounts import quoted
from balai.adapters.sheets.apbdes.entries import Entry
from balai.adapters.sheets.apbdes.sources import read_source
from balai.ground.references import chart
from balai.plain.findings import Finding, Level
from balai.plain.rupiah import ZERO, format_rupiah
from balai.rooms.penganggaran.apbdes import sums
from balai.rooms.penganggaran.apbdes.shape import Line

BEYOND = Decimal(10) ** 12  # a trillion in one line: no village's budget, a slip or another unit


def blank(entry: Entry, *, deeper: bool, sourced: bool) -> list[Finding]:
    """A row of an account without an amount, or with words in its place.

    An empty cell is read as zero so that the line stays, and asked about; an empty MENJADI beside a SEMULA is a line
    that fell to zero, and told. Words are no amount: the line waits.
    """
    if entry.asked or not entry.rekening:
        return []
    line = not deeper and (bool(entry.sumber) or entry.rekening.count(".") == 3)
    where = f"{entry.place.words()} ({entry.rekening} {entry.uraian[:80]})"
    if entry.words and (line or entry.sumber):
        return [_worded(entry)]
    if entry.anggaran is not None or not line:
        return []
    if entry.semula is not None:
        entry.anggaran = ZERO
        message = f"Kolom menjadi di {where} kosong dan dibaca nol."
        return [Finding(Level.FINDING, "menjadi_kosong", message, entry.place)]
    if entry.sumber:
        message = f"Baris di {where} menyebut sumber dana tetapi jumlahnya kosong. Tulis jumlahnya, atau 0."
    elif not sourced:
        message = f"Jumlah di {where} kosong. Tulis jumlahnya, atau 0."
    else:
        return []
    entry.anggaran = ZERO
    return [Finding(Level.QUESTION, "jumlah_kosong", message, entry.place)]


def _worded(entry: Entry) -> Finding:
    message = (
        f"Di {entry.words_at.words()} tertulis “{entry.words}”, bukan jumlah. "
        f"Tulis jumlah {entry.rekening} {entry.uraian[:80]} dalam rupiah, atau 0."
    )
    return Finding(Level.QUESTION, "jumlah_tak_terbaca", message, entry.words_at, {"tertulis": entry.words})


def about(entry: Entry, *, sourced: bool) -> list[Finding]:
    """What is odd about one line."""
    found: list[Finding] = []
    where = entry.place.words()
    codes = read_source(entry.sumber)
    if entry.sumber and not codes:
        message = (
            f"Sumber dana “{quoted(entry.sumber)}” di {where} tidak dikenal. "
            f"Tulis salah satu: DDS, ADD, PBH, PAD, PBP, PBK, SWD, DLL."
        )
        found.append(
            Finding(
                Level.QUESTION, "sumber_tak_dikenal", message, entry.place, {"tertulis": quoted(entry.sumber)}
            )
        )
    elif len(codes) > 1:
        message = (
            f"Baris di {where} menyebut dua sumber dana ({', '.join(codes)}). Baris ini tetap satu dan tidak ikut "
            f"imbangan per sumber, karena bagian tiap sumber tidak tertulis."
        )
        found.append(Finding(Level.FINDING, "dua_sumber", message, entry.place, {"sumber": list(codes)}))
    elif not entry.sumber and sourced:
        message = f"Baris di {where} ({entry.rekening} {entry.uraian}) tidak menyebut sumber dana."
        found.append(Finding(Level.FINDING, "tanpa_sumber", message, entry.place))
    if entry.bagian == "belanja" and entry.kegiatan.count(".") != 2 and not entry.unread_code:
        message = f"Belanja di {where} ({entry.rekening} {entry.uraian}) tidak berada di bawah kode kegiatan."
        found.append(Finding(Level.QUESTION, "tanpa_kegiatan", message, entry.place))
    return [*found, *_strange_amounts(entry), *_unknown_codes(entry)]


def _strange_amounts(entry: Entry) -> list[Finding]:
    """Amounts below zero, and those that no village has."""
    found = []
    for what, amount in (("Jumlah", entry.anggaran), ("Jumlah semula", entry.semula)):
        where = f"{entry.place.words()} ({entry.rekening} {entry.uraian[:80]})"
        if amount is not None and amount < 0:
            message = f"{what} di {where} negatif: {format_rupiah(amount)}. Periksa tandanya; anggaran ditulis tanpa minus."
            found.append(Finding(Level.QUESTION, "jumlah_negatif", message, entry.place))
        if amount is not None and abs(amount) >= BEYOND:
            message = f"{what} di {where} adalah {format_rupiah(amount)}, melebihi anggaran desa mana pun. Periksa angkanya."
            found.append(Finding(Level.QUESTION, "jumlah_janggal", message, entry.place))
    return found


def _unknown_codes(entry: Entry) -> list[Finding]:
    found = []
    for code, what in ((entry.kegiatan, "kegiatan"), (entry.rekening, "rekening")):
        if code and not chart.known(code) and not chart.is_local(code):
            message = (
                f"Kode {what} {code} ({entry.uraian}) di {entry.place.words()} tidak ada di Permendagri 20/2018. "
                f"Periksa kodenya; kode buatan kabupaten bernomor 90 sampai 99."
            )
            found.append(Finding(Level.QUESTION, "kode_tak_dikenal", message, entry.place, {"kode": code}))
    return found


def unread(entry: Entry) -> Finding:
    by_excel = re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}.*", entry.unread_code)
    why = "diubah Excel menjadi tanggal" if by_excel else "tidak terbaca"
    message = (
        f"Kode “{quoted(entry.unread_code)}” di {entry.place.words()} {why}. "
        f"Tulis kode kegiatan seperti 02.06.03 dan kode rekening seperti 5.2.1.06."
    )
    return Finding(
        Level.QUESTION, "kode_tak_terbaca", message, entry.place, {"tertulis": quoted(entry.unread_code)}
    )


def unclaimed(loose: Sequence[Entry], lines: Sequence[Line]) -> list[Finding]:
    """Rows with source and amount that stand apart without a code: a recapitulation if it repeats the lines, else asked."""
    known = {
        (source, getattr(own, field))
        for source, own in sums.per_source(lines).items()
        for field in ("pendapatan", "silpa", "belanja", "pengeluaran_pembiayaan", "sisa")
    }
    known |= {(s, own.pendapatan + own.silpa) for s, own in sums.per_source(lines).items()}
    found = []
    for entry in loose:
        where = entry.place.words()
        if any((source, entry.anggaran) in known for source in read_source(entry.sumber)):
            message = f"Rekapitulasi per sumber dana di {where} cocok dengan barisnya; tidak dihitung lagi."
            found.append(Finding(Level.INFO, "rekap_sumber", message, entry.place))
            continue
        message = (
            f"Baris “{quoted(entry.uraian)}” di {where} menyebut sumber dana dan jumlah tetapi tidak berkode, dan tidak "
            f"dihitung. Tulis kodenya, atau hapus barisnya bila hanya rekapitulasi."
        )
        found.append(Finding(Level.QUESTION, "baris_lepas", message, entry.place))
    return found


def unplaced(entry: Entry) -> list[Finding]:
    """A row with an amount but no code and no known name: told, never counted."""
    if entry.anggaran in (None, ZERO):
        return []
    message = f"Baris “{quoted(entry.uraian)}” di {entry.place.words()} berjumlah tetapi tidak berkode; tidak dihitung."
    return [Finding(Level.INFO, "baris_tanpa_kode", message, entry.place)]
