"""Words of the budget for residents, in both languages."""

from decimal import Decimal

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balai.adapters.papers.words import BUILT, output_words
from balai.faces.kit.templatetags.balai import rupiah
from balai.plain.rupiah import format_rupiah
from balai.rooms.penganggaran.apbdes.shape import AWAL, PENDAPATAN, PERUBAHAN

BIDANG = {
    "01": gettext_lazy("Kantor dan pelayanan"),
    "02": gettext_lazy("Pembangunan"),
    "03": gettext_lazy("Pembinaan warga"),
    "04": gettext_lazy("Pemberdayaan"),
    "05": gettext_lazy("Bencana dan bantuan tunai"),
}
SUMBER = {
    "DDS": gettext_lazy("Dana Desa (pusat)"),
    "ADD": gettext_lazy("Alokasi Dana Desa (kabupaten)"),
    "PBH": gettext_lazy("Bagi hasil pajak daerah"),
    "PBP": gettext_lazy("Bantuan provinsi"),
    "PBK": gettext_lazy("Bantuan kabupaten"),
    "PAD": gettext_lazy("Pendapatan asli desa"),
    "SWD": gettext_lazy("Swadaya warga"),
    "DLL": gettext_lazy("Lain-lain"),
}
# Kinds of financing (jenis, Permendagri 20/2018, annex A).
PEMBIAYAAN = {
    "6.1.1": gettext_lazy("sisa uang tahun lalu"),
    "6.1.2": gettext_lazy("pencairan dana cadangan"),
    "6.1.3": gettext_lazy("hasil penjualan kekayaan desa"),
    "6.2.1": gettext_lazy("pembentukan dana cadangan"),
    "6.2.2": gettext_lazy("penyertaan modal desa"),
}
# Units that papers spell out; another unit stands as printed.
SATUAN = {
    "meter": gettext_lazy("meter"),
    "meter persegi": gettext_lazy("meter persegi"),
    "meter kubik": gettext_lazy("meter kubik"),
    "tahun": gettext_lazy("tahun"),
    "bulan": gettext_lazy("bulan"),
    "kegiatan": gettext_lazy("kegiatan"),
    "orang": gettext_lazy("orang"),
    "keluarga penerima": gettext_lazy("keluarga penerima"),
    "keluarga": gettext_lazy("keluarga"),
    "paket": gettext_lazy("paket"),
}
PAPERS = {
    "poster.pdf": gettext_lazy("Poster A3"),
    "spanduk.pdf": gettext_lazy("Spanduk 3 × 2 m (1:10)"),
    "apb.pdf": gettext_lazy("APB Desa (PDF)"),
    "penjabaran.pdf": gettext_lazy("Penjabaran (PDF)"),
    "kartu.png": gettext_lazy("Gambar untuk dibagikan"),
    "pesan.txt": gettext_lazy("Pesan untuk grup RT"),
}
STATES = {
    "diterima": gettext_lazy("diterima"),
    "diterbitkan": gettext_lazy("berlaku"),
    "dikonfirmasi": gettext_lazy("berlaku, dibenarkan desa"),
    "digantikan": gettext_lazy("digantikan cetakan yang lebih baru"),
    "ditarik": gettext_lazy("ditarik"),
}
CHANGED = gettext_lazy("terbit, lalu diubah")
TERMS = (
    (gettext_lazy("Dana Desa"), gettext_lazy("Uang APBN untuk desa. Pemakaiannya mengikuti prioritas yang ditetapkan pemerintah pusat tiap tahun.")),
    (gettext_lazy("Alokasi Dana Desa (ADD)"), gettext_lazy("Bagian desa dari uang kabupaten, terutama untuk penghasilan perangkat dan kantor.")),
    (gettext_lazy("Murni dan perubahan"), gettext_lazy("Murni: anggaran yang ditetapkan sebelum tahun berjalan. Perubahan: anggaran yang disepakati ulang dengan BPD di tengah tahun.")),
    (gettext_lazy("Bidang"), gettext_lazy("Lima kelompok belanja desa, dari kantor desa sampai bencana dan bantuan tunai.")),
    (gettext_lazy("Pembiayaan"), gettext_lazy("Uang yang bukan pendapatan dan bukan belanja: sisa tahun lalu yang dipakai, dan modal yang ditanam.")),
    (gettext_lazy("SiLPA"), gettext_lazy("Sisa lebih pembiayaan anggaran: uang yang tersisa di akhir tahun dan dibawa ke tahun berikutnya.")),
)  # fmt: skip


def version(versi: str) -> str:
    """The version as pages say it."""
    if versi == AWAL:
        return _("awal (murni)")
    if versi == PERUBAHAN:
        return _("perubahan")
    if versi.startswith("penjabaran-"):
        return _("perubahan penjabaran ke-%(n)s") % {"n": versi.removeprefix("penjabaran-")}
    return _("rancangan")


def bidang(code: str, names: dict[str, str]) -> str:
    """`Pembangunan` for `02`; another code by the print's own name."""
    if not code:
        return _("Baris tanpa kode kegiatan")
    return str(BIDANG.get(code) or names.get(code) or code)


def part(bagian: str) -> str:
    """Income or financing, as headings say it."""
    return _("Pendapatan") if bagian == PENDAPATAN else _("Pembiayaan")


def financing(kind: str, names: dict[str, str]) -> str:
    """`Sisa uang tahun lalu` for `6.1.1`; another kind by the print's own name."""
    known = str(PEMBIAYAAN.get(kind, ""))
    return known[:1].upper() + known[1:] if known else names.get(kind) or kind


def size(volume: str, satuan: str) -> str:
    """`520 meter`. A number without its unit says nothing and is left out."""
    if not volume or not satuan:
        return ""
    unit = output_words(volume, satuan).removeprefix(volume).strip()
    return f"{volume} {SATUAN.get(unit, unit)}"


def done(how: str) -> str:
    """What is done to a work, in the reader's language."""
    return _("dibangun atau diperbaiki") if how == BUILT else how


def movement(difference: Decimal) -> str:
    """`naik Rp40.640.000`, `turun Rp152.043.600`; empty if nothing moved."""
    if difference == 0:
        return ""
    amount = format_rupiah(abs(difference))
    return _("naik %(uang)s") % {"uang": amount} if difference > 0 else _("turun %(uang)s") % {"uang": amount}


def covered(gap: Decimal, received: Decimal, kinds: tuple[str, ...]) -> str:
    """How a deficit is met, when it is met."""
    if kinds == ("6.1.1",):
        return format_html(
            _("Kekurangannya, <b>{kurang}</b>, ditutup dari sisa uang tahun lalu sebesar {sisa}."),
            kurang=rupiah(gap), sisa=rupiah(received),
        )  # fmt: skip
    return format_html(_("Kekurangannya, <b>{kurang}</b>, ditutup dari pembiayaan."), kurang=rupiah(gap))


def set_aside(amount: Decimal, kinds: tuple[str, ...]) -> str:
    """What leaves as financing."""
    names = _(" dan ").join(str(PEMBIAYAAN.get(k, k)) for k in kinds)
    return format_html(_("Untuk {keperluan} disediakan <b>{uang}</b>."), keperluan=names, uang=rupiah(amount))


def remainder(amount: Decimal) -> str:
    """What is left over, or still lacks, after financing. Both are told plainly."""
    if amount > 0:
        return format_html(_("Sisa <b>{uang}</b> belum direncanakan."), uang=rupiah(amount))
    return format_html(_("Masih kurang <b>{uang}</b> yang belum ada sumbernya."), uang=rupiah(-amount))


def overview() -> list[tuple[str, str, str, bool]]:
    """The seven figures: field of Totals, words, link, whether a bar may stand beside."""
    return [
        ("pendapatan", _("Pendapatan"), "pendapatan/", True),
        ("belanja", _("Belanja"), "#bidang", True),
        ("surplus_defisit", _("Pendapatan dikurangi belanja"), "", False),
        ("penerimaan_pembiayaan", _("Penerimaan pembiayaan"), "pembiayaan/", True),
        ("pengeluaran_pembiayaan", _("Pengeluaran pembiayaan"), "pembiayaan/", True),
        ("pembiayaan_netto", _("Pembiayaan bersih"), "", False),
        ("silpa_berkenaan", _("Sisa yang direncanakan"), "", False),
    ]


def balance() -> list[tuple[str, str]]:
    """The balance of one source: field of SourceSums and words."""
    return [
        ("pendapatan", _("Masuk tahun ini")),
        ("silpa", _("Sisa tahun lalu")),
        ("belanja", _("Belanja")),
        ("pengeluaran_pembiayaan", _("Pengeluaran pembiayaan")),
        ("sisa", _("Belum direncanakan")),
    ]


def source(codes: tuple[str, ...]) -> str:
    """`Dana Desa (pusat)`; two sources joined; a code that we do not know as printed."""
    return ", ".join(str(SUMBER.get(c, c)) for c in codes) or _("sumber tidak disebut")
