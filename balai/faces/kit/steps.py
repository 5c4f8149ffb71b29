"""Words of the step tables for people, in both languages: kinds of documents, steps, papers."""

from django.utils.translation import gettext_lazy

KINDS = {
    "sk": gettext_lazy("Keputusan Kepala Desa"),
    "cetakan": gettext_lazy("Cetakan APB Desa"),
}
STEPS = {
    "sk.susun": gettext_lazy("Menyusun keputusan pengangkatan"),
    "sk.batalkan": gettext_lazy("Membatalkan drafnya"),
    "sk.tandatangani": gettext_lazy("Menetapkan keputusan yang disusun di Balai"),
    "sk.catat": gettext_lazy("Menetapkan keputusan di kertas, tanpa draf di Balai"),
    "sk.cabut": gettext_lazy("Mencabut keputusan"),
    "cetakan.terima": gettext_lazy("Menerima cetakan anggaran"),
    "cetakan.terbitkan": gettext_lazy("Menerbitkannya bagi warga"),
    "cetakan.terbitkan_ganti": gettext_lazy("Menerbitkan cetakan pengganti"),
    "cetakan.konfirmasi": gettext_lazy("Membenarkan cetakan dari Dinas"),
    "cetakan.tarik": gettext_lazy("Menarik cetakan, dengan alasan"),
}
STATES = {
    "sk.draf": gettext_lazy("draf"),
    "sk.ditandatangani": gettext_lazy("ditandatangani"),
    "sk.dicabut": gettext_lazy("dicabut"),
    "sk.dibatalkan": gettext_lazy("draf dibatalkan"),
}
PAPERS = {"lembar_sk": gettext_lazy("foto lembar yang ditandatangani")}
