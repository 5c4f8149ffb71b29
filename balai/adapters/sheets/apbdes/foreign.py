"""Other village reports that carry codes and amounts like a budget, and are none.

A realisation report, a cash book or a cost estimate would be read as a budget to the sen, and be wrong. They are
known by their title or by their columns and refused in words that say what they seem to be.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

LRA, BUKU, PAJAK, SPP, RAB, KAS, RKP = "lra", "buku", "pajak", "spp", "rab", "kas", "rkp"
ORANG, HARTA = "orang", "harta"

NAMES = {
    LRA: "Laporan Realisasi APB Desa",
    BUKU: "buku kas (BKU, buku bank, atau buku pembantu)",
    PAJAK: "Buku Pajak",
    SPP: "Surat Permintaan Pembayaran atau lampirannya",
    RAB: "Rencana Anggaran Biaya (RAB) atau DPA kegiatan",
    KAS: "Rencana Anggaran Kas (RAK), yang membagi anggaran per bulan",
    ORANG: "daftar orang (penerima, peserta, atau warga)",
    HARTA: "Laporan Kekayaan Milik Desa atau daftar aset",
    RKP: "naskah perencanaan (usulan, RKP Desa, atau RPJM Desa)",
}

# Titles that no budget has, whatever else stands above the table.
_ALWAYS: tuple[tuple[str, str], ...] = (
    (PAJAK, r"\bbuku (?:kas )?(?:pembantu )?pajak\b"),
    (
        LRA,
        r"\b(?:laporan|lap\.?)\s+(?:\w+\s+){0,2}(?:realisasi|penyerapan)\b|\brealisasi\s+(?:pelaksanaan|anggaran|apb|pendapatan|"
        r"belanja|penggunaan|penyerapan|keuangan|kegiatan)|\blra\b|\blaporan (?:pertanggung ?jawaban|keuangan)\b",
    ),
    (
        BUKU,
        r"^\W*(?:buku (?:kas|bank|pembantu|panjar|rincian)|register (?:kwitansi|kuitansi|spp))\b|\bbku\b",
    ),
    (
        SPP,
        r"\bsurat permintaan pembayaran\b|^\W*spp\b|\bpernyataan (?:pertanggung ?jawaban|tanggung ?jawab) belanja\b",
    ),
    (KAS, r"\brencana anggaran kas\b|^\W*rak\b"),
    (
        ORANG,
        r"^\W*daftar (?:hadir|nama|(?:calon )?(?:penerima|peserta|kpm|keluarga penerima)|warga|penduduk|"
        r"perangkat|anggota)\b",
    ),
    (HARTA, r"^\W*(?:laporan kekayaan|(?:buku |daftar )inventaris|daftar (?:aset|barang))\b"),
)
# A cost estimate may call itself one of the APB Desa; it never holds income.
_ESTIMATE: tuple[tuple[str, str], ...] = (
    (
        RAB,
        r"\brencana anggaran (?:dan )?(?:biaya|belanja)\b|\brab\b|\bdpa\b|\bdokumen pelaksanaan anggaran\b|"
        r"\brencana kegiatan dan anggaran\b|\brka\b",
    ),
)
# A budget names the plan that it follows.
_PLAN: tuple[tuple[str, str], ...] = (
    (RKP, r"\brencana kerja pemerintah|\b(?:du ?-? ?)?rkp(?: ?des(?:a)?)?\b|\brpjm|\bpembangunan jangka menengah|^\W*daftar usulan\b"),
)  # fmt: skip
_BUDGET = re.compile(
    r"\bpenjabaran\b|\banggaran pendapatan (?:dan|&) belanja\b|\br?apb ?-?des(?:a)?\b|\bapb desa\b", re.I
)
_DONE = re.compile(
    r"realisasi|terserap|penyerapan|\b(?:sudah|telah) (?:di)?(?:cair(?:kan)?|bayar(?:kan)?|salur(?:kan)?)\b",
    re.I,
)
_EARLIER = re.compile(r"20[0-9]{2}|tahun (?:yang )?lalu|sebelumnya", re.I)
_LEFT = re.compile(r"\blebih\b|\bsisa\b|capaian", re.I)
_MONTHS = re.compile(r"^(?:jan|feb|mar|apr|mei|jun|jul|agu|agt|ags|sep|okt|nov|des)[a-z]*\.?$", re.I)


@dataclass(frozen=True, slots=True)
class Seen:
    """What gave a report away: its kind, the words, and whether they are a title or a column."""

    kind: str
    words: str
    column: bool = False


def seems(title: Sequence[str], columns: Sequence[str], *, changed: bool, income: bool) -> Seen | None:
    """What a table seems to be if it is no budget. `title`: lines above; `columns`: texts of the header.

    `changed`: it has semula and menjadi; `income`: it holds accounts of income (4) or financing (6).
    """
    lines = [re.sub(r"\s+", " ", t).strip() for t in title if t and t.strip()]
    named = any(_BUDGET.search(t) for t in lines)
    found = _by_title(_ALWAYS, lines)
    if found is None and not (named and income):
        found = _by_title(_ESTIMATE, lines)
    if found is None and not named:
        found = _by_title(_PLAN, lines)
    return found or _by_columns([c for c in columns if c], changed=changed, income=income, named=named)


def _by_title(patterns: Sequence[tuple[str, str]], lines: Sequence[str]) -> Seen | None:
    for kind, pattern in patterns:
        for line in lines:
            # A long sentence only mentions things: a letter, a legal basis.
            if len(line) <= 160 and re.search(pattern, line, re.IGNORECASE):
                return Seen(kind, line[:80])
    return None


def _by_columns(columns: Sequence[str], *, changed: bool, income: bool, named: bool) -> Seen | None:
    def column(pattern: str) -> str:
        return next((c for c in columns if re.search(pattern, c, re.IGNORECASE)), "")

    day = column(r"^(?:tanggal|tgl)\b")
    if day and (
        column(r"saldo") or (column(r"penerimaan|debe?t|masuk") and column(r"pengeluaran|kredit|keluar"))
    ):
        return Seen(BUKU, day, column=True)
    if column(r"\bpotongan|pemotongan|pemungutan") and column(r"setor"):
        return Seen(PAJAK, column(r"setor"), column=True)
    if column(r"pencairan|permintaan|spp") and column(r"\bsisa\b|sekarang|saat ini"):
        return Seen(SPP, column(r"pencairan|permintaan|spp"), column=True)
    done = next((c for c in columns if _DONE.search(c) and not _EARLIER.search(c)), "")
    if done and (not changed or any(_LEFT.search(c) for c in columns)):
        return Seen(LRA, done, column=True)
    if sum(1 for c in columns if _MONTHS.match(c)) >= 6:
        return Seen(KAS, next(c for c in columns if _MONTHS.match(c)), column=True)
    if column(r"\blokasi\b") and column(r"swakelola|pola pelaksanaan|waktu pelaksanaan|sasaran"):
        return Seen(RKP, column(r"swakelola|pola pelaksanaan|waktu pelaksanaan|sasaran"), column=True)
    if not named and column(r"^(?:nik|no\.? ?(?:ktp|kk)|tempat,? tanggal lahir)\b") and column(r"\bnama\b"):
        return Seen(ORANG, column(r"^(?:nik|no\.? ?(?:ktp|kk)|tempat,? tanggal lahir)\b"), column=True)
    if column(r"harga") and not named and not income:
        return Seen(RAB, column(r"harga"), column=True)
    return None


def message(seen: Seen, where: str) -> str:
    """The refusal's words: what it seems to be, by which words at which place, and what to send."""
    sign = f"kolom “{seen.words}”" if seen.column else f"judul “{seen.words}”"
    at = f" di {where}" if where else ""
    return (
        f"Berkas ini tampaknya {NAMES[seen.kind]}, bukan APB Desa (lihat {sign}{at}). "
        f"Cetak “Penjabaran APB Desa” dari Siskeudes, lalu kirim berkas itu."
    )
