"""The changed budget as offices retype it: semula and menjadi under many names and in many orders."""

from collections.abc import Callable

from tests.berkas.rakit import kolom as k
from tests.berkas.rakit.ketikan_kolom import Dibuat, Isi, satu
from tests.berkas.rakit.kolom import Kolom
from tests.berkas.rakit.lembar import Lembar, csv_bytes, ods, xlsx
from tests.berkas.rakit.pokok import Baris


def selisih(r: Baris, _n: int) -> int | None:
    """Menjadi less semula."""
    return None if r.menjadi is None else r.menjadi - r.semula


PERSEN = Kolom(
    ("%",),
    lambda r, _n: (
        f"{(r.menjadi - r.semula) / r.semula * 100:.2f}".replace(".", ",") if r.semula and r.menjadi else ""
    ),
)


def sebelum_setelah(b: Isi) -> Dibuat:
    """SEBELUM and SETELAH under a common header; no difference, no percentage."""
    columns = [
        k.KEGIATAN, k.REKENING, k.URAIAN, k.bernama(k.SEMULA, "JUMLAH ANGGARAN", "SEBELUM PERUBAHAN"),
        k.bernama(k.MENJADI, "", "SETELAH PERUBAHAN"), k.SUMBER,
    ]  # fmt: skip
    return satu(k.tabel(b, columns))


def menjadi_dulu(b: Isi) -> Dibuat:
    """Menjadi stands before semula, the difference before both, the source first."""
    columns = [
        k.SUMBER, k.KEGIATAN, k.REKENING, k.URAIAN, Kolom(("BERTAMBAH/BERKURANG",), selisih), k.MENJADI, k.SEMULA, PERSEN,
    ]  # fmt: skip
    return satu(k.tabel(b, columns))


def tanda_pisah(b: Isi) -> Dibuat:
    """Amounts as text, a hyphen for zero, differences in parentheses."""
    columns = [
        k.KEGIATAN,
        k.REKENING,
        k.URAIAN,
        Kolom(("APBDes Awal",), lambda r, n: k.tulis(r.semula, n)),
        Kolom(("APBDes Perubahan",), lambda r, n: k.tulis(r.menjadi, n + 3)),
        Kolom(("Selisih",), lambda r, n: k.tulis(selisih(r, n), n + 5)),
        k.SUMBER,
    ]
    return satu(k.tabel(b, columns))


def kosong_untuk_baru(b: Isi) -> Dibuat:
    """A new line leaves semula blank, a dropped one leaves menjadi blank."""
    columns = [
        k.KEGIATAN,
        k.REKENING,
        k.URAIAN,
        Kolom(("SEMULA (Rp)",), lambda r, _n: r.semula or ("" if r.menjadi else r.semula)),
        Kolom(("MENJADI (Rp)",), lambda r, _n: r.menjadi or ("" if r.semula else r.menjadi)),
        Kolom(("BERTAMBAH/(BERKURANG)",), selisih),
        k.SUMBER,
    ]
    return satu(k.tabel(b, columns))


def dalam_ods(b: Isi) -> Dibuat:
    """LibreOffice, header of two rows merged."""
    columns = [
        k.KEGIATAN, k.REKENING, k.URAIAN, k.bernama(k.SEMULA, "ANGGARAN (Rp.)", "SEMULA"),
        k.bernama(k.MENJADI, "", "MENJADI"), k.bernama(Kolom((), selisih), "BERTAMBAH / (BERKURANG)", "Rp."),
        k.bernama(PERSEN, "", "%"), k.SUMBER,
    ]  # fmt: skip
    return "perubahan.ods", ods(Lembar("P", k.tabel(b, columns), [(5, 3, 5, 4), (5, 5, 5, 6), (5, 0, 6, 0)]))


def dalam_csv(b: Isi) -> Dibuat:
    """Semicolons, Windows-1252, sen in every amount."""
    return "perubahan.csv", csv_bytes(k.tabel(b, k.BERUBAH), ";", "cp1252", decimal=True)


def kode_penuh(b: Isi) -> Dibuat:
    """One full code, semula and menjadi in other words."""
    joined = Kolom(("KODE",), lambda r, _n: ".".join(x for x in (r.kegiatan, r.rekening) if x))
    columns = [
        joined, k.URAIAN, k.bernama(k.SEMULA, "Sebelum"), k.bernama(k.MENJADI, "Sesudah"),
        Kolom(("Bertambah/ Berkurang",), selisih), k.SUMBER,
    ]  # fmt: skip
    return satu(k.tabel(b, columns))


def tambah_dan_kurang(b: Isi) -> Dibuat:
    """Increase and decrease in columns of their own, a remarks column last."""
    up = Kolom(("BERTAMBAH",), lambda r, n: max(selisih(r, n) or 0, 0))
    down = Kolom(("BERKURANG",), lambda r, n: max(-(selisih(r, n) or 0), 0))
    remark = Kolom(("KETERANGAN",), lambda r, n: "efisiensi" if (selisih(r, n) or 0) < 0 else "")
    columns = [k.KEGIATAN, k.REKENING, k.URAIAN, k.SUMBER, k.SEMULA, up, down, k.MENJADI, remark]
    return "perubahan.xlsx", xlsx(Lembar("APBDesP", k.tabel(b, columns)))


KETIKAN_PERUBAHAN: dict[str, Callable[[Isi], Dibuat]] = {
    "SEBELUM and SETELAH only": sebelum_setelah,
    "menjadi before semula": menjadi_dulu,
    "hyphens, text, awal and perubahan": tanda_pisah,
    "blank semula of a new line": kosong_untuk_baru,
    "ods, merged header": dalam_ods,
    "csv with sen": dalam_csv,
    "one full code, sesudah": kode_penuh,
    "increase and decrease apart": tambah_dan_kurang,
}
