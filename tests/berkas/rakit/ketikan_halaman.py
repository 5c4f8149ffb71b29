"""More ways in which offices rework a print: rows, pages and sheets in other shapes. Each keeps the lines."""

from collections.abc import Callable
from dataclasses import replace

from tests.berkas.rakit import kolom as k
from tests.berkas.rakit.ketikan_kolom import Dibuat, Isi, satu
from tests.berkas.rakit.kolom import Kolom
from tests.berkas.rakit.lembar import Cell, Lembar, Rows, csv_bytes, ods, xls, xlsx
from tests.berkas.rakit.pokok import Baris

PENDEK = (k.KEGIATAN, k.REKENING, k.URAIAN, k.ANGGARAN, k.SUMBER)
TANDA_TANGAN: Rows = [
    [], ["", "", "Contoh Awanrahayu, 30 Desember 2024"], ["Mengetahui", "", "", "Kepala Desa"], ["Ketua BPD", "", "", "Contoh Awanrahayu"],
    [], ["SLAMET RAHARDIPTA", "", "", "TEGUH WIRASAMPURNA"],
]  # fmt: skip


def rincian_volume(b: Isi) -> Dibuat:
    """Items with volume × price below each account, numbered in the code column, without source."""
    price = Kolom(("HARGA SATUAN",), lambda _r, _n: "")
    columns = [
        k.KEGIATAN,
        k.REKENING,
        k.URAIAN,
        k.VOLUME,
        k.SATUAN,
        price,
        k.bernama(k.ANGGARAN, "JUMLAH"),
        k.SUMBER,
    ]
    rows = [*k.judul(), *k.kepala(columns, nomor=True)]
    for n, r in enumerate(b):
        rows.append([c.isi(r, n) for c in columns])
        if r.sumber and r.menjadi and r.menjadi % 2 == 0:
            half = r.menjadi // 2
            rows.append(["", 1, "Belanja tahap satu", 1, "paket", half, half, ""])
            rows.append(["", 2, "Belanja tahap dua", 1, "paket", half, half, ""])
    return satu(rows)


def rincian_huruf(b: Isi) -> Dibuat:
    """Items below each account, lettered, with volume and price in words of the name, the source again."""
    columns = [
        Kolom(("KODE",), lambda r, _n: k.titik(r.rekening) or r.kegiatan),
        k.URAIAN,
        k.bernama(k.ANGGARAN, "JUMLAH (Rp)"),
        k.SUMBER,
    ]
    rows = [*k.judul(), *k.kepala(columns)]
    for n, r in enumerate(b):
        rows.append([c.isi(r, n) for c in columns])
        if r.sumber and r.menjadi and r.menjadi % 4 == 0:
            part = r.menjadi // 4
            rows.append(["a.", f"1 org x 3 bln x Rp{k.ribuan(part)}", 3 * part, r.sumber])
            rows.append(["b.", "Lain-lain", part, r.sumber])
    return satu(rows)


def jumlah_lain_kata(b: Isi) -> Dibuat:
    """Sums below their rows, in other words and without code; the rows of sums themselves left out."""
    rows = [*k.judul(), *k.kepala(PENDEK)]
    bidang, inside = "", 0
    for n, r in enumerate(b):
        if r.kegiatan[:2] != bidang or r.named or r.rekening in {"6", "4"}:
            if bidang:
                rows.append(["", "", f"Sub Total Bidang {bidang}", inside, ""])
            bidang, inside = r.kegiatan[:2], 0
        if r.sumber:
            inside += r.menjadi or 0
        keep = r.sumber or not r.rekening or r.named
        row = [c.isi(r, n) for c in PENDEK]
        if r.named:
            row[2] = {"pendapatan": "TOTAL PENDAPATAN DESA", "belanja": "Total Belanja Desa", "surplus": "Surplus/Defisit",
                      "netto": "Jumlah Pembiayaan Netto", "silpa": "Sisa Lebih Pembiayaan"}[r.named]  # fmt: skip
        elif not r.sumber:
            row[3] = ""
        if keep:
            rows.append(row)
    return satu([*rows, *TANDA_TANGAN])


def jumlah_di_atas(b: Isi) -> Dibuat:
    """A box of totals above the table, the named totals before their parts."""
    named = [r for r in b if r.named]
    box: Rows = [["RINGKASAN"], *[["", r.uraian, "Rp", r.menjadi] for r in named], []]
    rest = [r for r in b if not r.named]
    return satu([*k.judul(), *box, *k.kepala(PENDEK), *k.isi([*named[:2], *rest, *named[2:]], PENDEK)])


def baris_kosong_ribuan(b: Isi) -> Dibuat:
    """Thousands of blank rows in the middle and at the end."""
    rows = k.tabel(b, k.BIASA)
    middle = len(rows) // 2
    return satu(
        [
            *rows[:middle],
            *[[] for _ in range(4000)],
            *rows[middle:],
            *[[] for _ in range(3000)],
            *TANDA_TANGAN,
        ]
    )


def lembar_per_bidang(b: Isi) -> Dibuat:
    """A recapitulation first, then income, one sheet for each bidang, financing."""
    groups: dict[str, list[Baris]] = {}
    for r in b:
        key = (
            f"Bidang {r.kegiatan[:2]}"
            if r.kegiatan
            else (
                "Pendapatan"
                if r.rekening[:1] == "4" or r.named == "pendapatan"
                else "Pembiayaan"
                if r.rekening[:1] == "6" or r.named in {"netto", "silpa"}
                else "Rekap"
            )
        )
        groups.setdefault(key, []).append(r)
    recap = [
        *k.judul("REKAPITULASI APB DESA"),
        ["KODE", "URAIAN", "JUMLAH (Rp)"],
        *[
            [r.kegiatan or k.titik(r.rekening), r.uraian, r.menjadi]
            for r in b
            if not r.sumber
            and ((len(r.kegiatan) == 2 and not r.rekening) or (r.rekening.count(".") < 2 and not r.kegiatan))
        ],
    ]
    groups.pop("Rekap", None)
    return "apbdes per bidang.xlsx", xlsx(
        Lembar("REKAP", recap), *[Lembar(name, k.tabel(part, PENDEK)) for name, part in groups.items()]
    )


def berdampingan(b: Isi) -> Dibuat:
    """The second half of the rows to the right of the first, as on a landscape page."""
    half = (len(b) + 1) // 2
    left, right = k.isi(b[:half], PENDEK), k.isi(b[half:], PENDEK)
    head = k.kepala(PENDEK)[0]
    rows = [*k.judul(), [*head, "", *head]]
    rows += [[*one, "", *(right[n] if n < len(right) else [])] for n, one in enumerate(left)]
    return satu(rows)


def salinan_di_samping(b: Isi) -> Dibuat:
    """The same table twice, side by side."""
    head = k.kepala(PENDEK)[0]
    return satu([*k.judul(), [*head, "", *head], *[[*row, "", *row] for row in k.isi(b, PENDEK)]])


def catatan_kaki(b: Isi) -> Dibuat:
    """Footnote marks behind names and amounts' texts, the notes below."""
    rows = k.tabel(
        [replace(r, uraian=f"{r.uraian} *)") if n % 9 == 8 and r.sumber else r for n, r in enumerate(b)],
        PENDEK,
    )
    notes: Rows = [
        [],
        ["*) termasuk pajak"],
        ["**) Dana Desa 2025 sebesar Rp963.418.000 sesuai PMK"],
        ["Keterangan :"],
        ["1. DDS", "= Dana Desa"],
        ["2. ADD", "= Alokasi Dana Desa"],
    ]
    return satu([*rows, *TANDA_TANGAN, *notes])


def judul_di_kanan(b: Isi) -> Dibuat:
    """Title cells far to the right, label and value in cells of their own, the year apart."""
    title: Rows = [["", "", "", "", "LAMPIRAN I"], ["", "", "", "", "PERATURAN DESA CONTOH AWANRAHAYU"], ["", "", "", "", "NOMOR 9 TAHUN 2024"],
                   ["", "", "PENJABARAN APB DESA"], ["Desa", ":", "Contoh Awanrahayu"], ["Kecamatan", ":", "Contoh Tengah"], ["Tahun Anggaran", ":", "2025"], []]  # fmt: skip
    return satu([*title, *k.kepala(PENDEK, nomor=True), *k.isi(b, PENDEK)])


def ods_tersembunyi(b: Isi) -> Dibuat:
    """LibreOffice, a sheet of notes first and last."""
    return "apb.ods", ods(
        Lembar("Baca dulu", [["Petunjuk"], ["1. Jangan diubah"]]),
        Lembar("Isi", k.tabel(b, PENDEK)),
        Lembar("Daftar", [["KODE", "NAMA"], ["DDS", "Dana Desa"]]),
    )


def xls_lama(b: Isi) -> Dibuat:
    """BIFF8 with last year's budget hidden, amounts as text with Rp."""
    old = [replace(r, menjadi=1) for r in b]
    amount = Kolom(("JUMLAH",), lambda r, n: k.tulis(r.menjadi, n))
    columns = [k.REKENING, k.KEGIATAN, k.URAIAN, amount, k.SUMBER]
    return "apb.xls", xls(
        Lembar("2024", k.tabel(old, columns), hidden=True), Lembar("2025", k.tabel(b, columns))
    )


def csv_rapi(b: Isi) -> Dibuat:
    """A csv with a running number, quoted amounts with sen, spaces around everything."""
    amount = Kolom(("ANGGARAN",), lambda r, _n: f"  {k.cetak(r.menjadi)} ")
    columns = [Kolom(("NO",), lambda _r, n: n + 1), k.KEGIATAN, k.REKENING, k.URAIAN, amount, k.SUMBER]
    return "apb.csv", csv_bytes([*k.tabel(b, columns, nomor=False), *TANDA_TANGAN], ",", "utf-8")


def nomor_menurun(b: Isi) -> Dibuat:
    """Outline numbers before the sections, I. A. 1., in a column of their own."""

    def cell(r: Baris, n: int) -> Cell:
        return (
            ("I.", "A.", "1.", "a)")[min(3, r.rekening.count("."))] if r.rekening and not r.kegiatan else ""
        )

    return satu(k.tabel(b, [Kolom(("No",), cell), *PENDEK], nomor=False))


HALAMAN: dict[str, Callable[[Isi], Dibuat]] = {
    "numbered items with volume and price": rincian_volume,
    "lettered items with the source again": rincian_huruf,
    "sums in other words": jumlah_lain_kata,
    "totals above": jumlah_di_atas,
    "thousands of blank rows": baris_kosong_ribuan,
    "a sheet for each bidang, recap first": lembar_per_bidang,
    "second half beside the first": berdampingan,
    "the same table beside itself": salinan_di_samping,
    "footnotes": catatan_kaki,
    "title far right, labels apart": judul_di_kanan,
    "ods between other sheets": ods_tersembunyi,
    "xls, last year hidden": xls_lama,
    "csv with spaces": csv_rapi,
    "outline numbers": nomor_menurun,
}
