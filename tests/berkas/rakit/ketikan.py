"""The first budget as offices retype it: each entry of `KETIKAN` keeps the lines and changes the form.

Here stand the forms of rows, sheets and containers; those of columns are in `ketikan_kolom`.
"""

from collections.abc import Callable
from dataclasses import replace

from tests.berkas.rakit import ketikan_kolom as kk
from tests.berkas.rakit import kolom as k
from tests.berkas.rakit.ketikan_kolom import Dibuat, Isi, satu
from tests.berkas.rakit.kolom import Kolom
from tests.berkas.rakit.lembar import Lembar, Rows, csv_bytes, ods, xls, xlsx
from tests.berkas.rakit.pokok import Baris


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
    "header over three rows": kk.kepala_tiga_baris,
    "KODE over KEGIATAN, two rows": kk.kepala_bertumpuk,
    "activity merged downwards": kk.gabung_tegak,
    "names merged across, ods": kk.gabung_mendatar,
    "code parts as numbers in cells": kk.bagian_angka,
    "activity and account in one code": kk.satu_kode_penuh,
    "activity and account rows in one column": kk.satu_kolom_bergantian,
    "short codes as numbers": kk.kode_angka,
    "codes with apostrophe and spaces": kk.kode_berspasi,
    "activity not repeated": kk.kegiatan_tak_diulang,
    "amounts in ten spellings": kk.jumlah_aneka,
    "Rp in a cell of its own": kk.rp_sel_sendiri,
    "unit price and running number": kk.harga_satuan,
    "sources in words": kk.sumber_berkata,
    "columns reversed": kk.terbalik,
    "small letters, indented names": kk.huruf_kecil,
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
