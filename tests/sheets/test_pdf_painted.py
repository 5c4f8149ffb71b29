"""Budgets painted in layouts of other programs: the same lines and names as the control, or a refusal with its place."""

from dataclasses import replace

import pytest

from balai.adapters.sheets.apbdes import read_apbdes
from balai.adapters.sheets.grid import FileRead
from balai.adapters.sheets.guard import SheetRefused
from balai.adapters.sheets.pdf import read_pdf
from balai.plain.findings import Level
from tests.berkas.rakit.lukis_pdf import BOTTOM, Lukis, lukis
from tests.berkas.rakit.lukisan import (
    A4_REBAH,
    ANGGARAN,
    KEGIATAN,
    LUKISAN,
    LUKISAN_PERUBAHAN,
    RAMPING,
    REALISASI,
    REKENING,
    SEMPIT,
    SUMBER,
)
from tests.berkas.rakit.pokok import PILIHAN_PDF, Baris, harapan, penjabaran, perubahan, potong
from tests.sheets.unseen.daftar import AWAL, BERUBAH


def flat(text: object) -> str:
    return " ".join(str(text).split())


def check(sample: str, rows: tuple[Baris, ...], tata: Lukis) -> None:
    printed = read_apbdes(FileRead("pdf", tuple(read_pdf(lukis(rows, tata)))))
    wanted = [(*h[:3], flat(h[3]), *h[4:]) for h in harapan(sample, PILIHAN_PDF)]
    assert [
        (x.bagian, x.kode_kegiatan, x.kode_rekening, flat(x.uraian), x.sumber_dana, x.semula, x.anggaran)
        for x in printed.lines
    ] == wanted
    assert [f.message for f in printed.findings if f.level in {Level.QUESTION, Level.REFUSAL}] == []
    names: dict[str, str] = {}
    for b in rows:
        names.setdefault(b.rekening or b.kegiatan or "-", flat(b.uraian))
    del names["-"]
    assert {c: flat(printed.names.get(c)) for c in names} == names


@pytest.mark.parametrize("label", LUKISAN)
def test_lines_and_names_are_the_same(label: str) -> None:
    check(AWAL, potong(penjabaran(), PILIHAN_PDF), LUKISAN[label])


@pytest.mark.parametrize("label", LUKISAN_PERUBAHAN)
def test_both_columns_of_a_change_are_the_same(label: str) -> None:
    check(BERUBAH, potong(perubahan(), PILIHAN_PDF), LUKISAN_PERUBAHAN[label])


def test_names_that_could_belong_to_two_rows_are_refused_with_their_place() -> None:
    """Codes of a regency, lines of one length, no gaps: nothing tells whether the code stands above or below."""
    rows = [
        Baris("01.01.90", f"5.2.1.{n}", f"Pengadaan Perlengkapan {w} Pemeliharaan Kesekretariatan {w}", 1000 * n, None, "ADD")
        for n, w in zip(range(90, 100), "ABCDEFGHIJ", strict=True)
    ]  # fmt: skip
    with pytest.raises(SheetRefused) as told:
        read_pdf(lukis(rows, Lukis(RAMPING, bantal=0, tegak=BOTTOM)))
    assert told.value.code == "nama_mendua"
    assert "halaman 1, baris " in told.value.message
    assert "Pengadaan Perlengkapan" in told.value.message
    assert "XLSX" in told.value.message


def test_text_that_a_scanner_guessed_is_refused_as_a_picture() -> None:
    tata = Lukis((KEGIATAN, REKENING, SEMPIT, ANGGARAN, SUMBER), pindai=True, tinta="kata", goyang=0.5)
    with pytest.raises(SheetRefused) as told:
        read_pdf(lukis(potong(penjabaran(), PILIHAN_PDF), tata))
    assert told.value.code == "gambar"


@pytest.mark.parametrize("garis", ["", "h", "hv"])
def test_the_header_of_a_realisation_is_handed_over_whole(garis: str) -> None:
    """So that the importer can tell that it is no budget."""
    kolom = (KEGIATAN, REKENING, SEMPIT, ANGGARAN, REALISASI, SUMBER)
    (grid,) = read_pdf(lukis(potong(penjabaran(), PILIHAN_PDF)[:40], Lukis(kolom, A4_REBAH, garis=garis)))
    assert grid.rows[0].cells == (
        "KODE KEGIATAN", "KODE REKENING", "URAIAN", "ANGGARAN (Rp.)", "REALISASI (Rp.)", "SUMBER DANA"
    )  # fmt: skip


def test_a_watermark_is_text_beside_the_table() -> None:
    (grid,) = read_pdf(
        lukis(potong(penjabaran(), PILIHAN_PDF)[:40], replace(LUKISAN["watermark upright"], cap="RANCANGAN"))
    )
    assert "RANCANGAN" in grid.text
