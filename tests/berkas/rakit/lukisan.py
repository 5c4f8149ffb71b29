"""Layouts for `lukis_pdf`: as Word, Excel and LibreOffice leave budgets, without rules, tight, turned, touching."""

from dataclasses import replace

from reportlab.lib.pagesizes import A4, landscape

from tests.berkas.rakit import kolom as k
from tests.berkas.rakit.lukis_pdf import BOTTOM, MIDDLE, Lajur, Lukis

F4_REBAH = (935.4, 609.4)
A4_REBAH = landscape(A4)
KEGIATAN = Lajur(("KODE", "KEGIATAN"), lambda b: b.kegiatan, 50)
REKENING = Lajur(("KODE", "REKENING"), lambda b: k.titik(b.rekening), 52)
URAIAN = Lajur(("URAIAN",), lambda b: b.uraian, 190)
SEMPIT = replace(URAIAN, lebar=175, tepi=32)  # long words stay inside, most names wrap
ANGGARAN = Lajur(("ANGGARAN", "(Rp.)"), lambda b: k.cetak(b.menjadi), 80, "r")
SUMBER = Lajur(("SUMBER", "DANA"), lambda b: b.sumber, 45, "c")
VOLUME = Lajur(("VOLUME",), lambda b: b.volume, 40, "r")
SATUAN = Lajur(("SATUAN",), lambda b: b.satuan, 45)
SATU_KODE = Lajur(("KODE REKENING",), lambda b: k.titik(b.rekening) or b.kegiatan, 70)
BULAT = replace(ANGGARAN, isi=lambda b: k.cetak(b.menjadi).replace(",00", ""))
PANJANG = replace(
    SUMBER,
    isi=lambda b: {"DDS": "Dana Desa (DDS)", "ADD": "Alokasi Dana Desa (ADD)"}.get(b.sumber, b.sumber),
    lebar=65,
)
SEMULA = Lajur(("SEMULA",), lambda b: k.cetak(b.semula), 78, "r")
MENJADI = Lajur(("MENJADI",), lambda b: k.cetak(b.menjadi), 78, "r")
SELISIH = Lajur(
    ("BERTAMBAH/", "(BERKURANG)"),
    lambda b: "" if b.menjadi is None or b.semula is None else k.cetak(b.menjadi - b.semula),
    70,
    "r",
)
REALISASI = Lajur(("REALISASI", "(Rp.)"), lambda b: k.cetak(b.menjadi), 78, "r")


def _bagian(field: str, count: int, kepala: str) -> tuple[Lajur, ...]:
    """Parts of a code in columns of their own."""

    def lajur(i: int) -> Lajur:
        return Lajur(
            (kepala if i == 0 else "",),
            lambda b: ([*getattr(b, field).split("."), *"    "][i]).strip(),
            18,
            "c",
            tepi=1,
        )

    return tuple(lajur(i) for i in range(count))


def _rapat(lajur: Lajur, lebar: float) -> Lajur:
    """Hardly any space between this column and the next."""
    return replace(lajur, lebar=lebar, tepi=0.3, rata="l" if lajur is SUMBER else lajur.rata)


BIASA = (KEGIATAN, REKENING, URAIAN, ANGGARAN, SUMBER)
RAMPING = (KEGIATAN, REKENING, SEMPIT, ANGGARAN, SUMBER)
TUJUH = (KEGIATAN, REKENING, SEMPIT, VOLUME, SATUAN, ANGGARAN, SUMBER)
LUKISAN: dict[str, Lukis] = {
    "tight, codes on the first line": Lukis(RAMPING, bantal=0),
    "tight, codes on the last line": Lukis(RAMPING, bantal=0, tegak=BOTTOM),
    "tight, codes in the middle": Lukis(TUJUH, A4_REBAH, bantal=0, tegak=MIDDLE),
    "lines of a name farther apart than rows": Lukis(RAMPING, bantal=-0.7, spasi=1.35, tegak=BOTTOM),
    "the same, codes in the middle": Lukis(RAMPING, bantal=-0.7, spasi=1.35, tegak=MIDDLE),
    "tight, header once, name first": Lukis((SEMPIT, ANGGARAN, KEGIATAN, REKENING, SUMBER), bantal=0, tegak=BOTTOM, ulang=False),
    "tight, rows cut by pages": Lukis(RAMPING, bantal=0, belah=True),
    "codes above, amounts below": Lukis((KEGIATAN, REKENING, SEMPIT, replace(ANGGARAN, tegak=BOTTOM), replace(SUMBER, tegak=BOTTOM))),
    "codes below, amounts above": Lukis((replace(KEGIATAN, tegak=BOTTOM), replace(REKENING, tegak=BOTTOM), SEMPIT, ANGGARAN, SUMBER)),
    "codes above, amounts in the middle, sources below": Lukis((KEGIATAN, REKENING, SEMPIT, replace(ANGGARAN, tegak=MIDDLE), replace(SUMBER, tegak=BOTTOM))),
    "the same with rules below rows": Lukis((KEGIATAN, REKENING, SEMPIT, replace(ANGGARAN, tegak=MIDDLE), replace(SUMBER, tegak=BOTTOM)), garis="h"),
    "dotted rules, tight": Lukis(RAMPING, garis="h.", bantal=0, tegak=BOTTOM),
    "column rules as thin boxes, tight": Lukis(RAMPING, garis="vkw", bantal=0, tegak=BOTTOM),
    "shaded rows, tight": Lukis(RAMPING, garis="b", bantal=0, tegak=BOTTOM),
    "letter by letter": Lukis(RAMPING, tinta="huruf", bantal=0, tegak=MIDDLE),
    "words in any order, off their lines": Lukis(RAMPING, tinta="acak", goyang=0.6, bantal=2),
    "tiny letters": Lukis((KEGIATAN, REKENING, replace(URAIAN, lebar=85), ANGGARAN, SUMBER), huruf=4.5, bantal=0, tegak=BOTTOM),
    "columns that touch": Lukis((KEGIATAN, REKENING, _rapat(URAIAN, 125), _rapat(ANGGARAN, 52), _rapat(SUMBER, 20))),
    "columns that touch, ruled": Lukis((KEGIATAN, REKENING, _rapat(URAIAN, 125), _rapat(ANGGARAN, 53), _rapat(SUMBER, 20)), garis="hv"),
    "a long word runs into the amounts": Lukis((KEGIATAN, REKENING, replace(URAIAN, lebar=110), ANGGARAN, SUMBER)),
    "a long word runs into the amounts, ruled": Lukis((KEGIATAN, REKENING, replace(URAIAN, lebar=110), ANGGARAN, SUMBER), garis="hv"),
    "code parts in columns, tight": Lukis((*_bagian("kegiatan", 3, "KODE"), *_bagian("rekening", 4, ""), SEMPIT, ANGGARAN, SUMBER), bantal=0, tegak=BOTTOM),
    "sums carried over pages": Lukis((SATU_KODE, SEMPIT, BULAT, SUMBER), pindah=True, bantal=0, tegak=BOTTOM),
    "three lines of header": Lukis((replace(KEGIATAN, kepala=("KODE", "KEGIATAN", "(Bid.Sub.Keg)")), replace(REKENING, kepala=("KODE", "REKENING", "BELANJA")), URAIAN, replace(ANGGARAN, kepala=("JUMLAH", "ANGGARAN", "(Rp)")), SUMBER)),
    "sources of several lines": Lukis((KEGIATAN, REKENING, URAIAN, ANGGARAN, PANJANG), bantal=2),
    "watermark, ruled": Lukis(BIASA, cap="SALINAN", garis="hv"),
    "watermark upright": Lukis(BIASA, cap="=SALINAN="),
    "turned by the viewer, ruled": Lukis(BIASA, F4_REBAH, putar=90, garis="hv", nomor=True),
    "turned, and the page does not say so": Lukis(RAMPING, putar=270, diam=True, bantal=0, tegak=BOTTOM),
    "page number under the codes": Lukis(RAMPING, kaki=("{n}",), bantal=0, tegak=BOTTOM),
}  # fmt: skip
JUDUL = ("PERUBAHAN ANGGARAN PENDAPATAN DAN BELANJA DESA", "DESA CONTOH AWANRAHAYU", "TAHUN ANGGARAN 2025")
LUKISAN_PERUBAHAN: dict[str, Lukis] = {
    "tight": Lukis((KEGIATAN, REKENING, SEMPIT, SEMULA, MENJADI, SELISIH, SUMBER), A4_REBAH, judul=JUDUL, bantal=0, tegak=BOTTOM, nomor=True),
    "amounts touch": Lukis((KEGIATAN, REKENING, SEMPIT, _rapat(SEMULA, 55), _rapat(MENJADI, 55), _rapat(SELISIH, 52), SUMBER), A4_REBAH, judul=JUDUL),
    "amounts below codes": Lukis((SATU_KODE, SEMPIT, SUMBER, *(replace(x, tegak=BOTTOM) for x in (SEMULA, MENJADI))), A4_REBAH, judul=JUDUL, bantal=1),
}  # fmt: skip
