"""The message that a cadre posts to RT groups: at most 300 characters, amounts, link, nobody's name."""

from balai.adapters.papers.summary import Work, works
from balai.adapters.papers.words import opening_words, spoken
from balai.plain.rupiah import format_rupiah
from balai.rooms.penganggaran.apbdes.shape import Budget
from balai.rooms.penganggaran.apbdes.sums import totals

LONGEST = 300
MOST_WORKS = 3


def message(budget: Budget, url: str | None) -> str:
    """The budget in a few sentences for a telephone, as a neighbour would say it. Amounts and address always stand
    whole: what gives way are the works, from the smallest, then the village's name.

    Raises ValueError if the address alone leaves no room for the figures.
    """
    t = totals(budget.lines)
    where = (
        f"Lihat setiap rupiahnya: {url}" if url else "Rinciannya dapat dibaca di papan pengumuman balai desa."
    )
    money = f"Uang masuk {format_rupiah(t.pendapatan)}, belanja {format_rupiah(t.belanja)}."
    mark = "DATA CONTOH. " if budget.desa.contoh else ""
    seen = works(budget)[:MOST_WORKS]
    for name in (f"Desa {budget.desa.nama}", "desa kita"):
        head = mark + opening_words(budget, name)
        for kept in range(len(seen), -1, -1):
            text = "\n".join([head, money, *_among_others(seen[:kept]), where])
            if len(text) <= LONGEST:
                return text
    raise ValueError(f"Alamat situs terlalu panjang untuk pesan {LONGEST} huruf: {url}")


def _among_others(seen: list[Work]) -> list[str]:
    """`Antara lain untuk jalan desa Rp…, posyandu Rp… dan air bersih Rp….`; nothing for no work."""
    told = [f"{spoken(w.name)} {format_rupiah(w.amount)}" for w in seen]
    if not told:
        return []
    *first, last = told
    return [f"Antara lain untuk {', '.join(first)} dan {last}." if first else f"Antara lain untuk {last}."]
