"""Budgets with something wrong inside: the file is sound, a person must be told or asked."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from tests.berkas.rakit import kolom as k
from tests.berkas.rakit.kolom import Kolom
from tests.berkas.rakit.lembar import Cell, Lembar, Rows, xlsx
from tests.berkas.rakit.pokok import Baris

Isi = Sequence[Baris]
ATAS = 8  # the sheet row, from 1, of the first body row of `kolom.tabel`


def buku(rows: Rows) -> bytes:
    """One sheet."""
    return xlsx(Lembar("APBDes", rows))


def letak(b: Isi, kegiatan: str, rekening: str) -> int:
    """Index of this row among the printed rows."""
    return next(n for n, x in enumerate(b) if (x.kegiatan, x.rekening) == (kegiatan, rekening))


def ubah(b: Isi, kegiatan: str, rekening: str, **fields: object) -> list[Baris]:
    """The rows with one changed."""
    n = letak(b, kegiatan, rekening)
    return [replace(x, **fields) if i == n else x for i, x in enumerate(b)]


def sel(b: Isi, kegiatan: str, rekening: str, column: int, cell: Cell) -> bytes:
    """The usual sheet with one cell replaced; columns count from 0 (5 is the amount)."""
    rows = k.tabel(b, k.BIASA)
    rows[len(rows) - len(b) + letak(b, kegiatan, rekening)][column] = cell
    return buku(rows)


def tanggal_di_kode(b: Isi) -> bytes:
    """Excel made a date of a code: 1.1.4 became 4 January 2001."""
    return sel(b, "01.01.04", "", 0, datetime(2001, 1, 4))  # noqa: DTZ001 - as a sheet keeps it


def ribuan_rupiah(b: Isi) -> bytes:
    """Amounts in thousands of rupiah; only the header says so."""
    column = Kolom(
        ("ANGGARAN (dalam ribuan rupiah)",), lambda r, _n: None if r.menjadi is None else r.menjadi / 1000
    )
    return buku(k.tabel(b, [k.KEGIATAN, k.REKENING, k.URAIAN, column, k.SUMBER], nomor=False))


def ribuan_bulat(b: Isi) -> bytes:
    """Lines alone, round, in thousands of rupiah: nothing but the header's word tells."""
    column = Kolom(("ANGGARAN (Rp ribu)",), lambda r, _n: (r.menjadi or 0) // 1000)
    only = [x for x in b if x.sumber]
    return buku(k.tabel(only, [k.KEGIATAN, k.REKENING, k.URAIAN, column, k.SUMBER], nomor=False))


def lembar_kembar(b: Isi) -> bytes:
    """The same budget twice in one workbook, both visible."""
    rows = k.tabel(b, k.BIASA)
    return xlsx(Lembar("APBDes", rows), Lembar("APBDes (2)", rows))


def dua_tahun(b: Isi) -> bytes:
    """Last year's budget before this year's, both visible."""
    old = [replace(x, menjadi=None if x.menjadi is None else x.menjadi // 2) for x in b]
    return xlsx(
        Lembar("2024", [*k.judul(tahun=2024), *k.kepala(k.BIASA), *k.isi(old, k.BIASA)]),
        Lembar("2025", k.tabel(b, k.BIASA)),
    )


def halaman_kembar(b: Isi) -> bytes:
    """Twenty rows pasted twice."""
    return buku(k.tabel([*b[:60], *b[40:60], *b[60:]], k.BIASA))


def enam_puluh_lembar(b: Isi) -> bytes:
    """Sixty sheets, the budget on the forty-first."""
    notes = [Lembar(f"Kas {n}", [["TANGGAL", "JUMLAH"], [n, n * 1000]]) for n in range(1, 60)]
    return xlsx(*notes[:40], Lembar("APBDes", k.tabel(b, k.BIASA)), *notes[40:])


def rumus_tanpa_nilai(b: Isi) -> bytes:
    """Every total is a formula that was never calculated."""
    rows = k.tabel(b, k.BIASA)
    for n, x in enumerate(b):
        if not x.sumber and x.menjadi is not None:
            rows[len(rows) - len(b) + n][5] = "=SUM(F9,F10)"
    return buku(rows)


def rumus_di_baris(b: Isi) -> bytes:
    """One line's amount is a formula that was never calculated."""
    return sel(b, "02.06.03", "5.2.5.05", 5, "=12*350000")


def matriks_sumber(b: Isi) -> bytes:
    """A column per source instead of a source per row."""
    funds = [
        Kolom((s,), lambda r, _n, s=s: r.menjadi if r.sumber == s else "")
        for s in ("PAD", "ADD", "DDS", "PBH", "PBP", "PBK", "DLL")
    ]
    return buku(
        k.tabel(b, [k.KEGIATAN, k.REKENING, k.URAIAN, *funds, k.bernama(k.ANGGARAN, "JUMLAH")], nomor=False)
    )


def tanpa_nol_satu_kolom(b: Isi) -> bytes:
    """One code column without zeros: 5 is BELANJA and bidang 5, 5.1 Belanja Pegawai and sub bidang 5.1."""
    code = Kolom(("KODE",), lambda r, _n: k.polos(r.rekening or r.kegiatan))
    return buku(k.tabel(b, [code, k.URAIAN, k.ANGGARAN, k.SUMBER]))


def tertukar(b: Isi) -> bytes:
    """Semula and menjadi under each other's header."""
    swapped = [replace(x, semula=x.menjadi, menjadi=x.semula) for x in b]
    return buku(k.tabel(swapped, k.BERUBAH))


# What must be told: a question, a finding or a refusal, unless the lines come out as they are meant.
JUJUR: dict[str, Callable[[Isi], bytes]] = {
    "code became a date": tanggal_di_kode,
    "thousands of rupiah": ribuan_rupiah,
    "two sheets alike": lembar_kembar,
    "two years": dua_tahun,
    "rows pasted twice": halaman_kembar,
    "a line's formula without value": rumus_di_baris,
    "a column per source": matriks_sumber,
    "one column, no zeros": tanpa_nol_satu_kolom,
    "amount is NaN": lambda b: sel(b, "02.06.03", "5.2.5.05", 5, "NaN"),
    "amount is inf": lambda b: sel(b, "02.06.03", "5.2.5.05", 5, "inf"),
    "amount is #REF!": lambda b: sel(b, "02.06.03", "5.2.5.05", 5, "#REF!"),
    "amount is huge": lambda b: sel(b, "02.06.03", "5.2.5.05", 5, 1e300),
    "amount is a date": lambda b: sel(b, "02.06.03", "5.2.5.05", 5, datetime(2025, 1, 2)),  # noqa: DTZ001
    "amount is TRUE": lambda b: sel(b, "02.06.03", "5.2.5.05", 5, True),
    "amount in English": lambda b: sel(b, "02.06.03", "5.2.5.05", 5, "4,050,000.00"),
    "amount with words": lambda b: sel(b, "02.06.03", "5.2.5.05", 5, "4.050.000 (empat juta lima puluh ribu)"),
    "amount is empty": lambda b: sel(b, "02.06.03", "5.2.5.05", 5, ""),
    "amount is negative": lambda b: sel(b, "02.06.03", "5.2.5.05", 5, -4_050_000),
    "source unknown": lambda b: sel(b, "02.06.03", "5.2.5.05", 6, "XYZ"),
    "source empty": lambda b: sel(b, "02.06.03", "5.2.5.05", 6, ""),
    "two sources with &": lambda b: sel(b, "02.06.03", "5.2.5.05", 6, "DDS & ADD"),
    "two sources, two lines": lambda b: sel(b, "02.06.03", "5.2.5.05", 6, "DDS\nPAD"),
    "activity unknown": lambda b: buku(k.tabel([replace(x, kegiatan=x.kegiatan.replace("02.06.03", "02.99.01")) for x in b], k.BIASA)),
    "bidang unknown": lambda b: buku(k.tabel([replace(x, kegiatan=x.kegiatan.replace("02.06.03", "09.01.01")) for x in b], k.BIASA)),
    "account unknown": lambda b: sel(b, "02.06.03", "5.2.5.05", 1, "5.9.9.09."),
    "total of belanja off by one": lambda b: buku(k.tabel([replace(x, menjadi=x.menjadi + 1) if x.named == "belanja" else x for x in b], k.BIASA)),
    "total of an account off by one": lambda b: buku(k.tabel(ubah(b, "02.06.03", "5.2", menjadi=b[letak(b, "02.06.03", "5.2")].menjadi + 1), k.BIASA)),
}  # fmt: skip
