"""Which entries are lines and which are sums. Only lines are ever added up; sums are kept to be compared.

A line has a source of funds and nothing deeper below it. A row of an account down to the objek without any
source, with nothing below it, is a line too: its missing source is told, its amount never dropped.
"""

import re
from collections.abc import Sequence

from balai.adapters.sheets.apbdes.details import mark_details
from balai.adapters.sheets.apbdes.entries import Entry
from balai.ground.references import chart
from balai.plain.findings import Finding, Level
from balai.plain.rupiah import ZERO
from balai.rooms.penganggaran.apbdes.shape import Line, Stated

_TOTALS: tuple[tuple[str, str], ...] = (
    ("jumlah_pendapatan", r"^(?:jumlah|total) (?:pendapatan|penerimaan desa)"),
    ("jumlah_belanja", r"^(?:jumlah|total) belanja"),
    ("surplus_defisit", r"surplus|defisit"),
    ("jumlah_penerimaan_pembiayaan", r"^(?:jumlah|total) penerimaan pembiayaan"),
    ("jumlah_pengeluaran_pembiayaan", r"^(?:jumlah|total) pengeluaran pembiayaan"),
    (
        "pembiayaan_netto",
        r"pembiayaan (?:netto|neto|bersih)|^(?:jumlah |total )?pembiayaan$|selisih pembiayaan",
    ),
    ("silpa_berkenaan", r"sisa lebih|si ?lpa|sikpa"),
)


def sort_out(entries: Sequence[Entry]) -> tuple[list[Line], list[Stated], list[Finding]]:
    """Lines in the file's order, stated sums, and what was noticed on the way."""
    lines: list[Line] = []
    stated: list[Stated] = []
    findings: list[Finding] = []
    sourced = any(e.sumber for e in entries)
    findings += mark_details(entries, {n for n, e in enumerate(entries) if not _coded(e) and _named_total(e)})
    last: Entry | None = None
    output: dict[str, tuple[str, str]] = {}  # prints state volume and unit on the activity's own row
    for index, entry in enumerate(entries):
        if entry.detail:
            continue
        if entry.kegiatan and not entry.rekening and entry.volume:
            output[entry.kegiatan] = entry.volume, entry.satuan
        elif not entry.volume and entry.bagian == "belanja":
            entry.volume, entry.satuan = output.get(entry.kegiatan, ("", ""))
        if not _coded(entry):
            total = _named_total(entry)
            if total:
                stated.append(total)
            elif entry.sumber and entry.anggaran is not None and last is not None:
                entry.kegiatan, entry.rekening, entry.bagian = last.kegiatan, last.rekening, last.bagian
                entry.uraian, entry.inherits = entry.uraian or last.uraian, True
            else:
                findings += _unplaced(entry)
        if entry.unread_code:
            findings.append(_unread(entry))
            if not entry.sumber:
                continue
        findings += _blank_amount(entry, entries, index)
        if not (entry.rekening or entry.kegiatan) or entry.anggaran is None:
            continue
        if _is_line(entry, entries, index, sourced=sourced):
            lines.append(_line(entry, len(lines) + 1))
            findings += _about(entry, sourced=sourced)
            last = entry
        else:
            stated.append(_stated(entry))
            last = entry if entry.rekening else None
    if not sourced and lines:
        message = (
            "Cetakan ini tidak memuat kolom sumber dana, sehingga imbangan per sumber tidak dapat dihitung."
        )
        findings.append(Finding(Level.FINDING, "tanpa_sumber", message, lines[0].place))
    return lines, stated, findings


def _coded(entry: Entry) -> bool:
    """Whether anything stands in the code cells."""
    return bool(entry.rekening or entry.kegiatan or entry.unread_code)


def _blank_amount(entry: Entry, entries: Sequence[Entry], index: int) -> list[Finding]:
    """A line without an amount. An empty MENJADI beside a SEMULA is a line that fell to zero, and is told."""
    if entry.anggaran is not None or entry.asked or not entry.rekening:
        return []
    where = f"{entry.place.words()} ({entry.rekening} {entry.uraian})"
    if entry.semula is not None and entry.sumber and not _has_deeper(entry, entries, index):
        entry.anggaran = ZERO
        message = f"Kolom menjadi di {where} kosong dan dibaca nol."
        return [Finding(Level.FINDING, "menjadi_kosong", message, entry.place)]
    if entry.sumber and entry.rekening.count(".") == 3:
        message = f"Baris di {where} menyebut sumber dana tetapi jumlahnya kosong. Tulis jumlahnya, atau 0."
        return [Finding(Level.QUESTION, "jumlah_kosong", message, entry.place)]
    return []


def _is_line(entry: Entry, entries: Sequence[Entry], index: int, *, sourced: bool) -> bool:
    deeper = _has_deeper(entry, entries, index)
    if entry.sumber:
        return bool(entry.rekening) and not deeper
    depth = entry.rekening.count(".")
    if depth < 2 or deeper or (entry.bagian == "belanja" and not entry.kegiatan):
        return False
    if not sourced:
        return True
    if entry.anggaran == ZERO and depth < 3:
        return False
    return depth == 3 or not _sourced_below(entry, entries, index)


def _has_deeper(entry: Entry, entries: Sequence[Entry], index: int) -> bool:
    """Whether the next rows with an amount stand below this one in the same kegiatan."""
    for other in entries[index + 1 :]:
        if other.anggaran is None:
            continue
        if not other.rekening and not other.kegiatan:
            return bool(other.sumber) and not entry.sumber and not _named_total(other)
        if not entry.rekening:
            return other.kegiatan.startswith(entry.kegiatan)
        if other.kegiatan != entry.kegiatan:
            return False
        if other.rekening == entry.rekening:
            return not entry.sumber and bool(other.sumber)
        return other.rekening.startswith(entry.rekening + ".")
    return False


def _sourced_below(entry: Entry, entries: Sequence[Entry], index: int) -> bool:
    return any(
        o.sumber and o.kegiatan == entry.kegiatan and o.rekening.startswith(entry.rekening)
        for o in entries[index + 1 : index + 40]
    )


def _named_total(entry: Entry) -> Stated | None:
    if entry.anggaran is None:
        return None
    text = entry.uraian.lower()
    for key, pattern in _TOTALS:
        if re.search(pattern, text):
            return Stated(key, entry.uraian, entry.anggaran, entry.semula, entry.place)
    return None


def _stated(entry: Entry) -> Stated:
    key = (
        f"{entry.kegiatan}|{entry.rekening}"
        if entry.kegiatan and entry.rekening
        else entry.kegiatan or entry.rekening
    )
    return Stated(
        key, entry.uraian, entry.anggaran if entry.anggaran is not None else ZERO, entry.semula, entry.place
    )


def _line(entry: Entry, urutan: int) -> Line:
    amount = entry.anggaran if entry.anggaran is not None else ZERO
    return Line(
        urutan=urutan, bagian=entry.bagian, kode_kegiatan=entry.kegiatan if entry.bagian == "belanja" else "",
        kode_rekening=entry.rekening, uraian=entry.uraian, sumber=read_source(entry.sumber),
        anggaran=amount, semula=entry.semula, volume=entry.volume, satuan=entry.satuan, place=entry.place,
    )  # fmt: skip


def read_source(text: str) -> tuple[str, ...]:
    """The sources that a cell names; `Dana Desa (DDS)` and `(ADD)` are read without or by their brackets."""
    inside = re.findall(r"\(([^()]*)\)", text)
    spellings = [text, re.sub(r"\([^()]*\)", "", text), *inside]
    return next((codes for t in spellings if t.strip() and (codes := chart.normal_sumber(t))), ())


def _about(entry: Entry, *, sourced: bool) -> list[Finding]:
    """What is odd about one line."""
    found: list[Finding] = []
    where = entry.place.words()
    codes = read_source(entry.sumber)
    if entry.sumber and not codes:
        message = (
            f"Sumber dana “{entry.sumber}” di {where} tidak dikenal. "
            f"Tulis salah satu: DDS, ADD, PBH, PAD, PBP, PBK, SWD, DLL."
        )
        found.append(
            Finding(Level.QUESTION, "sumber_tak_dikenal", message, entry.place, {"tertulis": entry.sumber})
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
    found += _unknown_codes(entry)
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


def _unread(entry: Entry) -> Finding:
    by_excel = re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}.*", entry.unread_code)
    why = "diubah Excel menjadi tanggal" if by_excel else "tidak terbaca"
    message = (
        f"Kode “{entry.unread_code}” di {entry.place.words()} {why}. "
        f"Tulis kode kegiatan seperti 02.06.03 dan kode rekening seperti 5.2.1.06."
    )
    return Finding(Level.QUESTION, "kode_tak_terbaca", message, entry.place, {"tertulis": entry.unread_code})


def _unplaced(entry: Entry) -> list[Finding]:
    """A row with an amount but no code and no known name: told, never counted."""
    if entry.anggaran in (None, ZERO):
        return []
    message = (
        f"Baris “{entry.uraian}” di {entry.place.words()} berjumlah tetapi tidak berkode; tidak dihitung."
    )
    return [Finding(Level.INFO, "baris_tanpa_kode", message, entry.place)]
