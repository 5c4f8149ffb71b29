"""The code cells of a row: an activity, an account, or both, in any of the ways in which offices write them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from balai.adapters.sheets.apbdes.header import KODE, Header
from balai.adapters.sheets.grid import Cell, Row
from balai.ground.references import chart

_VILLAGE = re.compile(
    r"^(?:[0-9]{2}\.[0-9]{2}\.)?[0-9]{2}\.[12][0-9]{3}\.(?=[0-9])"
)  # 04.2002. or 33.99.04.2002.
_OUTLINE = re.compile(r"(?:[IVX]{1,4}|[A-Za-z])[.)]?")  # "II." or "A." before a section is no code
_WORDS = re.compile(r"[A-Za-z]{3,}")
_LONGEST = 400  # characters of a cell in which a code is looked for
_LEADING = re.compile(r"\s*((?:[0-9]{1,2}(?:\s*[./|–-]\s*|\s+|$)){1,10})(.*)", re.DOTALL)
_HEAD = 3  # cells of an activity's code before those of the account
_NUMBER = re.compile(r"[0-9]{1,2}", re.ASCII)
_CODE = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,2})*\.?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Codes:
    """What stands in the code cells. `unread` is text that is no code in the chart's form."""

    kegiatan: str | None = None
    rekening: str | None = None
    unread: str = ""

    @property
    def words(self) -> str:
        """Words where a code should stand: a sum or a signature over merged cells, not a code misspelt."""
        return self.unread if _WORDS.search(self.unread) else ""


@dataclass(slots=True)
class Context:
    """What the rows above decide about a code that could be two things."""

    bagian: str = ""
    kegiatan: str = ""
    head: Sequence[str] = ()  # code parts of the activity above, where each part has a cell of its own
    tail: Sequence[str] = ()  # and of the account
    deepest: bool = False  # the row above with a code is an account down to the objek
    item: int = 0  # number of the item above, below such an account


def read_codes(row: Row, header: Header, uraian: str, context: Context) -> Codes:
    """The codes of a row."""
    columns = header.columns(KODE)
    tokens: list[tuple[int, str]] = []
    for position, column in enumerate(columns):
        if column < len(row.cells):
            tokens += [(position, t) for t in _tokens(row.cells[column])]
    if not tokens:
        return Codes()
    if _is_item([t for _p, t in tokens], len(columns), uraian, context):
        return Codes()
    named = _by_header(columns, header, tokens)
    if named is not None:
        return named
    bare = [t for _p, t in tokens if _NUMBER.fullmatch(t)]
    if len(bare) == len(tokens) and len(columns) >= 4:
        return _from_parts(tokens, len(columns), uraian, context)
    return _from_groups(_grouped([t for _p, t in tokens]), uraian, context)


def _is_item(tokens: Sequence[str], width: int, uraian: str, context: Context) -> bool:
    """`1`, `2`, … in the column of codes below an account: running numbers of its items, no bidang and no akun."""
    number = tokens[0].strip(".)") if len(tokens) == 1 and width < 4 else ""
    if (
        not context.deepest
        or not re.fullmatch(r"[1-9][0-9]{0,2}", number, re.ASCII)
        or int(number) != context.item + 1
    ):
        return False
    meant = (chart.name(c) for c in (chart.normal_kegiatan(number), chart.normal_rekening(number)) if c)
    if any(_alike(uraian, name) > 0.6 for name in meant) or re.match(r"bidang\b", uraian, re.IGNORECASE):
        return False
    context.item += 1
    return True


def split_joined(row: Row, header: Header) -> Row:
    """A row whose code and name share a cell, with the name in the column that the header keeps for it."""
    column = header.joined
    if column is None or column >= len(row.cells) or not isinstance(row.cells[column], str):
        return row
    found = _LEADING.fullmatch(row.cells[column])
    code, name = found.groups() if found else ("", row.cells[column])
    cells = [*row.cells, *[""] * (header.width - len(row.cells))]
    cells[column], cells[header.width - 1] = code.strip(" -–/|"), name
    return replace(row, cells=tuple(cells))


def _tokens(cell: Cell) -> list[str]:
    if isinstance(cell, bool) or cell in ("", None):
        return []
    if isinstance(cell, int | float):
        return [f"{cell:g}"]
    text = re.sub(
        r"(?<=[0-9])\s*\.\s+(?=[0-9]{1,2}\b)", ".", str(cell)[:_LONGEST].strip().strip("'")
    )  # "5. 2. 1. 06."
    return [
        t
        for t in re.split(r"[\s|/]+|(?<=[0-9.])[-–](?=[0-9])", text)
        if t not in {".", "-", "–", ""} and not _OUTLINE.fullmatch(t)
    ]


def _by_header(columns: Sequence[int], header: Header, tokens: list[tuple[int, str]]) -> Codes | None:
    """Two columns that say which is which: KODE KEGIATAN and KODE REKENING."""
    kinds: dict[int, str] = {}
    current = ""
    for position, column in enumerate(columns):
        text = header.texts.get(column, "")
        if column in header.roles:
            current = (
                "k"
                if "keg" in text and "rek" not in text
                else "r"
                if re.search("rek|akun", text) and "keg" not in text
                else ""
            )
        kinds[position] = current
    if set(kinds.values()) != {"k", "r"} or len(columns) > 4:
        return None
    kegiatan = ".".join(t.strip(".") for p, t in tokens if kinds[p] == "k")
    rekening = ".".join(t.strip(".") for p, t in tokens if kinds[p] == "r")
    if (
        kegiatan
        and not rekening
        and chart.normal_kegiatan(kegiatan) is None
        and chart.normal_rekening(kegiatan)
    ):
        kegiatan, rekening = "", kegiatan
    return _made(kegiatan, rekening)


def _made(kegiatan: str, rekening: str) -> Codes:
    k = chart.normal_kegiatan(_VILLAGE.sub("", kegiatan)) if kegiatan else None
    r = chart.normal_rekening(rekening) if rekening else None
    unread = " ".join(x for x, y in ((kegiatan, k), (rekening, r)) if x and y is None)
    return Codes(k, r, unread)


def _from_parts(tokens: list[tuple[int, str]], width: int, uraian: str, context: Context) -> Codes:
    """Code parts in cells of their own: bidang | sub | kegiatan | akun | kelompok | jenis | objek."""
    first = tokens[0]
    if width < 6 or (first[0] == 0 and first[1] in {"4", "5", "6"} and len(tokens) == 4):
        return _from_groups([".".join(t for _p, t in tokens)], uraian, context)
    head = _segment([(p, t) for p, t in tokens if p < _HEAD], 0, context.head)
    tail = _segment([(p, t) for p, t in tokens if p >= _HEAD], _HEAD, context.tail)
    if head:
        context.head, context.tail = head, tail
    elif tail:
        context.tail = tail
    if tail:
        return _made(".".join(head), ".".join(tail))
    return _one(".".join(head), uraian, context, parts_first=True)


def _segment(tokens: list[tuple[int, str]], start: int, above: Sequence[str]) -> list[str]:
    """The parts of one code. Outlines print only a row's own level: what stands before it comes from above."""
    if not tokens:
        return []
    missing = tokens[0][0] - start
    return [*above[:missing], *(t for _p, t in tokens)]


def _grouped(tokens: list[str]) -> list[str]:
    """Complete codes stand alone; loose numbers beside each other are parts of one code."""
    groups: list[str] = []
    loose: list[str] = []
    for token in tokens:
        if _NUMBER.fullmatch(token):
            loose.append(token)
            continue
        if loose:
            groups.append(".".join(loose))
            loose = []
        groups.append(token)
    if loose:
        groups.append(".".join(loose))
    return groups


def _from_groups(groups: list[str], uraian: str, context: Context) -> Codes:
    if len(groups) == 1:
        return _one(groups[0], uraian, context)
    if len(groups) == 2:
        return _made(groups[0], groups[1])
    return Codes(unread=" ".join(groups))


def _one(text: str, uraian: str, context: Context, *, parts_first: bool = False) -> Codes:
    """One code: an activity, an account, or both in a row (`01.01.01.5.2.1.01`)."""
    bare = _VILLAGE.sub("", text)
    prefixed = bare != text
    if not _CODE.fullmatch(bare):
        return Codes(unread=text)
    parts = bare.strip(".").split(".")
    if len(parts) > 4 and parts[3] in {"4", "5", "6"}:
        return _made(".".join(parts[:3]), ".".join(parts[3:]))
    kegiatan, rekening = chart.normal_kegiatan(bare), chart.normal_rekening(bare)
    if kegiatan is None or rekening is None:
        return Codes(kegiatan, rekening, "" if kegiatan or rekening else text)
    if prefixed or (len(parts[0]) == 2 and parts[0].startswith("0")):
        return Codes(kegiatan=kegiatan)
    if _is_activity(kegiatan, rekening, uraian, context, parts_first=parts_first):
        return Codes(kegiatan=kegiatan)
    return Codes(rekening=rekening)


def _is_activity(kegiatan: str, rekening: str, uraian: str, context: Context, *, parts_first: bool) -> bool:
    """`5.2` may be sub bidang 05.02 or belanja barang; `4.1` bidang 4 or own income. Section and name decide."""
    if context.bagian in {"", "pembiayaan"}:
        return False
    if rekening.startswith("4"):
        return context.bagian == "belanja"
    likely = _alike(uraian, chart.name(kegiatan)) - _alike(uraian, chart.name(rekening))
    return likely > 0 if abs(likely) > 0.05 else parts_first


def _alike(a: str, b: str) -> float:
    return (
        SequenceMatcher(None, a.lower(), b.lower()).ratio() if a and b else 0.0
    )  # likeness of names, no money
