"""More ways in which offices rework a print: codes, headers and sources in other shapes. Each keeps the lines."""

from collections.abc import Callable

from tests.berkas.rakit import kolom as k
from tests.berkas.rakit.ketikan_kolom import Dibuat, Isi, satu
from tests.berkas.rakit.kolom import Kolom
from tests.berkas.rakit.lembar import Cell, Lembar, csv_bytes, xlsx
from tests.berkas.rakit.pokok import Baris

LENGKAP = {
    "DDS": "Dana Desa (DDS)", "ADD": "Alokasi Dana Desa (ADD)", "PBH": "Bagi Hasil Pajak dan Retribusi (PBH)",
    "PAD": "Pendapatan Asli Desa (PAD)", "PBP": "Bantuan Keuangan Provinsi (PBP)", "DLL": "Pendapatan Lain-lain (DLL)",
    "PBK": "Bantuan Keuangan Kabupaten (PBK)",
}  # fmt: skip
NOMOR = Kolom(("NO.",), lambda _b, n: n + 1)


def bagian_kode(
    widths: tuple[int, int], kepala: Callable[[int], tuple[str, ...]], padded: bool = True
) -> list[Kolom]:
    """The code over several columns: `widths` for the activity's parts and the account's."""

    def part(field: str, i: int, width: int, n: int) -> Kolom:
        def cell(row: Baris, _n: int) -> Cell:
            parts = getattr(row, field).split(".") if getattr(row, field) else []
            if i == width - 1:
                return ".".join(parts[i:])
            got = parts[i] if i < len(parts) else ""
            return got if padded or not got else int(got)

        return Kolom(kepala(n), cell)

    out = [part("kegiatan", i, widths[0], i) for i in range(widths[0])]
    return out + [part("rekening", i, widths[1], widths[0] + i) for i in range(widths[1])]


def kode_empat_kolom(b: Isi) -> Dibuat:
    """Bid | Sub | Keg | Rekening: three parts and a whole account; a running number first."""
    names = ("BID", "SUB", "KEG", "REKENING")
    codes = bagian_kode((3, 1), lambda n: ("KODE" if n == 0 else "", names[n]))
    return satu(
        k.tabel(
            b,
            [
                k.bernama(NOMOR, "NO.", ""),
                *codes,
                k.bernama(k.URAIAN, "URAIAN", ""),
                k.bernama(k.ANGGARAN, "PAGU", "(Rp)"),
                k.bernama(k.SUMBER, "SUMBER", "DANA"),
            ],
        )
    )


def kode_tujuh_bernama(b: Isi) -> Dibuat:
    """Seven columns, each with its name, padded texts."""
    names = ("BID", "SUB", "KEG", "AKUN", "KEL", "JENIS", "OBJ")
    codes = bagian_kode((3, 4), lambda n: (names[n],))
    return satu(k.tabel(b, [*codes, k.URAIAN, k.ANGGARAN, k.SUMBER]))


def kode_lima_kolom(b: Isi) -> Dibuat:
    """Activity in one column, the account over four, under one merged header."""
    codes = bagian_kode((1, 4), lambda n: ("KODE REKENING" if n == 0 else "",))
    return satu(k.tabel(b, [*codes, k.URAIAN, k.ANGGARAN, k.SUMBER], nomor=False))


def kode_dan_uraian(b: Isi) -> Dibuat:
    """Code and name in one cell."""
    joined = Kolom(
        ("KODE DAN URAIAN",), lambda r, _n: f"{k.titik(r.rekening) or r.kegiatan} {r.uraian}".strip()
    )
    return satu(k.tabel(b, [joined, k.ANGGARAN, k.SUMBER], nomor=False))


def kode_spasi(b: Isi) -> Dibuat:
    """Spaces for dots."""
    keg = Kolom(("KODE KEGIATAN",), lambda r, _n: r.kegiatan.replace(".", " "))
    rek = Kolom(("KODE REKENING",), lambda r, _n: r.rekening.replace(".", " . "))
    return satu(k.tabel(b, [keg, rek, k.URAIAN, k.ANGGARAN, k.SUMBER]))


def kode_garis(b: Isi) -> Dibuat:
    """Activity and account in one cell, a hyphen or a slash between them."""
    joined = Kolom(
        ("KODE REKENING",),
        lambda r, n: (" - ", "/", " / ")[n % 3].join(x for x in (r.kegiatan, r.rekening) if x),
    )
    return satu(k.tabel(b, [joined, k.URAIAN, k.ANGGARAN, k.SUMBER]))


def huruf_renggang(b: Isi) -> Dibuat:
    """Letters set apart, as on old prints."""
    columns = [
        k.bernama(k.KEGIATAN, "K O D E  K E G I A T A N"),
        k.bernama(k.REKENING, "K O D E  R E K E N I N G"),
        k.bernama(k.URAIAN, "U R A I A N"),
        k.bernama(k.ANGGARAN, "J U M L A H"),
        k.bernama(k.SUMBER, "S U M B E R"),
    ]
    return satu(k.tabel(b, columns))


def kepala_empat_baris(b: Isi) -> Dibuat:
    """A header over four rows."""
    columns = [
        k.bernama(k.KEGIATAN, "KODE", "", "KEGIATAN", ""),
        k.bernama(k.REKENING, "", "", "REKENING", ""),
        k.bernama(k.URAIAN, "", "URAIAN", "", ""),
        k.bernama(k.ANGGARAN, "ANGGARAN", "TAHUN", "2025", "(Rp)"),
        k.bernama(k.SUMBER, "SUMBER", "", "DANA", ""),
    ]
    return satu(k.tabel(b, columns, nomor=False))


def sumber_lengkap(b: Isi) -> Dibuat:
    """Sources spelled in full with their code in brackets."""
    return satu(
        k.tabel(
            b,
            [
                k.KEGIATAN,
                k.REKENING,
                k.URAIAN,
                k.ANGGARAN,
                Kolom(("SUMBER DANA",), lambda r, _n: LENGKAP.get(r.sumber, "")),
            ],
        )
    )


def sumber_di_kegiatan(b: Isi) -> Dibuat:
    """The source stands on the activity's row only, where it is one for all its accounts."""
    funds: dict[str, set[str]] = {}
    for r in b:
        if r.sumber:
            funds.setdefault(r.kegiatan, set()).add(r.sumber)
    one = {c: next(iter(s)) for c, s in funds.items() if c and len(s) == 1}

    def cell(r: Baris, _n: int) -> Cell:
        if r.kegiatan in one:
            return "" if r.rekening else one[r.kegiatan]
        return r.sumber

    return satu(k.tabel(b, [k.KEGIATAN, k.REKENING, k.URAIAN, k.ANGGARAN, Kolom(("SUMBER DANA",), cell)]))


def sumber_digabung(b: Isi) -> Dibuat:
    """The source merged downwards over rows of one source."""
    rows = k.tabel(b, k.BIASA)
    top, merges, n = len(rows) - len(b), [], 0
    while n < len(b):
        m = n
        while m + 1 < len(b) and b[n].sumber and b[m + 1].sumber == b[n].sumber:
            m += 1
            rows[top + m][6] = ""
        if m > n:
            merges.append((top + n, 6, top + m, 6))
        n = m + 1
    return "anggaran.xlsx", xlsx(Lembar("APBDes", rows, merges))


def jumlah_bertingkat(b: Isi) -> Dibuat:
    """Amounts move to the left with the depth of the row, under one merged header."""

    def level(i: int) -> Kolom:
        def cell(r: Baris, _n: int) -> Cell:
            depth = min(3, f"{r.kegiatan}.{r.rekening}".strip(".").count(".") // 2)
            return r.menjadi if depth == 3 - i else ""

        return Kolom(("JUMLAH (Rp)" if i == 0 else "",), cell)

    return satu(
        k.tabel(b, [k.KEGIATAN, k.REKENING, k.URAIAN, *[level(i) for i in range(4)], k.SUMBER], nomor=False)
    )


def ekspor_basis_data(b: Isi) -> Dibuat:
    """Rows of a data base: no sums, names with underscores, the village's code before each activity."""
    names = {r.kegiatan: r.uraian for r in b if r.kegiatan and not r.rekening}
    only = [r for r in b if r.sumber]
    columns = [
        Kolom(("Tahun",), lambda _r, _n: 2025),
        Kolom(("Kd_Keg",), lambda r, _n: f"04.2002.{r.kegiatan}." if r.kegiatan else ""),
        Kolom(("Nama_Kegiatan",), lambda r, _n: names.get(r.kegiatan, "")),
        Kolom(("Kd_Rincian",), lambda r, _n: k.titik(r.rekening)),
        Kolom(("Nama_Rincian",), lambda r, _n: r.uraian),
        Kolom(("SumberDana",), lambda r, _n: r.sumber),
        Kolom(("Anggaran",), lambda r, _n: r.menjadi),
    ]
    return "ekspor.csv", csv_bytes([*k.judul(), *k.kepala(columns), *k.isi(only, columns)], ";", "utf-8-sig")


def tanpa_jumlah(b: Isi) -> Dibuat:
    """Only the lines, each with its whole code, sorted by source."""
    only = sorted((r for r in b if r.sumber), key=lambda r: r.sumber)
    joined = Kolom(("KODE",), lambda r, _n: ".".join(x for x in (r.kegiatan, r.rekening) if x))
    return satu(k.tabel(only, [NOMOR, k.SUMBER, joined, k.URAIAN, k.ANGGARAN], nomor=False))


SEGAR: dict[str, Callable[[Isi], Dibuat]] = {
    "code over four columns, number first": kode_empat_kolom,
    "code over seven named columns": kode_tujuh_bernama,
    "activity, then the account over four columns": kode_lima_kolom,
    "code and name in one cell": kode_dan_uraian,
    "spaces for dots": kode_spasi,
    "hyphen between activity and account": kode_garis,
    "letters set apart": huruf_renggang,
    "header over four rows": kepala_empat_baris,
    "sources in full with brackets": sumber_lengkap,
    "source on the activity's row": sumber_di_kegiatan,
    "source merged downwards": sumber_digabung,
    "amounts by depth": jumlah_bertingkat,
    "rows of a data base": ekspor_basis_data,
    "lines only, sorted by source": tanpa_jumlah,
}
