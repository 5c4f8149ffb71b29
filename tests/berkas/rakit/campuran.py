"""A reworking put together by chance: columns, codes, amounts, sources and rows in any combination.

`campuran(seed)` gives the same sheet for the same seed, and whether it is of the changed budget.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

from tests.berkas.rakit import kolom as k
from tests.berkas.rakit.ketikan_segar import LENGKAP, bagian_kode
from tests.berkas.rakit.kolom import Kolom
from tests.berkas.rakit.lembar import Cell, Rows
from tests.berkas.rakit.pokok import Baris, penjabaran, perubahan, potong

SEDIKIT = ("01.01.04", "01.01.90", "01.02.01", "02.03.15", "02.06.03", "03.04.02", "04.05.90", "05.01.00")
SUMBER = ["DDS", "ADD", "PAD", "PBH", "PBP", "PBK", "DLL"]
PERUBAHAN = (
    ("SEMULA", "MENJADI"), ("Sebelum Perubahan (Rp)", "Setelah Perubahan (Rp)"), ("APBDes Awal", "APBDes Perubahan"),
    ("ANGGARAN", "ANGGARAN PERUBAHAN"), ("Murni", "PAK"), ("Anggaran 2025", "Anggaran Perubahan 2025"),
)  # fmt: skip
ANGGARAN = (
    "ANGGARAN (Rp.)",
    "JUMLAH",
    "Pagu",
    "Jumlah Anggaran (Rp)",
    "NILAI",
    "TOTAL (Rp)",
    "ANGGARAN 2025",
)
Jumlah = Callable[[str], Callable[[Baris, int], Cell]]


def campuran(seed: int) -> tuple[Rows, bool]:
    """One sheet."""
    r = random.Random(seed)
    changed = r.random() < 0.4
    rows = potong(perubahan() if changed else penjabaran(), SEDIKIT)
    bentuk = r.choice(("two", "two", "one", "full", "seven", "four", "joined"))
    jumlah = _jumlah(r)
    in_columns = not changed and r.random() < 0.4
    blocks = [
        _kode(r, bentuk),
        _uang(r, changed, jumlah),
        _dana(r, in_columns, jumlah),
        *_lain(r, changed, bentuk),
    ]
    if bentuk != "joined":
        name = r.choice(("URAIAN", "Uraian Kegiatan dan Belanja", "NAMA KEGIATAN / REKENING", "Keterangan"))
        blocks.insert(1, [k.bernama(k.URAIAN, name)])
    if r.random() < 0.4:
        r.shuffle(blocks)
    columns = [c for block in blocks for c in block]
    rows = _baris(
        r, rows, lines_only=bentuk in {"two", "full", "seven", "four"}, items=not in_columns and not changed
    )
    return _lembar(r, rows, columns, changed), changed


def _kode(r: random.Random, bentuk: str) -> list[Kolom]:
    spelled = r.choice((str, k.titik, str if bentuk in {"one", "joined"} else k.polos))
    if bentuk == "two":
        return [Kolom((r.choice(("KODE KEGIATAN", "Kd Keg")),), lambda b, _n: spelled(b.kegiatan)),
                Kolom((r.choice(("KODE REKENING", "Kd Rek")),), lambda b, _n: spelled(b.rekening))]  # fmt: skip
    if bentuk == "one":
        return [
            Kolom(
                (r.choice(("KODE", "No. Rekening", "NO")),), lambda b, _n: spelled(b.rekening or b.kegiatan)
            )
        ]
    if bentuk == "full":
        return [Kolom(("KODE",), lambda b, _n: spelled(".".join(x for x in (b.kegiatan, b.rekening) if x)))]
    if bentuk == "seven":
        return bagian_kode((3, 4), lambda n: ("KODE REKENING" if n == 0 else "",), padded=r.random() < 0.5)
    if bentuk == "four":
        return bagian_kode((3, 1), lambda n: (("BID", "SUB", "KEG", "REKENING")[n],))
    return [
        Kolom(("KODE DAN URAIAN",), lambda b, _n: f"{spelled(b.rekening or b.kegiatan)} {b.uraian}".strip())
    ]


def _jumlah(r: random.Random) -> Jumlah:
    spelled: Callable[[int, int], Cell] = r.choice(
        (lambda v, _n: v, lambda v, _n: float(v), lambda v, _n: k.cetak(v), k.tulis)
    )

    def of(field: str) -> Callable[[Baris, int], Cell]:
        return lambda b, n: "" if getattr(b, field) is None else spelled(getattr(b, field), n)

    return of


def _uang(r: random.Random, changed: bool, jumlah: Jumlah) -> list[Kolom]:
    if not changed:
        return [Kolom((r.choice(ANGGARAN),), jumlah("menjadi"))]
    before, after = r.choice(PERUBAHAN)
    columns = [Kolom((before,), jumlah("semula")), Kolom((after,), jumlah("menjadi"))]
    if r.random() < 0.7:
        name = r.choice(("Bertambah/(Berkurang)", "SELISIH", "+/-", "Naik/Turun"))
        columns.append(
            Kolom((name,), lambda b, _n: "" if b.menjadi is None else k.cetak(b.menjadi - (b.semula or 0)))
        )
    if r.random() < 0.4:
        columns.append(Kolom(("%",), lambda _b, _n: "2,5"))
    r.shuffle(columns)
    return columns


def _dana(r: random.Random, in_columns: bool, jumlah: Jumlah) -> list[Kolom]:
    if not in_columns:
        full = r.random() < 0.4
        name = r.choice(("SUMBER DANA", "SD", "Sumber", "KET", "DANA"))
        return [Kolom((name,), lambda b, _n: LENGKAP.get(b.sumber, "") if full else b.sumber)]
    marks, full, amount = r.random() < 0.5, r.random() < 0.5, jumlah("menjadi")

    def cell(source: str) -> Callable[[Baris, int], Cell]:
        return lambda b, n: "" if b.sumber != source else "v" if marks else amount(b, n)

    return [Kolom((LENGKAP[s] if full else s,), cell(s)) for s in r.sample(SUMBER, len(SUMBER))]


def _lain(r: random.Random, changed: bool, bentuk: str) -> list[list[Kolom]]:
    """Columns that say nothing of the budget's amounts, some of them with amounts of their own."""
    quarters = [
        Kolom((f"Triwulan {t}",), lambda b, _n: (b.menjadi or 0) // 4) for t in ("I", "II", "III", "IV")
    ]
    choices = [
        [k.VOLUME, k.SATUAN], [Kolom(("Harga Satuan (Rp)",), lambda b, _n: 123456 if b.sumber else "")],
        [Kolom(("Catatan",), lambda _b, n: "lihat lampiran" if n % 7 == 3 else "")],
        [Kolom(("Pelaksana",), lambda b, _n: "" if b.rekening else "Kasi Kesra")],
    ]  # fmt: skip
    if bentuk != "one":
        choices.append([Kolom(("No",), lambda _b, n: n + 1)])
    if not changed:
        choices += [quarters, [Kolom(("Realisasi 2024",), lambda b, _n: (b.menjadi or 0) // 2)]]
    return r.sample(choices, r.randint(0, 4))


def _baris(r: random.Random, rows: Sequence[Baris], *, lines_only: bool, items: bool) -> Sequence[Baris]:
    """Sums kept, blank or left out; items below their account in some."""
    what = r.choice(("all", "all", "blank", "none" if lines_only else "all"))
    if what == "none":
        rows = [b for b in rows if b.sumber]
    elif what == "blank":
        rows = [b if b.sumber or b.named else replace(b, menjadi=None, semula=None) for b in rows]
    mark = r.choice(("", "", "- {}", "{}. ", "again")) if items else ""
    out: list[Baris] = []
    for b in rows:
        out.append(b)
        if mark and b.sumber and b.menjadi and b.menjadi % 2 == 0:
            source = b.sumber if mark == "again" else ""
            out += [replace(b, kegiatan="", rekening="", uraian=f"{mark.format(n)}Rincian {n}", menjadi=b.menjadi // 2,
                            sumber=source) for n in (1, 2)]  # fmt: skip
    return out


def _lembar(r: random.Random, rows: Sequence[Baris], columns: list[Kolom], changed: bool) -> Rows:
    head = k.kepala(columns, nomor=r.random() < 0.3)
    out = [*k.judul("PERUBAHAN APB DESA" if changed else "PENJABARAN APB DESA"), *head]
    for n, row in enumerate(k.isi(rows, columns)):
        out.append(row)
        if n % 29 == 28 and r.random() < 0.3:
            out += r.choice(([["Printed by Siskeudes 02/01/2025"], [], *head], [[], []]))
    if r.random() < 0.5:
        out += [[], ["", "", "Contoh, 30 Desember 2024"], ["", "", "KEPALA DESA"], ["", "", "TEGUH"]]
    return out
