"""Words of the budget for residents, in both languages."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balai.rooms.penganggaran.apbdes.shape import AWAL, PERUBAHAN

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


def source(codes: tuple[str, ...]) -> str:
    """`Dana Desa (pusat)`; two sources joined; a code that we do not know as printed."""
    return ", ".join(str(SUMBER.get(c, c)) for c in codes) or _("sumber tidak disebut")
