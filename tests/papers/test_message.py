"""The message for RT groups."""

from dataclasses import replace

import pytest

from balai.adapters.papers.message import message
from balai.adapters.papers.words import spoken
from balai.plain.rupiah import format_rupiah
from tests.papers.budgets import URL, changed_budget, first_budget, longest, one_more, real

FIRST = first_budget()


@pytest.mark.parametrize("url", [URL, None, "https://x.invalid/" + "a" * 120])
@pytest.mark.parametrize("budget", [FIRST, changed_budget(), longest(FIRST)])
def test_at_most_three_hundred_characters_with_figures_and_address(budget, url):
    words = message(budget, url)
    assert len(words) <= 300
    assert words.startswith("DATA CONTOH. ")
    assert words.endswith(url or "balai desa.")
    assert words.count("Rp") >= 2


def test_figures_of_the_sample_village():
    """Amounts as the control rows of the print have them (02.03.10, 05.03.00)."""
    assert message(real(FIRST), "https://desa.id/33.99.99.2001/") == (
        "Anggaran Desa Contoh Awanrahayu 2025 sudah ditetapkan.\n"
        "Uang masuk Rp1.885.182.000, belanja Rp1.917.392.621.\n"
        "Antara lain untuk jalan desa Rp202.500.000, bantuan tunai warga Rp136.800.000 dan posyandu Rp84.350.000.\n"
        "Lihat setiap rupiahnya: https://desa.id/33.99.99.2001/"
    )
    assert "Penghasilan" not in message(real(FIRST), URL)


@pytest.mark.parametrize(("versi", "signed", "says"), [
    ("awal", True, "Anggaran Desa Contoh Awanrahayu 2025 sudah ditetapkan."),
    ("awal", False, "Anggaran Desa Contoh Awanrahayu 2025 sudah terbuka."),
    ("penjabaran-2", True, "Rincian anggaran Desa Contoh Awanrahayu 2025 sudah diubah, yang ke-2."),
    ("perubahan", True, "Anggaran Desa Contoh Awanrahayu 2025 sudah diubah."),
    ("rancangan", False, "Rancangan anggaran Desa Contoh Awanrahayu 2025, belum ditetapkan."),
])  # fmt: skip
def test_it_opens_with_what_happened(versi, signed, says):
    title = FIRST.title if signed else replace(FIRST.title, tanggal=None)
    assert message(replace(real(FIRST), versi=versi, title=title), URL).split("\n")[0] == says


@pytest.mark.parametrize("budget", [FIRST, changed_budget(), longest(FIRST)])
def test_no_sentence_begins_twice_alike_and_nobodys_pay_is_named(budget):
    lines = message(real(budget), URL).split("\n")
    assert len({" ".join(x.split()[:1]) for x in lines}) == len(lines)
    pay = {x.kode_kegiatan for x in budget.lines if x.kode_rekening.startswith("5.1")}
    for line in budget.lines:
        if line.kode_kegiatan in pay and line.anggaran:
            assert format_rupiah(line.anggaran) not in "\n".join(lines)


@pytest.mark.parametrize(("official", "said"), [
    ("Jalan Usaha Tani", "jalan usaha tani"), ("Bantuan tunai warga (keadaan mendesak)", "bantuan tunai warga"),
    ("Pelatihan BUM Desa", "pelatihan BUM desa"), ("JALAN DESA", "jalan desa"),
])  # fmt: skip
def test_names_inside_a_sentence(official, said):
    assert spoken(official) == said


def test_one_rupiah_more():
    line = next(x for x in FIRST.lines if x.kode_kegiatan == "02.03.10")
    assert "belanja Rp1.917.392.622" in message(one_more(FIRST, line.urutan), URL)


def test_an_address_that_leaves_no_room_is_refused():
    with pytest.raises(ValueError, match="terlalu panjang"):
        message(replace(FIRST), "https://x.invalid/" + "a" * 300)
