"""Retyped columns: headers, codes, amounts and sources as different hands write them."""

from collections.abc import Sequence

from tests.berkas.rakit import kolom as k
from tests.berkas.rakit.kolom import Kolom
from tests.berkas.rakit.lembar import Lembar, Rows, ods, xlsx
from tests.berkas.rakit.pokok import Baris

Isi = Sequence[Baris]
Dibuat = tuple[str, bytes]  # file name, bytes


def satu(rows: Rows, nama: str = "APBDes") -> Dibuat:
    """One sheet in one workbook."""
    return "anggaran.xlsx", xlsx(Lembar(nama, rows))


def ganti(lama: Kolom, baru: Kolom) -> list[Kolom]:
    """The usual columns with one replaced."""
    return [baru if x is lama else x for x in k.BIASA]


def kepala_tiga_baris(b: Isi) -> Dibuat:
    """Header over three rows, no numbering row."""
    columns = [
        k.bernama(k.KEGIATAN, "KODE", "REKENING", "Kegiatan"),
        k.bernama(k.REKENING, "", "", "Belanja"),
        k.bernama(k.URAIAN, "", "URAIAN", ""),
        k.bernama(k.VOLUME, "KELUARAN", "/ OUTPUT", "Volume"),
        k.bernama(k.SATUAN, "", "", "Satuan"),
        k.bernama(k.ANGGARAN, "JUMLAH", "ANGGARAN", "(Rp)"),
        k.bernama(k.SUMBER, "SUMBER", "DANA", ""),
    ]
    return satu(k.tabel(b, columns, nomor=False))


def kepala_bertumpuk(b: Isi) -> Dibuat:
    """KODE over KEGIATAN and over REKENING, (Rp.) and DANA in the second row too."""
    columns = [
        k.bernama(k.KEGIATAN, "KODE", "KEGIATAN"), k.bernama(k.REKENING, "KODE", "REKENING"), k.URAIAN,
        k.bernama(k.ANGGARAN, "ANGGARAN", "(Rp.)"), k.bernama(k.SUMBER, "SUMBER", "DANA"),
    ]  # fmt: skip
    return satu(k.tabel(b, columns, nomor=False))


def gabung_tegak(b: Isi) -> Dibuat:
    """The activity's code merged downwards over its accounts: only the first cell holds it."""
    rows = k.tabel(b, k.BIASA)
    first, merges, start = len(rows) - len(b), [], 0
    for n in range(1, len(b) + 1):
        if n == len(b) or b[n].kegiatan != b[start].kegiatan:
            if b[start].kegiatan and n - start > 1:
                merges.append((first + start, 0, first + n - 1, 0))
            start = n
    return "anggaran.xlsx", xlsx(Lembar("APBDes", rows, merges))


def gabung_mendatar(b: Isi) -> Dibuat:
    """Names over three merged columns, title over the whole width, an empty spacer column."""
    kosong = Kolom(("",), lambda _b, _n: "")
    columns = [k.KEGIATAN, k.REKENING, k.URAIAN, kosong, kosong, kosong, k.ANGGARAN, k.SUMBER]
    rows = k.tabel(b, columns)
    merges = [(r, 2, r, 4) for r in range(5, len(rows))] + [(r, 0, r, 7) for r in range(4)]
    return "anggaran.ods", ods(Lembar("APBDes", rows, merges))


def bagian_angka(b: Isi) -> Dibuat:
    """Each part of the code in a cell of its own, typed as a number."""

    def part(field: str, i: int) -> Kolom:
        def cell(row: Baris, _n: int) -> int | str:
            parts = getattr(row, field).split(".")
            return int(parts[i]) if i < len(parts) and parts[i] else ""

        return Kolom(("KODE REKENING" if (field, i) == ("kegiatan", 0) else "",), cell)

    parts = [part("kegiatan", i) for i in range(3)] + [part("rekening", i) for i in range(4)]
    return satu(k.tabel(b, [*parts, k.URAIAN, k.ANGGARAN, k.SUMBER], nomor=False))


def satu_kode_penuh(b: Isi) -> Dibuat:
    """Activity and account joined in one cell: 02.06.03.5.2.5.05."""
    joined = Kolom(("KODE REKENING",), lambda r, _n: ".".join(x for x in (r.kegiatan, r.rekening) if x))
    return satu(k.tabel(b, [joined, k.URAIAN, k.ANGGARAN, k.SUMBER]))


def satu_kolom_bergantian(b: Isi) -> Dibuat:
    """One code column: the activity's row, then its accounts."""
    alternating = Kolom(("KODE",), lambda r, _n: k.titik(r.rekening) or r.kegiatan)
    return satu(k.tabel(b, [alternating, k.URAIAN, k.SUMBER, k.ANGGARAN]))


def kode_angka(b: Isi) -> Dibuat:
    """Short codes that Excel turned into numbers."""
    return satu(
        k.tabel(
            b,
            [
                Kolom(("KODE KEGIATAN",), lambda r, _n: k.sebagai_angka(r.kegiatan)),
                Kolom(("KODE REKENING",), lambda r, _n: k.sebagai_angka(r.rekening)),
                k.URAIAN,
                k.ANGGARAN,
                k.SUMBER,
            ],
        )
    )


def kode_berspasi(b: Isi) -> Dibuat:
    """Codes with an apostrophe, spaces and hard spaces around the dots."""
    loose = (lambda c: f"'{c}", lambda c: c.replace(".", ". "), lambda c: f" {c}\u00a0", lambda c: f"{c} ")

    def cell(code: str, n: int) -> str:
        return loose[n % 4](code) if code else ""

    columns = [
        Kolom(("KODE KEG.",), lambda r, n: cell(r.kegiatan, n)),
        Kolom(("KODE REK.",), lambda r, n: cell(r.rekening, n + 1)),
        k.URAIAN, k.ANGGARAN, k.SUMBER,
    ]  # fmt: skip
    return satu(k.tabel(b, columns))


def kegiatan_tak_diulang(b: Isi) -> Dibuat:
    """The activity's code on its own row only."""
    once = Kolom(("KODE KEGIATAN",), lambda r, _n: "" if r.rekening else r.kegiatan)
    return satu(k.tabel(b, ganti(k.KEGIATAN, once)))


def jumlah_aneka(b: Isi) -> Dibuat:
    """Every amount as text, in ten spellings."""
    return satu(k.tabel(b, ganti(k.ANGGARAN, Kolom(("PAGU",), lambda r, n: k.tulis(r.menjadi, n)))))


def rp_sel_sendiri(b: Isi) -> Dibuat:
    """`Rp` in a narrow cell before the number."""
    sign = Kolom(("JUMLAH (Rp)",), lambda r, _n: "Rp" if r.menjadi is not None else "")
    amount = Kolom(("",), lambda r, n: k.cetak(r.menjadi) if n % 3 else r.menjadi)
    return satu(k.tabel(b, [k.KEGIATAN, k.REKENING, k.URAIAN, sign, amount, k.SUMBER], nomor=False))


def harga_satuan(b: Isi) -> Dibuat:
    """Volume, satuan and unit price before the amount; a running number in front."""
    price = Kolom(
        ("HARGA SATUAN (Rp)",),
        lambda r, _n: (
            r.menjadi // int(r.volume) if r.volume.isdigit() and r.menjadi and int(r.volume) else ""
        ),
    )
    number = Kolom(("NO",), lambda _r, n: n + 1)
    columns = [
        number, k.KEGIATAN, k.REKENING, k.URAIAN, k.VOLUME, k.SATUAN, price, k.bernama(k.ANGGARAN, "JUMLAH (Rp)"),
        k.SUMBER,
    ]  # fmt: skip
    return satu(k.tabel(b, columns, nomor=False))


def sumber_berkata(b: Isi) -> Dibuat:
    """Sources in words and other abbreviations, before the amounts."""
    words = {
        "DDS": ("Dana Desa", "DD", "dds"), "ADD": ("Alokasi Dana Desa", "ADD", "A.D.D"), "PBH": ("PBH", "BHPR", "PDRD"),
        "PAD": ("PADes", "Pendapatan Asli Desa", "PAD"), "PBP": ("Banprov", "PBP", "Bantuan Keuangan Provinsi"),
        "PBK": ("PBK", "BKK", "PBK"), "DLL": ("DLL", "Pendapatan Lain-lain", "DLL"),
    }  # fmt: skip
    source = Kolom(("SUMBER PEMBIAYAAN",), lambda r, n: words[r.sumber][n % 3] if r.sumber else "")
    return satu(k.tabel(b, [source, k.KEGIATAN, k.REKENING, k.URAIAN, k.ANGGARAN]))


def terbalik(b: Isi) -> Dibuat:
    """Columns in reverse order."""
    return satu(k.tabel(b, [k.ANGGARAN, k.SUMBER, k.SATUAN, k.VOLUME, k.URAIAN, k.REKENING, k.KEGIATAN]))


def huruf_kecil(b: Isi) -> Dibuat:
    """Headers in small letters with synonyms, names indented by depth."""
    depth = Kolom(
        ("Uraian Kegiatan dan Belanja",),
        lambda r, _n: "   " * f"{r.kegiatan}.{r.rekening}".count(".") + r.uraian,
    )
    columns = [
        k.bernama(k.KEGIATAN, "Kd Keg"), k.bernama(k.REKENING, "Kd Rek"), depth,
        k.bernama(k.ANGGARAN, "Jumlah Anggaran"), k.bernama(k.SUMBER, "Sumber"),
    ]  # fmt: skip
    return satu(k.tabel(b, columns, nomor=False))
