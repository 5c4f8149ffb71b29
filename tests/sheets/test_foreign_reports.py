"""Reports that look like a budget and are none: refused in words that say what they seem to be, never accepted."""

import pytest

from balai.adapters.sheets.apbdes import read_apbdes
from balai.adapters.sheets.guard import SheetRefused
from balai.adapters.sheets.readers import read_file
from balai.plain.findings import Level
from tests.berkas.rakit import kolom as k
from tests.berkas.rakit.kolom import Kolom
from tests.berkas.rakit.lembar import Lembar, Rows, csv_bytes, xlsx
from tests.berkas.rakit.pokok import harapan, penjabaran, perubahan, potong

CUT = potong(penjabaran())
BARE = [["DESA CONTOH AWANRAHAYU"], ["TAHUN ANGGARAN 2025"], []]


def half(b, _n: int) -> int | None:
    return None if b.menjadi is None else b.menjadi // 2


DONE = Kolom(("REALISASI (Rp)",), half)
LEFT = Kolom(("LEBIH/(KURANG)",), lambda b, n: None if b.menjadi is None else b.menjadi - (half(b, n) or 0))
PRICE = Kolom(("HARGA SATUAN",), lambda b, _n: b.menjadi)
MONTHS = [Kolom((m,), half) for m in ("JAN", "FEB", "MAR", "APR", "MEI", "JUNI", "JULI", "AGUSTUS", "SEP")]
LRA = [k.KEGIATAN, k.REKENING, k.URAIAN, k.ANGGARAN, DONE, LEFT, k.SUMBER]
SPENDING = [b for b in CUT if b.bagian == "belanja" and (b.kegiatan or b.rekening)]


def titled(title: str, columns: list[Kolom], rows=CUT) -> Rows:
    return [[title], *BARE, *k.kepala(columns), *k.isi(rows, columns)]


def by_hand(title: str, head: list[object], *rows: list[object]) -> Rows:
    return [[title], *BARE, head, *rows]


REPORTS: dict[str, tuple[Rows, str]] = {
    "LRA by its title": (
        titled("LAPORAN REALISASI PELAKSANAAN ANGGARAN PENDAPATAN DAN BELANJA DESA", list(k.BIASA)),
        "Laporan Realisasi",
    ),
    "LRA by its columns": (titled("ANGGARAN PENDAPATAN DAN BELANJA DESA", LRA), "Laporan Realisasi"),
    "LRA with per cent only": (
        titled("PEMERINTAH DESA", [k.KEGIATAN, k.REKENING, k.URAIAN, k.ANGGARAN, DONE, Kolom(("%",), lambda _b, _n: "50,00"), k.SUMBER]),
        "Laporan Realisasi",
    ),
    "BKU": (
        by_hand(
            "BUKU KAS UMUM",
            ["NO", "TANGGAL", "KODE REKENING", "URAIAN", "PENERIMAAN (Rp)", "PENGELUARAN (Rp)", "SALDO (Rp)", "SUMBER DANA"],
            [1, "01/02/2025", "4.2.1.01", "Dana Desa tahap I", 1000, "", 1000, "DDS"],
            [2, "02/02/2025", "4.2.3.01", "ADD", 500, "", 1500, "ADD"],
        ),
        "buku kas",
    ),
    "a cash book without its title": (
        by_hand(
            "DESA CONTOH",
            ["Tgl", "Kode Rekening", "Uraian", "Debet", "Kredit", "Saldo"],
            ["01/02/2025", "4.2.1.01", "Dana Desa tahap I", 1000, "", 1000],
        ),
        "buku kas",
    ),
    "Buku Pajak": (
        by_hand("BUKU PEMBANTU PAJAK", ["KODE REKENING", "URAIAN", "PEMOTONGAN (Rp)", "PENYETORAN (Rp)"], ["7.1.1.01", "PPN", 100, 100]),
        "Buku Pajak",
    ),
    "SPP by its columns": (
        by_hand(
            "PEMERINTAH DESA",
            ["KODE REKENING", "URAIAN", "PAGU ANGGARAN", "PENCAIRAN S.D. YANG LALU", "PERMINTAAN SEKARANG", "SISA DANA"],
            ["5.2.1.01", "ATK", 1000, 0, 500, 500],
        ),
        "Surat Permintaan Pembayaran",
    ),
    "RAB with full codes": (
        titled("RENCANA ANGGARAN BIAYA", [k.KEGIATAN, k.REKENING, k.URAIAN, k.VOLUME, k.SATUAN, PRICE, k.ANGGARAN, k.SUMBER], SPENDING),
        "RAB",
    ),
    "RAB of the APBDes, in its words": (titled("RAB APBDES TAHUN 2025", list(k.BIASA), SPENDING), "RAB"),
    "RAB without a title": (
        titled("BIDANG PEMBANGUNAN", [k.KEGIATAN, k.REKENING, k.URAIAN, PRICE, k.ANGGARAN, k.SUMBER], SPENDING),
        "RAB",
    ),
    "RAK by its months": (
        titled("APB DESA", [k.KEGIATAN, k.REKENING, k.URAIAN, *MONTHS, k.ANGGARAN, k.SUMBER]),
        "Rencana Anggaran Kas",
    ),
    "RKP": (
        by_hand(
            "RENCANA KERJA PEMERINTAH DESA TAHUN 2025",
            ["KODE", "URAIAN KEGIATAN", "LOKASI", "VOLUME", "SASARAN", "JUMLAH (Rp)", "SUMBER"],
            ["02.06.03", "Internet", "Balai", "1", "warga", 1000, "DDS"],
        ),
        "RKP Desa",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", REPORTS)
@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_refused_by_its_name(what: str, form: str) -> None:
    rows, name = REPORTS[what]
    data = xlsx(Lembar("Cetak", rows)) if form == "xlsx" else csv_bytes(rows, ";", "utf-8")
    with pytest.raises(SheetRefused) as refused:
        read_apbdes(read_file(data, f"a.{form}"))
    assert refused.value.code == "bukan_apb"
    assert name in refused.value.message
    assert "Penjabaran APB Desa" in refused.value.message, "it says what to send instead"
    if form == "xlsx":
        assert "lembar “Cetak”" in refused.value.message


def amounts(rows: Rows) -> list[int]:
    printed = read_apbdes(read_file(xlsx(Lembar("A", rows)), "a.xlsx"))
    assert [f.message for f in printed.findings if f.level is Level.QUESTION] == []
    return [int(x.anggaran) for x in printed.lines]


WANTED = [h[-1] for h in harapan("penjabaran-siskeudes", {b.kegiatan for b in CUT})]
BUDGETS: dict[str, Rows] = {
    "names RKP and RAB above it": [
        ["LAMPIRAN PERATURAN DESA NOMOR 5 TAHUN 2024"],
        ["Disusun dari RKP Desa Tahun 2025 dan RAB kegiatan"],
        *k.tabel(CUT, k.BIASA),
    ],
    "last year's realisation beside it": k.tabel(
        CUT, [k.KEGIATAN, k.REKENING, k.URAIAN, Kolom(("REALISASI 2024",), half), k.bernama(k.ANGGARAN, "ANGGARAN 2025"), k.SUMBER]
    ),
    "volume, unit and price": k.tabel(
        CUT, [k.KEGIATAN, k.REKENING, k.URAIAN, k.VOLUME, k.SATUAN, PRICE, k.bernama(k.ANGGARAN, "JUMLAH"), k.SUMBER]
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", BUDGETS)
def test_a_budget_that_mentions_them_is_read(what: str) -> None:
    assert amounts(BUDGETS[what]) == WANTED


def test_a_change_that_tells_what_is_spent_so_far_is_read() -> None:
    cut = potong(perubahan())
    columns = [
        k.KEGIATAN,
        k.REKENING,
        k.URAIAN,
        k.SEMULA,
        Kolom(("REALISASI S.D. JUNI",), half),
        k.MENJADI,
        k.SUMBER,
    ]
    assert amounts(k.tabel(cut, columns)) == [
        h[-1] for h in harapan("apb-perubahan", {b.kegiatan for b in cut})
    ]


def test_other_reports_in_the_same_workbook_are_passed_over_by_name() -> None:
    sheets = [Lembar("RAB", REPORTS["RAB with full codes"][0]), Lembar("APB", k.tabel(CUT, k.BIASA)),
              Lembar("LRA", REPORTS["LRA by its title"][0])]  # fmt: skip
    printed = read_apbdes(read_file(xlsx(*sheets), "a.xlsx"))
    assert [int(x.anggaran) for x in printed.lines] == WANTED
    assert [(f.code, f.place.sheet) for f in printed.findings if f.level is not Level.INFO] == []
    told = {f.place.sheet: f.message for f in printed.findings if f.code == "lembar_lain"}
    assert "RAB" in told["RAB"]
    assert "Laporan Realisasi" in told["LRA"]
