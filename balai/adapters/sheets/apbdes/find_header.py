"""Finding a table's header: over up to three rows, with merged cells, in other words than Siskeudes.

Columns are found by their words, never by their position; codes without a header of their own by their looks.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from balai.adapters.sheets.apbdes.header import (
    ANGGARAN,
    DANA,
    KODE,
    LAIN,
    MENJADI,
    MONEY,
    PERSEN,
    SATUAN,
    SELISIH,
    SEMULA,
    URAIAN,
    VOLUME,
    Header,
    is_word,
    role_of,
)
from balai.adapters.sheets.apbdes.sources import fund_columns, group_above, unknown_columns
from balai.adapters.sheets.apbdes.spelling import plain_words
from balai.adapters.sheets.grid import Row

_HALVES = {"dana", "desa", "(rp)", "(rp.)", "rp.", "rupiah", "belanja", "akun"}
_NUMBERED = re.compile(r"(?:no|nomor|nomer)?\.?(?: urut)?")
_DOTTED = re.compile(r"(?:[0-9]{1,2}\.){1,8}[0-9]{0,2}")
# An amount in print, with or without points, or a code: what no header holds.
_BODY = re.compile(
    r"\(?-?(?:rp\.? *)?-?(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{5,})(?:,[0-9-]{1,2})?\)?|[0-9]{1,2}(?:\.[0-9]{1,2})+\.?",
    re.I,
)
_PART = re.compile(r"(?:[456]\.? )(?:pendapatan|belanja|pembiayaan)\b.*", re.IGNORECASE)
_LOOKED_AT = 60  # rows below a header in which codes are looked for


def find_header(rows: Sequence[Row], index: int) -> Header | None:
    """The header that begins at `rows[index]`, or None. The tallest reading that names more columns wins."""
    best: Header | None = None
    for height in (1, 2, 3):
        window = rows[index : index + height]
        if (
            len(window) < height
            or _is_data(window[-1])
            or _is_label(window[0])
            or not any(map(is_word, window[-1].cells))
        ):
            break
        header = _read(window, rows[index + height : index + height + _LOOKED_AT])
        if header is None:
            continue
        if best is None or len(header.roles) > len(best.roles) or _goes_on(window[-1]):
            best = header
    return _closed(best, rows[index]) if best else None


def _closed(header: Header, top: Row) -> Header:
    """Columns under words of their own that say nothing here (NO, TRIWULAN I) belong to no column at their left."""
    others = {
        column: LAIN
        for column in range(min(len(top.cells), header.width))
        if column not in header.roles and is_word(top.cells[column])
    }
    return replace(header, roles=header.roles | others) if others else header


def _is_label(row: Row) -> bool:
    """`Tahun Anggaran | : | 2025`: a line of the title, its label and value in cells of their own."""
    return any(isinstance(c, str) and c.strip().startswith(":") for c in row.cells)


def _goes_on(row: Row) -> bool:
    """Whether a row holds only second halves of headers: KEGIATAN below KODE, (Rp.) below ANGGARAN, DANA below SUMBER."""
    words = [str(c).strip().lower() for c in row.cells if is_word(c)]
    return (
        len(words) >= 2
        and all(role_of(w) or w in _HALVES for w in words)
        and not re.search("[0-9]", "".join(words))
    )


def _read(window: Sequence[Row], below: Sequence[Row]) -> Header | None:
    width = max(len(r.cells) for r in window)
    roles, texts = {}, {}
    for column in range(width):
        text = _stacked(window, column)
        if not text or len(text) > 60:
            continue
        role = _column_role(window, column, text)
        if role is not None:
            roles[column], texts[column] = role, text
    funds = _funds(window, roles)
    joined = _joined(roles, texts)
    if joined is not None:
        roles[width] = URAIAN
    _mend(roles, texts)
    if URAIAN not in roles.values() or not (MONEY & set(roles.values()) or funds):
        return None
    if KODE not in roles.values() and not _find_codes(window, below, roles):
        return None
    first = window[0]
    if sum(1 for c in first.cells if is_word(c)) < 2:
        return None
    words = tuple(t for c in range(width) if (t := _stacked(window, c)))
    return Header(roles, texts, len(window), width + (joined is not None), funds, words, joined)


def _find_codes(window: Sequence[Row], below: Sequence[Row], roles: dict[int, str]) -> bool:
    """Columns without a name, or called NO, in which nearly nothing but codes stands below."""
    found = False
    for column in range(max(len(r.cells) for r in window)):
        if column in roles or not _NUMBERED.fullmatch(_stacked(window, column)):
            continue
        cells = [
            str(c).strip()
            for r in below
            if column < len(r.cells) and (c := r.cells[column]) not in ("", None)
        ]
        codes = [c for c in cells if _DOTTED.fullmatch(c)]
        if len(codes) >= 2 and len(codes) * 10 >= len(cells) * 6:
            roles[column], found = KODE, True
    return found


def _column_role(window: Sequence[Row], column: int, text: str) -> str | None:
    """What a column holds: its own words first, then those of the merged group above (SEMULA over VOLUME | JUMLAH)."""
    whole = role_of(text)
    level = max(n for n, r in enumerate(window) if column < len(r.cells) and is_word(r.cells[column]))
    own = role_of(plain_words(window[level].cells[column]))
    if level and own in {VOLUME, SATUAN, PERSEN, LAIN} and whole in {*MONEY, SELISIH}:
        return own
    group = role_of(group_above(window[:level], column)) if level and own == ANGGARAN else None
    return group if group in {SEMULA, MENJADI, SELISIH} else whole


def _joined(roles: dict[int, str], texts: dict[int, str]) -> int | None:
    """The column of codes and names together (`KODE DAN URAIAN`), if the table has no other column of names."""
    both = [c for c, r in roles.items() if r == KODE and re.search(r"\bkode\b.*(?:uraian|nama)", texts[c])]
    return both[0] if len(both) == 1 and URAIAN not in roles.values() else None


def _stacked(window: Sequence[Row], column: int) -> str:
    """All words of the header above one column, in small letters."""
    words = [
        plain_words(r.cells[column]) for r in window if column < len(r.cells) and is_word(r.cells[column])
    ]
    return " ".join(w for w in words if w)


def _funds(window: Sequence[Row], roles: dict[int, str]) -> dict[int, tuple[str, str]]:
    """Columns of single sources. Sets their role; the group above them says whether they are semula or menjadi."""
    funds: dict[int, tuple[str, str]] = {}
    known = fund_columns(window)
    unknown = {c: said for c, said in unknown_columns(window, known).items() if c not in roles}
    for column, (code, group) in (known | unknown).items():
        role = role_of(group) if group else None
        roles[column] = DANA
        if role not in {SELISIH, PERSEN}:
            funds[column] = code, role if role in {SEMULA, MENJADI} else ANGGARAN
    return funds


def _mend(roles: dict[int, str], texts: dict[int, str]) -> None:
    """Words that mean one thing alone and another beside others."""
    present = set(roles.values())
    if MENJADI in present and SEMULA not in present and ANGGARAN in present:
        # "Anggaran | Setelah Perubahan": the plain column is the one before the change.
        for column in [c for c, r in roles.items() if r == ANGGARAN][:1]:
            roles[column] = SEMULA
    elif MENJADI in present and SEMULA not in present:
        for column in [c for c, r in roles.items() if r == MENJADI]:
            roles[column] = ANGGARAN
    if SEMULA in present and not present & {MENJADI, ANGGARAN}:
        # "Anggaran Awal" alone is a first budget.
        for column in [c for c, r in roles.items() if r == SEMULA]:
            roles[column] = ANGGARAN
    if URAIAN not in present:
        # "Kode | Kegiatan | …": a lone column of names with a code-like header.
        named = [
            c
            for c, r in roles.items()
            if r == KODE and re.search(r"keg|jenis", texts[c]) and not re.search(r"kode|\bkd\b", texts[c])
        ]
        if any(re.match("bid|sub", t) for t in texts.values()):
            named = []  # BID | SUB | KEG are parts of a code
        if not named:
            named = [c for c, r in roles.items() if r == LAIN and "keterangan" in texts[c]]
        if len(named) == 1:
            roles[named[0]] = URAIAN


def _is_data(row: Row) -> bool:
    """Whether a row already belongs to the table's body: it carries an amount, a code, or one of the three parts."""
    said = [str(c).strip() for c in row.cells if c not in ("", None)]
    if len(said) == 2 and _PART.fullmatch(" ".join(said)):
        return True
    for cell in row.cells:
        if isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) > 20:
            return True
        if isinstance(cell, str) and _BODY.fullmatch(cell.replace("\xa0", " ").strip()):
            return True
    return False
