"""A budget as text PDF, painted freely: any alignment in any column, any rules, words or letters one by one.

`cetak_pdf` draws what Siskeudes and offices usually print; this one sets the same rows as other programs do.
"""

import io
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import getAscentDescent, stringWidth
from reportlab.pdfgen.canvas import Canvas

from tests.berkas.rakit.kolom import judul
from tests.berkas.rakit.pokok import Baris

TOP, MIDDLE, BOTTOM = 0.0, 0.5, 1.0
Stroke = tuple[float, float, str]  # x and y of the baseline, text


@dataclass(frozen=True, slots=True)
class Lajur:
    """A column: header lines, what stands in it, its width in points, alignment (`l r c`; TOP, MIDDLE, BOTTOM)."""

    kepala: tuple[str, ...]
    isi: Callable[[Baris], str]
    lebar: float
    rata: str = "l"
    tegak: float | None = None  # None: as the layout says
    tepi: float = 3.0  # space at both sides


@dataclass(frozen=True, slots=True)
class Lukis:
    """A layout. `garis`: any of `h` (below rows), `v` (between columns), `b` (shades), `k` (header boxed), `.` dotted."""

    lajur: tuple[Lajur, ...]
    kertas: tuple[float, float] = A4
    garis: str = ""
    font: str = "Helvetica"
    huruf: float = 7.0
    spasi: float = 1.2  # leading, in sizes
    bantal: float = 1.5  # space above and below the text of a row
    tegak: float = TOP
    tinta: str = "utuh"  # utuh: a cell's line at once; kata: word by word; huruf: letter by letter; acak: shuffled words
    ulang: bool = True  # header on each page
    nomor: bool = False  # a row of column numbers below the header
    belah: bool = False  # a row may be cut by the page's end
    pindah: bool = False  # “Jumlah dipindahkan” at the end of each page and again on the next
    putar: int = 0  # how far a viewer turns the page
    diam: bool = False  # drawn turned, and the page does not say so
    cap: str = ""  # a watermark
    kaki: Sequence[str] = ("Halaman {n}",)
    tangan: bool = True  # signature block in two columns
    judul: Sequence[str] = field(default_factory=lambda: [str(r[0]) for r in judul() if r])
    pindai: bool = False  # a picture under invisible text
    goyang: float = 0.0  # how far words stand off their line


class Kanvas:
    """One document while it is painted. `y` grows downwards from the top of the page."""

    def __init__(self, tata: Lukis) -> None:
        self.tata, self.out, self.halaman = tata, io.BytesIO(), 0
        self.lebar, self.tinggi = tata.kertas
        size = tata.kertas if tata.putar % 180 == 0 else tata.kertas[::-1]
        self.canvas = Canvas(self.out, pagesize=size, invariant=1)
        total = sum(x.lebar for x in tata.lajur)
        self.batas = [(self.lebar - total) / 2]
        for x in tata.lajur:
            self.batas.append(self.batas[-1] + x.lebar)
        self.lead = tata.huruf * tata.spasi
        self.acak = random.Random(7)
        self.goresan: list[Stroke] = []
        self.y = 0.0
        self.jumlah = 0
        self.dasar = self.tinggi - 50.0

    def buka(self, pertama: bool) -> None:
        self.halaman += 1
        c, t = self.canvas, self.tata
        if t.putar:
            if not t.diam:
                c.setPageRotation(t.putar)
            width, height = self.kertas_asli
            c.translate(*{90: (width, 0), 180: (width, height), 270: (0, height)}[t.putar])
            c.rotate(t.putar)
        if t.pindai:
            from PIL import Image
            from reportlab.lib.utils import ImageReader

            c.drawImage(ImageReader(Image.new("L", (60, 80), 230)), 0, 0, self.lebar, self.tinggi)
        if t.cap:
            c.saveState()
            c.setFillGray(0.85)
            c.setFont("Helvetica-Bold", 70)
            c.translate(self.lebar / 2, self.tinggi / 2)
            c.rotate(45 if not t.cap.startswith("=") else 0)
            c.drawCentredString(0, 0, t.cap.strip("="))
            c.restoreState()
        self.y = 30.0
        if pertama:
            for text in t.judul:
                self.tulis(self.lebar / 2, self.y + t.huruf, text, "c")
                self.y += self.lead + 2
            self.y += 6
        if pertama or t.ulang:
            self.kepala()

    @property
    def kertas_asli(self) -> tuple[float, float]:
        return self.tata.kertas if self.tata.putar % 180 == 0 else self.tata.kertas[::-1]

    def kepala(self) -> None:
        t = self.tata
        self.petak([list(x.kepala) for x in t.lajur], 0, kepala=True)
        if t.nomor:
            self.petak([[str(n + 1)] for n in range(len(t.lajur))], 0, kepala=True)

    def tutup(self) -> None:
        t = self.tata
        for n, kaki in enumerate(t.kaki):
            self.tulis(
                (40, self.lebar / 2, self.lebar - 40)[n % 3],
                self.tinggi - 18,
                kaki.format(n=self.halaman),
                "lcr"[n % 3],
            )
        self.tinta()
        self.canvas.showPage()

    def baris(self, cells: Sequence[str], nomor: int) -> None:
        t = self.tata
        wrapped = [self.lipat(c, x.lebar - 2 * x.tepi) for c, x in zip(cells, t.lajur, strict=True)]
        lines = max(1, *map(len, wrapped))
        room = self.dasar - (self.lead + 2 * t.bantal if t.pindah else 0) - self.y - 2 * t.bantal
        fit = int(room / self.lead + 1e-6)
        if fit < lines and t.belah and fit >= 1 and t.tegak == TOP:
            self.petak([w[:fit] for w in wrapped], nomor)
            self.lanjut()
            self.petak([w[fit:] for w in wrapped], nomor)
            return
        if fit < lines:
            self.lanjut()
        self.petak(wrapped, nomor)

    def lanjut(self) -> None:
        t = self.tata
        name = next(n for n, x in enumerate(t.lajur) if "URAIAN" in x.kepala)
        amount = next((n for n, x in enumerate(t.lajur) if x.rata == "r"), name - 1)

        def pindahan(text: str) -> list[list[str]]:
            cells: list[list[str]] = [[] for _ in t.lajur]
            cells[name], cells[amount] = [text], [f"{self.jumlah:,}".replace(",", ".") + ",00"]
            return cells

        if t.pindah:
            self.petak(pindahan("Jumlah dipindahkan"), 0)
        self.tutup()
        self.buka(pertama=False)
        if t.pindah:
            self.petak(pindahan("Jumlah pindahan"), 0)

    def petak(self, wrapped: Sequence[Sequence[str]], nomor: int, kepala: bool = False) -> None:
        """One row: shade, rules, text."""
        t = self.tata
        lines = max(1, *map(len, wrapped))
        height = lines * self.lead + 2 * t.bantal
        self.garis(height, nomor, kepala)
        ascent, descent = getAscentDescent(t.font, t.huruf)
        drop = (self.lead - (ascent - descent)) / 2 + ascent
        for i, texts in enumerate(wrapped):
            lajur = t.lajur[i]
            tegak = t.tegak if lajur.tegak is None else lajur.tegak
            start = self.y + t.bantal + (lines - len(texts)) * self.lead * (0.5 if kepala else tegak)
            left, right = self.batas[i] + lajur.tepi, self.batas[i + 1] - lajur.tepi
            rata = "c" if kepala else lajur.rata
            for n, text in enumerate(texts):
                self.tulis(
                    {"l": left, "r": right, "c": (left + right) / 2}[rata],
                    start + n * self.lead + drop,
                    text,
                    rata,
                )
        self.y += height

    def garis(self, height: float, nomor: int, kepala: bool) -> None:
        c, t = self.canvas, self.tata
        top, bottom, left, right = (
            self.tinggi - self.y,
            self.tinggi - self.y - height,
            self.batas[0],
            self.batas[-1],
        )
        if "b" in t.garis and nomor % 2 and not kepala:
            c.setFillGray(0.92)
            c.rect(left, bottom, right - left, height, stroke=0, fill=1)
            c.setFillGray(0)
        c.setLineWidth(0.4)
        if "." in t.garis:
            c.setDash(0.5, 1.5)
        if "h" in t.garis or ("k" in t.garis and kepala):
            for y in (top, bottom):
                self.bilah(left, y, right, y)
        if "v" in t.garis or ("k" in t.garis and kepala):
            for x in self.batas:
                self.bilah(x, top, x, bottom)
        c.setDash()

    def bilah(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A rule; Word and Excel draw them as thin filled boxes (`w`)."""
        if "w" in self.tata.garis:
            self.canvas.rect(x0, y0, max(x1 - x0, 0.5), max(y1 - y0, 0.5), stroke=0, fill=1)
        else:
            self.canvas.line(x0, y0, x1, y1)

    def tulis(self, x: float, y: float, text: str, rata: str = "l") -> None:
        """Note a text; it is inked when the page ends."""
        t = self.tata
        width = stringWidth(text, t.font, t.huruf)
        x -= {"l": 0.0, "r": width, "c": width / 2}[rata]
        if t.tinta == "utuh":
            self.goresan.append((x, y, text))
            return
        blank = stringWidth(" ", t.font, t.huruf)
        for word in text.split(" "):
            if word:
                self.goresan.append((x, y + self.acak.uniform(-1, 1) * t.goyang, word))
            x += stringWidth(word, t.font, t.huruf) + blank

    def tinta(self) -> None:
        c, t = self.canvas, self.tata
        if t.tinta == "acak":
            self.acak.shuffle(self.goresan)
        for left, y, text in self.goresan:
            x = left
            for piece in text if t.tinta == "huruf" else [text]:
                ink = c.beginText(x, self.tinggi - y)
                ink.setFont(t.font, t.huruf)
                ink.setTextRenderMode(3 if t.pindai else 0)
                ink.textOut(piece)
                c.drawText(ink)
                x += stringWidth(piece, t.font, t.huruf)
        self.goresan = []

    def lipat(self, text: str, width: float) -> list[str]:
        """The text in lines that fit."""
        lines: list[str] = []
        for part in text.split("\n"):
            lines.append("")
            for word in part.split():
                longer = f"{lines[-1]} {word}".strip()
                if lines[-1] and stringWidth(longer, self.tata.font, self.tata.huruf) > width:
                    lines.append(word)
                else:
                    lines[-1] = longer
        return [x for x in lines if x]


def lukis(baris: Sequence[Baris], tata: Lukis) -> bytes:
    """The budget in this layout, with title, signatures and page numbers."""
    kanvas = Kanvas(tata)
    kanvas.buka(pertama=True)
    for n, b in enumerate(baris):
        kanvas.baris([x.isi(b) for x in tata.lajur], n)
        kanvas.jumlah += (b.menjadi or 0) if b.sumber else 0
    if tata.tangan:
        if kanvas.y > kanvas.dasar - 90:
            kanvas.tutup()
            kanvas.buka(pertama=False)
        kanvas.y += 18
        for kiri, kanan in (
            ("", "Contoh Awanrahayu, 30 Desember 2024"),
            ("Mengetahui,", ""),
            ("Ketua BPD Contoh Awanrahayu", "Kepala Desa Contoh Awanrahayu"),
            ("", ""),
            ("SLAMET RAHARDIPTA", "TEGUH WIRASAMPURNA"),
        ):
            for x, text in ((0.25, kiri), (0.75, kanan)):
                if text:
                    kanvas.tulis(kanvas.lebar * x, kanvas.y, text, "c")
            kanvas.y += kanvas.lead * 1.3
    kanvas.tutup()
    kanvas.canvas.save()
    return kanvas.out.getvalue()
