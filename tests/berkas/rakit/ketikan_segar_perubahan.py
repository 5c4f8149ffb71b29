"""More ways in which offices rework a changed budget. Each keeps the lines, before and after."""

from collections.abc import Callable

from tests.berkas.rakit import kolom as k
from tests.berkas.rakit.ketikan_kolom import Dibuat, Isi, satu
from tests.berkas.rakit.ketikan_perubahan import PERSEN, selisih
from tests.berkas.rakit.ketikan_segar import LENGKAP
from tests.berkas.rakit.kolom import Kolom
from tests.berkas.rakit.lembar import Lembar, csv_bytes, xls, xlsx
from tests.berkas.rakit.pokok import Baris

KODE = Kolom(("KODE REKENING",), lambda r, _n: k.titik(r.rekening) or r.kegiatan)


def kurung(r: Baris, _n: int) -> str:
    """The difference, a loss in brackets."""
    n = selisih(r, 0)
    return "" if n is None else k.cetak(n)


def teks(field: str) -> Callable[[Baris, int], str]:
    """An amount as text with Rp and sen."""
    return lambda r, _n: "" if getattr(r, field) is None else f"Rp {k.cetak(getattr(r, field))}"


def enam_kolom(b: Isi) -> Dibuat:
    """Volume, price and sum before; volume, price and sum after; the difference."""
    one = Kolom((), lambda r, _n: 1 if r.sumber else "")
    columns = [
        k.bernama(KODE, "KODE REKENING", ""), k.bernama(k.URAIAN, "URAIAN", ""),
        k.bernama(one, "SEMULA", "VOLUME"), k.bernama(k.SEMULA, "", "HARGA SATUAN"), k.bernama(k.SEMULA, "", "JUMLAH (Rp)"),
        k.bernama(one, "MENJADI", "VOLUME"), k.bernama(k.MENJADI, "", "HARGA SATUAN"), k.bernama(k.MENJADI, "", "JUMLAH (Rp)"),
        Kolom(("BERTAMBAH/ (BERKURANG)", ""), kurung), k.bernama(k.SUMBER, "SUMBER", "DANA"),
    ]  # fmt: skip
    return satu(k.tabel(b, columns, nomor=False))


def menjadi_selisih_semula(b: Isi) -> Dibuat:
    """After, difference, before; a running number first; texts with Rp."""
    columns = [Kolom(("No.",), lambda _r, n: n + 1), KODE, k.URAIAN, Kolom(("Setelah Perubahan",), teks("menjadi")), Kolom(("Bertambah/(Berkurang)",), kurung),
               PERSEN, Kolom(("Sebelum Perubahan",), teks("semula")), k.SUMBER]  # fmt: skip
    return satu(k.tabel(b, columns))


def murni_pak(b: Isi) -> Dibuat:
    """APBDes murni and PAK, as a data base calls them."""
    columns = [
        KODE,
        k.URAIAN,
        k.bernama(k.SEMULA, "Anggaran Murni"),
        k.bernama(k.MENJADI, "Anggaran PAK"),
        k.SUMBER,
    ]
    return "pak.csv", csv_bytes(k.tabel(b, columns), ";", "utf-8")


def anggaran_dan_perubahan(b: Isi) -> Dibuat:
    """ANGGARAN and ANGGARAN PERUBAHAN, the difference in between, sources in full."""
    columns = [KODE, k.URAIAN, k.bernama(k.SEMULA, "ANGGARAN"), Kolom(("LEBIH/KURANG",), kurung), k.bernama(k.MENJADI, "ANGGARAN PERUBAHAN"),
               Kolom(("SUMBER DANA",), lambda r, _n: LENGKAP.get(r.sumber, ""))]  # fmt: skip
    return "p.xls", xls(Lembar("P", k.tabel(b, columns)))


def dua_tingkat(b: Isi) -> Dibuat:
    """JUMLAH (Rp) over before and after, BERTAMBAH / BERKURANG over Rp and %, both in two rows."""
    columns = [
        k.bernama(k.KEGIATAN, "KODE", "KEGIATAN"), k.bernama(k.REKENING, "", "REKENING"), k.bernama(k.URAIAN, "URAIAN", ""),
        k.bernama(k.SEMULA, "JUMLAH (Rp)", "SEBELUM PERUBAHAN"), k.bernama(k.MENJADI, "", "SETELAH PERUBAHAN"),
        Kolom(("BERTAMBAH / BERKURANG", "(Rp)"), kurung), k.bernama(PERSEN, "", "%"), k.bernama(k.SUMBER, "KET.", ""),
    ]  # fmt: skip
    return satu(k.tabel(b, columns))


def semula_dan_menjadi_dua_sumber(b: Isi) -> Dibuat:
    """A source for each amount, the same in both."""
    columns = [
        KODE,
        k.URAIAN,
        k.SEMULA,
        k.bernama(k.SUMBER, "SUMBER SEMULA"),
        k.MENJADI,
        k.bernama(k.SUMBER, "SUMBER MENJADI"),
    ]
    return satu(k.tabel(b, columns))


def dua_lembar(b: Isi) -> Dibuat:
    """Income and financing on one sheet, spending on another."""
    columns = [KODE, k.URAIAN, k.SEMULA, k.MENJADI, k.SUMBER]
    spending = [r for r in b if r.kegiatan or r.rekening == "5" or r.named == "belanja"]
    return "dua.xlsx", xlsx(
        Lembar("Pendapatan dan Pembiayaan", k.tabel([r for r in b if r not in spending], columns)),
        Lembar("Belanja", k.tabel(spending, columns)),
    )


def tahun_di_kepala(b: Isi) -> Dibuat:
    """APBDES 2025 and APBDES PERUBAHAN 2025."""
    columns = [
        KODE,
        k.URAIAN,
        k.bernama(k.SEMULA, "APBDES 2025"),
        k.bernama(k.MENJADI, "APBDES PERUBAHAN 2025"),
        k.SUMBER,
    ]
    return satu(k.tabel(b, columns))


SEGAR_PERUBAHAN: dict[str, Callable[[Isi], Dibuat]] = {
    "volume, price and sum, twice": enam_kolom,
    "after, difference, before": menjadi_selisih_semula,
    "murni and PAK": murni_pak,
    "anggaran and anggaran perubahan": anggaran_dan_perubahan,
    "two rows of header, source under KET.": dua_tingkat,
    "a source for each amount": semula_dan_menjadi_dua_sumber,
    "income and financing apart": dua_lembar,
    "the year in the header": tahun_di_kepala,
}
