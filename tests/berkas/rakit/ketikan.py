"""The first budget as offices retype it: each entry of `KETIKAN` keeps the lines and changes the form."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from tests.berkas.rakit import kolom as k
from tests.berkas.rakit.kolom import Kolom
from tests.berkas.rakit.lembar import Lembar, Rows, csv_bytes, ods, xls, xlsx
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


def jumlah_per_halaman(b: Isi) -> Dibuat:
    """Page totals, carried-over totals, page footers and the header again every 25 rows."""
    body = k.isi(b, k.BIASA)
    rows = [*k.judul(), *k.kepala(k.BIASA, nomor=True)]
    for start in range(0, len(body), 25):
        part = sum(x.menjadi or 0 for x in b[start : start + 25] if x.sumber)
        if start:
            rows += [["", "", "Jumlah pindahan", "", "", part, ""]]
        rows += body[start : start + 25]
        rows += [
            ["", "", "Jumlah halaman ini", "", "", part, ""],
            ["", "", "Jumlah dipindahkan", "", "", part, ""],
        ]
        rows += [[f"Halaman {start // 25 + 1}"], [], *k.kepala(k.BIASA, nomor=True)]
    return satu(rows)


def catatan_di_antara(b: Isi) -> Dibuat:
    """Remarks between the rows, blank rows, and a reminder with an amount in it."""
    rows, body = k.tabel(b, k.BIASA), k.isi(b, k.BIASA)
    rows = rows[: len(rows) - len(body)]
    for n, row in enumerate(body):
        rows.append(row)
        if n % 11 == 10 and b[n].sumber:
            rows += [[], ["Catatan: menunggu petunjuk teknis dari kabupaten"]]
        if n % 23 == 22 and b[n].sumber:
            rows.append(["", "", "*) termasuk pajak Rp 250.000", "", "", "", ""])
    rows += [[], ["Mengetahui,"], ["Ketua BPD", "", "", "", "", "Kepala Desa"]]
    return satu(rows)


def nama_turun(b: Isi) -> Dibuat:
    """Long names broken over the following rows, code and amount on the first."""
    rows = [*k.judul(), *k.kepala(k.BIASA)]
    for n, x in enumerate(b):
        first, *more = _pecah(x.uraian, 32)
        rows.append([c.isi(replace(x, uraian=first), n) for c in k.BIASA])
        rows += [["", "", part, "", "", "", ""] for part in more]
    return satu(rows)


def _pecah(text: str, width: int) -> list[str]:
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def tiga_lembar(b: Isi) -> Dibuat:
    """Income, spending and financing on sheets of their own, with columns of their own."""
    part = {p: [x for x in b if _part(x) == p] for p in ("4", "5", "6")}
    short = [k.REKENING, k.URAIAN, k.ANGGARAN, k.SUMBER]
    return "anggaran.xlsx", xlsx(
        Lembar("1 Pendapatan", k.tabel(part["4"], short)),
        Lembar("2 Belanja", k.tabel(part["5"], [k.KEGIATAN, k.REKENING, k.URAIAN, k.SUMBER, k.ANGGARAN])),
        Lembar("3 Pembiayaan", k.tabel(part["6"], [k.URAIAN, k.REKENING, k.ANGGARAN, k.SUMBER])),
    )


def _part(x: Baris) -> str:
    named = {"pendapatan": "4", "belanja": "5", "surplus": "5", "netto": "6", "silpa": "6"}
    return named.get(x.named, "") or (x.rekening[:1] or "5" if not x.kegiatan else "5")


def lembar_lama_tersembunyi(b: Isi) -> Dibuat:
    """Last year's budget on a hidden first sheet, a notes sheet, the budget on the third, a recap after it."""
    old = [replace(x, menjadi=None if x.menjadi is None else x.menjadi * 2) for x in b]
    notes: Rows = [["Tolong dicek Bu Kaur"], ["Nomor berkas", 17], ["Dana Desa", 963418000]]
    recap: Rows = [["REKAP PER SUMBER"], ["SUMBER DANA", "JUMLAH"], ["DDS", 1], ["ADD", 2]]
    return "anggaran.xlsx", xlsx(
        Lembar("2024", [*k.judul(tahun=2024), *k.kepala(k.BIASA), *k.isi(old, k.BIASA)], hidden=True),
        Lembar("Catatan", notes),
        Lembar("APBDes 2025", k.tabel(b, k.BIASA)),
        Lembar("Rekap", recap),
    )


def baris_tersaring(b: Isi) -> Dibuat:
    """A filter left on: rows and a column are hidden, and still part of the budget."""
    rows = k.tabel(b, k.BIASA)
    hidden = range(40, len(rows) - 20, 3)
    return "anggaran.xlsx", xlsx(Lembar("APBDes", rows, hidden_rows=hidden, hidden_columns=[3, 4]))


def rata_jauh(b: Isi) -> Dibuat:
    """The table begins at column E, row 21; blank columns between the others and blank rows in the body."""
    kosong = Kolom(("",), lambda _b, _n: "")
    columns = [kosong] * 4 + [x for c in k.BIASA for x in (c, kosong)]
    rows: Rows = [[] for _ in range(12)] + k.judul()
    rows += [[] for _ in range(3)] + k.kepala(columns)
    for n, row in enumerate(k.isi(b, columns)):
        rows += [row, []] if n % 5 == 4 else [row]
    return satu(rows)


def teks(delimiter: str, encoding: str, name: str = "anggaran.csv", **how: bool) -> Callable[[Isi], Dibuat]:
    """A csv of the usual columns."""
    return lambda b: (name, csv_bytes(k.tabel(b, k.BIASA), delimiter, encoding, **how))


def berkas(make: Callable[[Lembar], bytes], name: str) -> Callable[[Isi], Dibuat]:
    """The usual columns in another container."""
    return lambda b: (name, make(Lembar("APBDes", k.tabel(b, k.BIASA))))


KETIKAN: dict[str, Callable[[Isi], Dibuat]] = {
    "header over three rows": kepala_tiga_baris,
    "KODE over KEGIATAN, two rows": kepala_bertumpuk,
    "activity merged downwards": gabung_tegak,
    "names merged across, ods": gabung_mendatar,
    "code parts as numbers in cells": bagian_angka,
    "activity and account in one code": satu_kode_penuh,
    "activity and account rows in one column": satu_kolom_bergantian,
    "short codes as numbers": kode_angka,
    "codes with apostrophe and spaces": kode_berspasi,
    "activity not repeated": kegiatan_tak_diulang,
    "amounts in ten spellings": jumlah_aneka,
    "Rp in a cell of its own": rp_sel_sendiri,
    "unit price and running number": harga_satuan,
    "sources in words": sumber_berkata,
    "columns reversed": terbalik,
    "small letters, indented names": huruf_kecil,
    "page totals and carried totals": jumlah_per_halaman,
    "remarks between rows": catatan_di_antara,
    "names broken over rows": nama_turun,
    "three sheets, columns differ": tiga_lembar,
    "hidden old year, third sheet": lembar_lama_tersembunyi,
    "filtered rows": baris_tersaring,
    "far corner, blanks between": rata_jauh,
    "ods": berkas(ods, "anggaran.ods"),
    "xls": berkas(xls, "anggaran.xls"),
    "xls named xlsx": berkas(xls, "anggaran.xlsx"),
    "xlsx named xls": berkas(xlsx, "anggaran.xls"),
    "ods named xlsx": berkas(ods, "anggaran.xlsx"),
    "csv comma, all quoted": teks(",", "utf-8", quote_all=True),
    "csv semicolon, sep line, BOM": teks(";", "utf-8-sig", sep_line=True),
    "csv semicolon, sen": teks(";", "cp1252", decimal=True),
    "csv tab, UTF-16 LE": teks("\t", "utf-16"),
    "csv named xls": teks("\t", "utf-8", "anggaran.xls"),
    "csv named txt": teks("\t", "cp1252", "anggaran.txt"),
}
