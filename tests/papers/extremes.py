"""Budgets at the edges of what may arrive: hostile names, huge and empty figures, one line, eight hundred lines."""

from dataclasses import replace
from decimal import Decimal

from balai.rooms.penganggaran.apbdes.shape import Budget, Line
from tests.papers.budgets import changed_budget, first_budget

# Markup of typst, right-to-left letters, an emoji, quotes, backslashes, and one word that cannot be broken.
HOSTILE = (
    'Pembangunan #panic("x") $x^2$ *tebal* @kutip <label> `kode` \\n "petik" ‘satu’ 😀 مسجد القرية // komentar /* blok */ '
    + "Rabatbetonjalanlingkunganpermukimanwargadusunsatusampaidengandusunlima" * 2
    + " = judul - daftar + angka ~ __garis__ [kurung] {kurawal} #set text(size: 90pt) #lorem(900) &amp; %20 \\u{1F600}"
)
LONG_VILLAGE = "Sumbermulyaningratan Kertajayakusumahadiningrat Wetan Barat"
MOST = Decimal("99999999999.99")


def hostile() -> Budget:
    """Every name is HOSTILE, 300 characters and more; village, district and source file are long."""
    budget = first_budget()
    desa = replace(
        budget.desa,
        nama=LONG_VILLAGE + "#",
        kecamatan="Tanjung#karang *Batujajarsari* $Selatan$",
        kabupaten="Kabupaten <Kepulauan> @Pangkajenekepulauan Utara",
    )
    lines = tuple(replace(x, uraian=f"{x.uraian} {HOSTILE}") for x in budget.lines[::6])
    names = {x.kode_kegiatan: HOSTILE for x in lines if x.kode_kegiatan}
    title = replace(budget.title, dasar=f"Peraturan Kepala Desa Nomor 9 Tahun 2024 tentang {HOSTILE[:200]}")
    source = replace(budget.source, nama_berkas="Penjabaran_APBDes_" + "x" * 180 + ".xlsx")
    return replace(budget, desa=desa, lines=lines, names=names, title=title, source=source)


def richest() -> Budget:
    """Almost a hundred billion in one line of each part."""
    budget = first_budget()
    seen: set[str] = set()
    lines = []
    for line in budget.lines:
        amount = MOST if line.bagian not in seen else Decimal("0.01")
        seen.add(line.bagian)
        lines.append(replace(line, anggaran=amount))
    return replace(budget, lines=tuple(lines))


def without(part: str) -> Budget:
    """No lines of one part: no income, no financing."""
    budget = first_budget()
    return replace(budget, lines=tuple(x for x in budget.lines if x.bagian != part))


def one_line() -> Budget:
    """A budget of one spending line."""
    budget = first_budget()
    return replace(budget, lines=tuple(x for x in budget.lines if x.kode_kegiatan == "02.03.10")[:1])


def eight_hundred(changed: bool = False) -> Budget:
    """800 lines."""
    budget = changed_budget() if changed else first_budget()
    lines = [replace(budget.lines[n % len(budget.lines)], urutan=n + 1) for n in range(800)]
    return replace(budget, lines=tuple(lines))


def many_bidang() -> Budget:
    """Twelve bidang: the five of the law (the first two here) and 90 to 99, each with a named kegiatan."""
    budget = first_budget()
    line: Line = next(x for x in budget.lines if x.kode_kegiatan == "02.03.10")
    codes = ["01", "02", *(str(n) for n in range(90, 100))]
    lines = tuple(
        replace(line, urutan=n, kode_kegiatan=f"{c}.01.01", anggaran=Decimal(10_000_000 * (n + 1)))
        for n, c in enumerate(codes)
    )
    income = tuple(x for x in budget.lines if x.bagian == "pendapatan")
    names = {f"{c}.01.01": f"Kegiatan bidang {c}" for c in codes}
    return replace(budget, lines=(*income, *lines), names=names)


EXTREMES = {
    "hostile": hostile,
    "richest": richest,
    "no_income": lambda: without("pendapatan"),
    "no_financing": lambda: without("pembiayaan"),
    "one_line": one_line,
    "eight_hundred": eight_hundred,
    "eight_hundred_changed": lambda: eight_hundred(changed=True),
    "many_bidang": many_bidang,
}
