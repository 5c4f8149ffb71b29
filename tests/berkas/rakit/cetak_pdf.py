"""A budget as text PDF, drawn line by line so that rules, order, wrapping and page breaks can be chosen."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from tests.berkas.rakit import kolom as k
from tests.berkas.rakit.pokok import Baris

F4 = (609.4, 935.4)
TEPI = 28.0


@dataclass(frozen=True, slots=True)
class Lajur:
    """A column of the print: its header lines, its share of the width, its alignment (`l`, `r`, `c`)."""

    kolom: k.Kolom
    lebar: float
    rata: str = "l"


@dataclass(frozen=True, slots=True)
class Tata:
    """A layout. `garis`: `penuh` (grid), `datar` (under each row), `belang` (shades, no lines), `tanpa`."""

    lajur: tuple[Lajur, ...]
    kertas: tuple[float, float] = A4
    garis: str = "penuh"
    huruf: float = 7.0
    font: str = "Helvetica"
    tengah: bool = False  # codes and amounts in the middle of a wrapped row
    belah: bool = False  # a wrapped row may be cut by the page's end
    ulang: bool = True  # header on each page
    kotak: bool = True  # a header of two lines in one box; else a box for each line
    putar: bool = False  # drawn landscape on a portrait page that a viewer turns
    kaki: str = "Halaman {n}"


class Gambar:
    """One document while it is drawn. `y` falls from the top of the page."""

    def __init__(self, tata: Tata) -> None:
        self.tata, self.out, self.halaman = tata, io.BytesIO(), 0
        self.lebar, self.tinggi = landscape(tata.kertas) if tata.putar else tata.kertas
        size = tata.kertas
        self.canvas = Canvas(self.out, pagesize=size, invariant=1)
        self.spasi = tata.huruf * 1.25
        share = (self.lebar - 2 * TEPI) / sum(x.lebar for x in tata.lajur)
        self.tepi = [TEPI]
        for x in tata.lajur:
            self.tepi.append(self.tepi[-1] + x.lebar * share)
        self.y = 0.0

    def mulai(self, judul: Sequence[str] = ()) -> None:
        """Open a page: turn it if the layout asks, then title and header."""
        self.halaman += 1
        if self.tata.putar:
            self.canvas.setPageRotation(90)
            self.canvas.translate(self.tata.kertas[0], 0)
            self.canvas.rotate(90)
        self.canvas.setFont(self.tata.font, self.tata.huruf)
        self.y = self.tinggi - TEPI
        for line in judul:
            self.canvas.drawCentredString(self.lebar / 2, self.y - self.tata.huruf, line)
            self.y -= self.spasi + 2
        if judul or self.tata.ulang:
            self.y -= 6
            rows = k.kepala([x.kolom for x in self.tata.lajur])
            if self.tata.kotak:
                self.baris(
                    ["\n".join(str(c) for c in column if c) for column in zip(*rows, strict=True)],
                    kepala=True,
                )
            else:
                for row in rows:
                    self.baris([str(c) for c in row], kepala=True)

    def tutup(self) -> None:
        """Footer, then the next page."""
        self.canvas.drawString(TEPI, 14, self.tata.kaki.format(n=self.halaman))
        self.canvas.showPage()

    def baris(self, cells: Sequence[str], kepala: bool = False, nomor: int = 0) -> None:
        """One row; cut or moved to the next page where it does not fit."""
        wrapped = [
            self.lipat(c, self.tepi[i + 1] - self.tepi[i] - 6) if c else [] for i, c in enumerate(cells)
        ]
        lines = max(1, *map(len, wrapped))
        fit = int((self.y - 2 * TEPI) / self.spasi)
        if not kepala and fit < lines:
            if self.tata.belah and fit >= 1:
                self.petak([w[:fit] for w in wrapped], fit, nomor)
                self.tutup()
                self.mulai()
                self.petak([w[fit:] for w in wrapped], lines - fit, nomor)
                return
            self.tutup()
            self.mulai()
        self.petak(wrapped, lines, nomor)

    def petak(self, wrapped: Sequence[Sequence[str]], lines: int, nomor: int) -> None:
        """Draw one row's box and text at `y`."""
        height = lines * self.spasi + 3
        self.bingkai(height, nomor)
        for i, texts in enumerate(wrapped):
            left, right, align = self.tepi[i] + 3, self.tepi[i + 1] - 3, self.tata.lajur[i].rata
            drop = (lines - len(texts)) * self.spasi / 2 if self.tata.tengah else 0
            for n, text in enumerate(texts):
                y = self.y - drop - (n + 1) * self.spasi + 1
                if align == "r":
                    self.canvas.drawRightString(right, y, text)
                elif align == "c":
                    self.canvas.drawCentredString((left + right) / 2, y, text)
                else:
                    self.canvas.drawString(left, y, text)
        self.y -= height

    def bingkai(self, height: float, nomor: int) -> None:
        """The row's rules or shade."""
        left, right, bottom = self.tepi[0], self.tepi[-1], self.y - height
        if self.tata.garis == "penuh":
            self.canvas.setLineWidth(0.4)
            for a, b in zip(self.tepi, self.tepi[1:], strict=False):
                self.canvas.rect(a, bottom, b - a, height)
        elif self.tata.garis == "datar":
            self.canvas.setLineWidth(0.4)
            self.canvas.line(left, bottom, right, bottom)
        elif self.tata.garis == "belang" and nomor % 2:
            self.canvas.setFillGray(0.92)
            self.canvas.rect(left, bottom, right - left, height, stroke=0, fill=1)
            self.canvas.setFillGray(0)

    def lipat(self, text: str, width: float) -> list[str]:
        """The text in lines that fit; leading blanks stay, as indents do."""
        if "\n" in text:
            return [line for part in text.split("\n") for line in self.lipat(part, width)]
        blank = text[: len(text) - len(text.lstrip())]
        lines = [blank]
        for word in text.split():
            if stringWidth(word, self.tata.font, self.tata.huruf) > width:
                raise ValueError(f"“{word}” is wider than its column: make the column wider")
            longer = lines[-1] + word if lines[-1] in {blank, ""} else f"{lines[-1]} {word}"
            if lines[-1].strip() and stringWidth(longer, self.tata.font, self.tata.huruf) > width:
                lines.append(blank + word)
            else:
                lines[-1] = longer
        return lines


def pdf(baris: Sequence[Baris], tata: Tata, jenis: str = "") -> bytes:
    """The budget in this layout."""
    gambar = Gambar(tata)
    title = [str(r[0]) for r in k.judul(*([jenis] if jenis else [])) if r]
    gambar.mulai(title)
    for n, b in enumerate(baris):
        gambar.baris([str(x.kolom.isi(b, n) or "") for x in tata.lajur], nomor=n)
    gambar.y -= 20
    gambar.canvas.drawRightString(
        gambar.lebar - TEPI, max(gambar.y, 30), "CONTOH AWANRAHAYU, 30 Desember 2024"
    )
    gambar.tutup()
    gambar.canvas.save()
    return gambar.out.getvalue()


def uang(field: str, *kepala: str) -> k.Kolom:
    """An amount column in the official form."""
    return k.Kolom(kepala, lambda b, _n: k.cetak(getattr(b, field)))


ANGGARAN = Lajur(uang("menjadi", "ANGGARAN", "(Rp.)"), 15, "r")
KEGIATAN = Lajur(k.bernama(k.KEGIATAN, "KODE", "KEGIATAN"), 9)
REKENING = Lajur(k.bernama(k.REKENING, "KODE", "REKENING"), 10)
URAIAN = Lajur(k.URAIAN, 38)
SUMBER = Lajur(k.bernama(k.SUMBER, "SUMBER", "DANA"), 9, "c")
VOLUME = Lajur(k.Kolom(("VOLUME",), lambda b, _n: b.volume), 8, "r")
SATUAN = Lajur(k.SATUAN, 8)
SATU_KODE = Lajur(k.Kolom(("KODE REKENING",), lambda b, _n: k.titik(b.rekening) or b.kegiatan), 11)
KODE_PENUH = Lajur(
    k.Kolom(("KODE REKENING",), lambda b, _n: ".".join(x for x in (b.kegiatan, b.rekening) if x)), 15
)
TURUN = Lajur(
    k.Kolom(("URAIAN",), lambda b, _n: "  " * f"{b.kegiatan}.{b.rekening}".count(".") + b.uraian), 40
)
RP = Lajur(
    k.Kolom(("JUMLAH (Rp)",), lambda b, _n: f"Rp {k.cetak(b.menjadi)}" if b.menjadi is not None else ""),
    17,
    "r",
)


def _parts(field: str, count: int) -> list[Lajur]:
    def lajur(i: int) -> Lajur:
        def cell(b: Baris, _n: int) -> str:
            parts = getattr(b, field).split(".")
            return parts[i] if i < len(parts) else ""

        return Lajur(k.Kolom(("KODE" if (field, i) == ("kegiatan", 0) else "",), cell), 3.2, "c")

    return [lajur(i) for i in range(count)]


TATA: dict[str, Tata] = {
    "A4 portrait, other order, ruled": Tata((URAIAN, SUMBER, ANGGARAN, KEGIATAN, REKENING)),
    "ruled, header in two boxes": Tata((KEGIATAN, REKENING, URAIAN, ANGGARAN, SUMBER), kotak=False),
    "no rules, F4 landscape": Tata(
        (KEGIATAN, REKENING, URAIAN, VOLUME, SATUAN, ANGGARAN, SUMBER), landscape(F4), "tanpa"
    ),
    "no rules, A4 portrait, narrow names": Tata(
        (KEGIATAN, REKENING, URAIAN, ANGGARAN, SUMBER), A4, "tanpa", 6.5
    ),
    "horizontal rules, source before amount": Tata(
        (KEGIATAN, REKENING, URAIAN, SUMBER, ANGGARAN), A4, "datar"
    ),
    "shaded rows, one code column": Tata((SATU_KODE, URAIAN, ANGGARAN, SUMBER), A4, "belang"),
    "ruled, full code, indented names": Tata((KODE_PENUH, TURUN, RP, SUMBER), landscape(A4), "penuh"),
    "code parts in columns, ruled": Tata(
        (*_parts("kegiatan", 3), *_parts("rekening", 4), Lajur(k.URAIAN, 50), ANGGARAN, SUMBER), landscape(A4)
    ),
    "ruled, rows cut by pages": Tata(
        (KEGIATAN, REKENING, Lajur(k.URAIAN, 30), ANGGARAN, SUMBER), A4, "penuh", 8.4, belah=True
    ),
    "no rules, rows cut by pages": Tata(
        (KEGIATAN, REKENING, Lajur(k.URAIAN, 26), ANGGARAN, SUMBER), A4, "tanpa", 8, belah=True
    ),
    "ruled, codes in the middle": Tata(
        (KEGIATAN, REKENING, Lajur(k.URAIAN, 20), ANGGARAN, SUMBER), A4, "penuh", 7, tengah=True
    ),
    "header on the first page only, Times": Tata(
        (KEGIATAN, REKENING, URAIAN, ANGGARAN, SUMBER), A4, "penuh", font="Times-Roman", ulang=False
    ),
    "page turned by the viewer": Tata(
        (KEGIATAN, REKENING, URAIAN, ANGGARAN, SUMBER), A4, "penuh", putar=True
    ),
}
SEMULA = Lajur(uang("semula", "SEMULA"), 14, "r")
MENJADI = Lajur(uang("menjadi", "MENJADI"), 14, "r")
SELISIH = Lajur(
    k.Kolom(
        ("BERTAMBAH/", "(BERKURANG)"),
        lambda b, _n: "" if b.menjadi is None else k.cetak(b.menjadi - b.semula),
    ),
    14,
    "r",
)
TATA_PERUBAHAN: dict[str, Tata] = {
    "changed budget, ruled": Tata(
        (KEGIATAN, REKENING, URAIAN, SEMULA, MENJADI, SELISIH, SUMBER), landscape(A4), "penuh"
    ),
    "changed budget, no rules, no difference": Tata(
        (KEGIATAN, REKENING, URAIAN, SUMBER, SEMULA, MENJADI), landscape(F4), "tanpa"
    ),
}
