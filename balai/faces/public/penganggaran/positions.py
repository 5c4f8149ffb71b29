"""Rows and groups of budget tables: words, code, sums before and after. Pure.

At every level the figure shown is the sum of the lines of that level, before and after; nothing is typed in.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from balai.adapters.papers import summary
from balai.adapters.papers.words import kegiatan_words
from balai.faces.public.penganggaran import words
from balai.plain.rupiah import ZERO
from balai.rooms.penganggaran.apbdes import sums
from balai.rooms.penganggaran.apbdes.shape import BELANJA, Budget, Line


@dataclass(frozen=True, slots=True)
class Pos:
    """One row of a table: words, code, rupiah before and after, a link (`ke`) and a note (`ket`)."""

    nama: str
    kode: str
    semula: Decimal
    menjadi: Decimal
    ke: str = ""
    ket: str = ""
    asli: bool = False  # the name is the print's own, so Indonesian on English pages too
    batang: bool = True  # a bar fits: the amount is no difference of others

    @property
    def selisih(self) -> Decimal:
        """after − before."""
        return self.menjadi - self.semula

    @property
    def baru(self) -> bool:
        """Nothing before, something after."""
        return self.semula == 0 and self.menjadi != 0

    @property
    def hapus(self) -> bool:
        """Something before, nothing after."""
        return self.semula != 0 and self.menjadi == 0

    @property
    def gerak(self) -> str:
        """`naik Rp…` or `turun Rp…`; empty where nothing moved, or where new and gone say it already."""
        return "" if self.baru or self.hapus else words.movement(self.selisih)


@dataclass(frozen=True, slots=True)
class Group:
    """A heading with its rows and their sum."""

    nama: str
    kode: str
    rows: tuple[Pos, ...]

    @property
    def semula(self) -> Decimal:
        """Sum of the rows before."""
        return sum((r.semula for r in self.rows), ZERO)

    @property
    def menjadi(self) -> Decimal:
        """Sum of the rows after."""
        return sum((r.menjadi for r in self.rows), ZERO)


def pos(
    lines: Iterable[Line], nama: str, kode: str = "", ke: str = "", ket: str = "", *, asli: bool = False
) -> Pos:
    """A row that sums lines. `asli`: its name is the print's own."""
    lines = tuple(lines)
    return Pos(nama, kode, sums.total(lines, sums.semula), sums.total(lines), ke, ket, asli)


def line_rows(lines: Iterable[Line]) -> list[Pos]:
    """Each line as a row, with its source as note."""
    return [pos([x], x.uraian, x.kode_rekening, "", words.source(x.sumber), asli=True) for x in lines]


def activity_row(budget: Budget, lines: Iterable[Line], code: str, ke: str, *, source: bool = False) -> Pos:
    """A kegiatan as a row in plain words: its lines' sum, planned output, what is done, and its sources."""
    lines = tuple(lines)
    what, done = kegiatan_words(code, budget.names.get(code, ""))
    notes = [words.size(*summary.output_of(list(lines))), words.done(done)]
    if source:
        notes.append(words.source(sources(lines)))
    return pos(lines, what, code, ke, " · ".join(n for n in notes if n), asli=True)


def sources(lines: Iterable[Line]) -> tuple[str, ...]:
    """Codes of the sources that pay, each once, in the order of the print; unfunded lines do not count."""
    return tuple(dict.fromkeys(c for x in lines for c in x.sumber if x.anggaran or x.semula))


def source_row(codes: tuple[str, ...], lines: Iterable[Line], base: str) -> Pos:
    """A source of funds as a row; one known source leads to its page below `base`, two together to none."""
    known = len(codes) == 1 and codes[0] in words.SUMBER
    return pos(lines, words.source(codes), ", ".join(codes), f"{base}{codes[0]}/" if known else "")


def names_activity(line: Line) -> bool:
    """Whether a line names a kegiatan with all its three levels (`02.06.03`)."""
    return line.kode_kegiatan.count(".") == 2


def page_of(line: Line) -> str:
    """The page that holds a line, below the year's page: its kegiatan, else its bidang, income or financing."""
    if line.bagian != BELANJA:
        return f"{line.bagian}/"
    return f"belanja/{line.kode_kegiatan if names_activity(line) else line.bidang or 'tanpa-kegiatan'}/"
