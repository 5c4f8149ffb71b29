"""Plain village words for codes of the law, as they stand on walls and telephones.

Tables (APB, Penjabaran) keep the official names; posters, cards and messages use these.
"""

import re

from balai.plain.dates import format_date
from balai.rooms.penganggaran.apbdes.shape import AWAL, PERUBAHAN, RANCANGAN, Budget, Line

# Bidang codes: Permendagri 20/2018, annex A.
BIDANG = {
    "01": "Kantor dan pelayanan",
    "02": "Pembangunan",
    "03": "Pembinaan warga",
    "04": "Pemberdayaan",
    "05": "Bencana dan bantuan tunai",
}
# Siskeudes codes of sources of funds.
SUMBER = {
    "DDS": "Dana Desa",
    "ADD": "Alokasi Dana Desa",
    "PBH": "Bagi hasil pajak daerah",
    "PBP": "Bantuan provinsi",
    "PBK": "Bantuan kabupaten",
    "PAD": "Pendapatan asli desa",
    "SWD": "Swadaya warga",
    "DLL": "Lain-lain",
}
# The three activities of bidang 5 whose official names say little to a resident.
KEGIATAN = {
    "05.01.00": "Penanggulangan bencana",
    "05.02.00": "Keadaan darurat",
    "05.03.00": "Bantuan tunai warga (keadaan mendesak)",
}
# What a financing account means to a resident (jenis, Permendagri 20/2018, annex A).
PEMBIAYAAN = {
    "6.1.1": "Sisa uang tahun lalu",
    "6.1.2": "Pencairan dana cadangan",
    "6.1.3": "Hasil penjualan kekayaan desa",
    "6.2.1": "Pembentukan dana cadangan",
    "6.2.2": "Penyertaan modal desa",
}
# Units as prints shorten them. “M” above all: beside rupiah it reads as miliar.
SATUAN = {
    "M": "meter", "M1": "meter", "M2": "meter persegi", "M3": "meter kubik", "THN": "tahun", "BLN": "bulan",
    "KEG": "kegiatan", "ORG": "orang", "KPM": "keluarga penerima", "KK": "keluarga", "LS": "paket",
}  # fmt: skip
# “Pembangunan/Rehabilitasi/Peningkatan/Pengerasan …”: the law piles up verbs, the reader needs the thing.
_BUILD = re.compile(
    r"^Pembangunan(?:/(?:Rehabilitas(?:i)?|Rehab|Peningkatan|Pengadaan|Pengerasan))+\s+", re.IGNORECASE
)
_CARE = re.compile(r"^(?:Penyelenggaraan|Pelaksanaan)\s+", re.IGNORECASE)
# Official names carry their examples in brackets at the end, sometimes cut off by the print.
_BRACKETS = re.compile(r"\s*\((?:[^()]*\)(?=[\s.,;*]*$)|[^()]*$)")
_LONGEST_RULE, _LONGEST_FILE = 110, 48  # characters in the receipt; the fingerprint names the file anyhow
BUILT = "dibangun atau diperbaiki"


def bidang_words(code: str) -> str:
    """`Pembangunan` for `02`; an unknown bidang is named by its number."""
    return BIDANG.get(code, f"Bidang {code}")


def sumber_words(sumber: tuple[str, ...]) -> str:
    """`Dana Desa` for `("DDS",)`; several sources are joined, an unknown code stays as printed."""
    return " dan ".join(SUMBER.get(code, code) for code in sumber) or "Sumber tidak disebut"


def kegiatan_words(code: str, official: str) -> tuple[str, str]:
    """A kegiatan's official name shortened to the thing it builds or runs, and what is done to it if it is built.

    `Pembangunan/Rehabilitasi/Peningkatan/Pengerasan Jalan Desa` gives `Jalan Desa` and `dibangun atau
    diperbaiki`. Brackets with examples go. Without a name the code stands.
    """
    if code in KEGIATAN:
        return KEGIATAN[code], ""
    name = re.sub(r"\s+", " ", _BRACKETS.sub("", official)).strip(" .,;*")
    if not name:
        return f"Kegiatan {code}", ""
    thing = _BUILD.sub("", name)
    if thing != name:
        return thing[:1].upper() + thing[1:], BUILT
    rest = _CARE.sub("", name)
    return rest[:1].upper() + rest[1:], ""


def output_words(volume: str, satuan: str) -> str:
    """`520 meter` for `520` and `M`; empty if nothing is planned in numbers."""
    return f"{volume} {SATUAN.get(satuan.upper(), satuan)}".strip() if volume else ""


def line_words(line: Line) -> str:
    """A financing line in plain words; an account not listed keeps its printed name."""
    return PEMBIAYAAN.get(".".join(line.kode_rekening.split(".")[:3]), line.uraian)


def versi_words(versi: str) -> str:
    """`APB Desa` with the version of the year's budget."""
    if versi == RANCANGAN:
        return "Rancangan APB Desa"
    if versi == PERUBAHAN:
        return "Perubahan APB Desa"
    if versi.startswith("penjabaran-"):
        return f"APB Desa, perubahan penjabaran ke-{versi.removeprefix('penjabaran-')}"
    return "APB Desa" if versi in {AWAL, ""} else f"APB Desa ({versi})"


def opening_words(budget: Budget, name: str) -> str:
    """The first sentence of a message: what happened to the budget of the village `name`."""
    what = f"{name} {budget.tahun}"
    if budget.versi == RANCANGAN:
        return f"Rancangan anggaran {what}, belum ditetapkan."
    if budget.versi == PERUBAHAN:
        return f"Anggaran {what} sudah diubah."
    if budget.versi.startswith("penjabaran-"):
        return f"Rincian anggaran {what} sudah diubah, yang ke-{budget.versi.removeprefix('penjabaran-')}."
    return f"Anggaran {what} sudah ditetapkan." if budget.title.tanggal else f"Anggaran {what} sudah terbuka."


def spoken(name: str) -> str:
    """A name inside a sentence: small letters but for short forms (`BLT`), without what stands in brackets."""
    bare = _BRACKETS.sub("", name)
    if bare.isupper():
        return bare.lower()
    return " ".join(w if len(w) > 1 and w.isupper() else w.lower() for w in bare.split())


def stamp_words(budget: Budget) -> tuple[str, bool]:
    """The stamp's words, and whether the budget is decided (a draft's stamp is dashed)."""
    if budget.versi == RANCANGAN:
        return "Rancangan, belum ditetapkan", False
    day = budget.title.tanggal
    if day is None:
        return "Tanggal penetapan tidak tercetak", False
    return f"Ditetapkan {format_date(day)}", True


def shortened(text: str, longest: int, tail: int = 0) -> str:
    """`text` with `…` if it is longer: at its end, or before its last `tail` characters (a file's ending)."""
    if len(text) <= longest:
        return text
    return f"{text[: longest - tail - 1].rstrip()}…{text[len(text) - tail :].lstrip()}"


def source_words(budget: Budget) -> str:
    """The receipt of a paper: document, printer's date, file and the head of its fingerprint."""
    source = budget.source
    parts = [shortened(budget.title.dasar, _LONGEST_RULE)] if budget.title.dasar else []
    printed = source.dicetak or budget.title.dicetak
    if printed is not None:
        parts.append(f"dicetak {format_date(printed.date())}")
    parts.append(f"berkas {shortened(source.nama_berkas, _LONGEST_FILE, 12)} ({source.sha256[:12]})")
    return "Sumber: " + ", ".join(parts) + "."
