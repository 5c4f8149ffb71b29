"""The message that a cadre posts to RT groups: at most 300 characters, amounts, link, nobody's name."""

from balai.adapters.papers.summary import spending_parts
from balai.adapters.papers.words import versi_words
from balai.plain.rupiah import format_rupiah
from balai.rooms.penganggaran.apbdes.shape import Budget
from balai.rooms.penganggaran.apbdes.sums import totals

LONGEST = 300


def message(budget: Budget, url: str | None) -> str:
    """The budget in a few lines for a telephone. Amounts and address always stand whole:
    what gives way is the list of bidang, then the village's name.

    Raises ValueError if the address alone leaves no room for the figures.
    """
    t = totals(budget.lines)
    where = (
        f"Lihat setiap rupiahnya: {url}" if url else "Rinciannya dapat dibaca di papan pengumuman balai desa."
    )
    core = [
        f"Uang masuk {format_rupiah(t.pendapatan)}",
        f"Belanja {format_rupiah(t.belanja)}",
    ]
    extras = [f"Terbesar: {p.label.lower()} {format_rupiah(p.amount)}" for p in spending_parts(budget)[:2]]
    mark = "DATA CONTOH. " if budget.desa.contoh else ""
    for name in (f"Desa {budget.desa.nama}", "desa kita"):
        head = f"{mark}{versi_words(budget.versi)} {budget.tahun}, {name}"
        for kept in (2, 1, 0):
            text = "\n".join([head, *core, *extras[:kept], where])
            if len(text) <= LONGEST:
                return text
    raise ValueError(f"Alamat situs terlalu panjang untuk pesan {LONGEST} huruf: {url}")
