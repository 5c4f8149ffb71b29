"""Columns of a retyped budget: a header (one or more stacked texts) and how a row fills the cell."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.berkas.rakit.lembar import Cell, Rows
from tests.berkas.rakit.pokok import Baris


@dataclass(frozen=True, slots=True)
class Kolom:
    """`kepala` from top to bottom; `isi(row, number)` gives the cell of the row with that number (from 0)."""

    kepala: tuple[str, ...]
    isi: Callable[[Baris, int], Cell]


def polos(code: str) -> str:
    """02.06.03 → 2.6.3"""
    return ".".join(str(int(p)) for p in code.split(".")) if code else ""


def titik(code: str) -> str:
    """5.2.1.06 → 5.2.1.06., as Siskeudes prints accounts."""
    return f"{code}." if code else ""


def sebagai_angka(code: str) -> Cell:
    """What Excel keeps after somebody typed the code: `1` and `1.1` become numbers, longer codes stay text."""
    plain = polos(code)
    if plain.count(".") == 0 and plain:
        return int(plain)
    # 4.10 would become 4.1, another code: a typist notices and writes text.
    return float(plain) if plain.count(".") == 1 and not plain.endswith("0") else plain


def ribuan(n: int) -> str:
    """1234567 → 1.234.567"""
    return f"{n:,}".replace(",", ".")


def cetak(n: int | None) -> str:
    """The official columns' form: `52.200.000,00`, negative in parentheses."""
    if n is None:
        return ""
    return f"({ribuan(-n)},00)" if n < 0 else f"{ribuan(n)},00"


EJAAN: tuple[Callable[[int], str], ...] = (
    lambda n: f"Rp {ribuan(n)},00",
    lambda n: f"Rp{ribuan(n)}",
    lambda n: f"Rp. {ribuan(n)},-",
    lambda n: f"{ribuan(n)},-",
    lambda n: f"Rp.{ribuan(n)},00",
    lambda n: f" {ribuan(n)} ",
    lambda n: f"Rp\u00a0{ribuan(n)}",
    str,
    lambda n: f"rp {ribuan(n)}",
    lambda n: f"Rp      {ribuan(n)},00",
)


def tulis(n: int | None, number: int) -> str:
    """An amount as one of many hands writes it; zero and losses have spellings of their own."""
    if n is None:
        return ""
    if n == 0:
        return ("-", "0", "Rp -", "0,00")[number % 4]
    if n < 0:
        return (f"({ribuan(-n)})", f"-{ribuan(-n)}", f"(Rp {ribuan(-n)},00)", f"−{ribuan(-n)}")[number % 4]
    return EJAAN[number % len(EJAAN)](n)


URAIAN = Kolom(("URAIAN",), lambda b, _n: b.uraian)
KEGIATAN = Kolom(("KODE KEGIATAN",), lambda b, _n: b.kegiatan)
REKENING = Kolom(("KODE REKENING",), lambda b, _n: titik(b.rekening))
VOLUME = Kolom(("VOLUME",), lambda b, _n: int(b.volume) if b.volume.isdigit() else b.volume)
SATUAN = Kolom(("SATUAN",), lambda b, _n: b.satuan)
ANGGARAN = Kolom(("ANGGARAN (Rp.)",), lambda b, _n: b.menjadi)
SEMULA = Kolom(("SEMULA",), lambda b, _n: b.semula)
MENJADI = Kolom(("MENJADI",), lambda b, _n: b.menjadi)
SUMBER = Kolom(("SUMBER DANA",), lambda b, _n: b.sumber)
BIASA = (KEGIATAN, REKENING, URAIAN, VOLUME, SATUAN, ANGGARAN, SUMBER)
BERUBAH = (KEGIATAN, REKENING, URAIAN, SEMULA, MENJADI, SUMBER)


def bernama(kolom: Kolom, *kepala: str) -> Kolom:
    """The column under another header."""
    return Kolom(kepala, kolom.isi)


def kepala(kolom: Sequence[Kolom], nomor: bool = False) -> Rows:
    """The header rows, and a numbering row if asked."""
    tall = max(len(k.kepala) for k in kolom)
    rows: Rows = [[k.kepala[i] if i < len(k.kepala) else "" for k in kolom] for i in range(tall)]
    if not nomor:
        return rows
    named = [any(k.kepala) for k in kolom]
    return [*rows, [str(sum(named[: i + 1])) if named[i] else "" for i in range(len(kolom))]]


def isi(baris: Sequence[Baris], kolom: Sequence[Kolom]) -> Rows:
    """The body."""
    return [[k.isi(b, n) for k in kolom] for n, b in enumerate(baris)]


def judul(jenis: str = "PENJABARAN ANGGARAN PENDAPATAN DAN BELANJA DESA", tahun: int = 2025) -> Rows:
    """A title block in our own words: what, whose, when."""
    return [
        [jenis],
        ["DESA CONTOH AWANRAHAYU KECAMATAN CONTOH TENGAH"],
        ["KABUPATEN CONTOH"],
        [f"TAHUN ANGGARAN {tahun}"],
        [],
    ]


def tabel(baris: Sequence[Baris], kolom: Sequence[Kolom], nomor: bool = True) -> Rows:
    """Title, header and body."""
    jenis = "PERUBAHAN APB DESA" if baris[0].semula is not None else judul()[0][0]
    return [*judul(str(jenis)), *kepala(kolom, nomor), *isi(baris, kolom)]
