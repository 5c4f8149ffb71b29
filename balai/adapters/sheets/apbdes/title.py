"""The title block and the foot of a print: village, year, version, regulation, dates. Nothing is guessed."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from balai.plain.dates import find_date
from balai.plain.findings import Finding, Level
from balai.rooms.penganggaran.apbdes.shape import AWAL, PERUBAHAN, RANCANGAN, Title

_CODE = re.compile(r"\b([0-9]{2}\.[0-9]{2}\.[0-9]{2}\.[12][0-9]{3})\b")
_YEAR = re.compile(r"TAHUN\s+ANGGARAN\s*:?\s*([12][0-9]{3})\b", re.IGNORECASE)
# `TAHUN ANGGARAN 2024 / 2025`, `2024 dan 2025`, `2024/25`
_SECOND = re.compile(
    r"\s*(?:(?:[/&,–-]|dan|atau|s/d|s\.d\.?|sampai|hingga|ke)\s*(20[0-9]{2})|[/–-]\s?([0-9]{2}))(?![0-9./-])",
    re.IGNORECASE,
)
_EARLIER = re.compile(r"\b(?:silpa|sisa lebih|lalu|sebelumnya|realisasi)\b[^\n]*$", re.IGNORECASE)
_YEAR_SHORT = re.compile(r"\b(?:T\.?\s?A\.?|APB\s?DES(?:A)?|TAHUN)\s*:?\s*(20[0-9]{2})\b", re.IGNORECASE)
_DESA = re.compile(
    r"^(?:PEMERINTAH(?:AN)?\s+)?DESA\s*:?\s+(?!KABUPATEN|KECAMATAN)([A-Z0-9][A-Z0-9 .'’`()/-]{1,60})$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?:\s*[,\n(-]\s*|\s+)(?:KEC(?:AMATAN\b|\.)|KAB(?:UPATEN\b|\.)|TAHUN\s+ANGGARAN|T\.?A\.?\s*20)",
    re.IGNORECASE,
)
_KEPALA = re.compile(
    r"(?:KEPALA\s+DESA|PERATURAN\s+DESA)\s+([A-Z][A-Z0-9 .'’-]{1,50}?)(?=\s+NOMOR|\s+TAHUN|$)", re.IGNORECASE
)
_KECAMATAN = re.compile(
    r"\bKEC(?:AMATAN\b|\.)\s*:?\s*([A-Z0-9][A-Z0-9 .'’-]{1,50}?)(?=\s+KAB(?:UPATEN\b|\.)|\s+KOTA\b|\s+TAHUN\b|\s*\n|$|,|\()",
    re.IGNORECASE,
)
_KABUPATEN = re.compile(
    r"\b(KABUPATEN\b|KAB\.|KOTA\b)\s*:?\s*([A-Z0-9][A-Z0-9 .'’-]{1,50}?)(?=\s+PROV(?:INSI|\.)|\s+TAHUN\b|\s*\n|$|,|\()",
    re.IGNORECASE,
)
_DASAR = re.compile(
    r"(PERATURAN\s+(?:KEPALA\s+)?DESA|PERDES|PERKADES)\b[A-Z0-9 .'’-]*?\b(?:NOMOR|NO\.?)\s*:?\s*"
    r"([0-9A-Z./-]{1,20})\s+TAHUN\s+(20[0-9]{2})",
    re.IGNORECASE,
)
_PRINTED = re.compile(
    r"(?:printed\s+by\s+\w+|dicetak(?:\s+(?:oleh|pada|tanggal))?[^0-9]{0,30})\s*:?\s*"
    r"([0-3]?[0-9])[/-]([01]?[0-9])[/-](20[0-9]{2})(?:\s+([0-2]?[0-9])[:.]([0-5][0-9])(?:[:.]([0-5][0-9]))?)?",
    re.IGNORECASE,
)  # fmt: skip
_KE = re.compile(r"\b(?:KE|KE-|KE -)\s*(\d+|SATU|DUA|TIGA|EMPAT|LIMA|PERTAMA|KEDUA|KETIGA)\b", re.IGNORECASE)
_ORDINALS = {"SATU": 1, "PERTAMA": 1, "DUA": 2, "KEDUA": 2, "TIGA": 3, "KETIGA": 3, "EMPAT": 4, "LIMA": 5}


def read_title(head: Sequence[str], foot: Sequence[str], *, has_semula: bool) -> Title:
    """`head`: texts above the table; `foot`: texts between pages and below, in reading order."""
    above = [re.sub(r"\s+", " ", t).strip() for t in head if t and t.strip()]
    below = [re.sub(r"\s+", " ", t).strip() for t in foot if t and t.strip()]
    whole = " \n ".join(above)
    return Title(
        desa=_desa(above),
        kode_desa=(m.group(1) if (m := _CODE.search(whole)) else ""),
        kecamatan=(m.group(1).strip() if (m := _last(_KECAMATAN, above)) else ""),
        kabupaten=_kabupaten(above),
        tahun=_year(whole),
        versi=_version(whole, has_semula=has_semula),
        dasar=_dasar(" ".join(above)),
        tanggal=next((d for t in [*reversed(below), *reversed(above)] if (d := find_date(t))), None),
        dicetak=_printed([*below, *above]),
    )


def _desa(lines: Sequence[str]) -> str:
    for line in lines:
        match = _DESA.match(_AFTER.split(line, maxsplit=1)[0].strip())
        if match and not re.search(r"\b(?:ANGGARAN|BELANJA|NOMOR|TAHUN)\b", match.group(1), re.IGNORECASE):
            return re.sub(r"\s*\(?[0-9]{2}\.[0-9.]+\)?$", "", match.group(1)).strip(" :-,")
    for line in lines:
        if match := _KEPALA.search(line):
            return match.group(1).strip()
    return ""


def _kabupaten(lines: Sequence[str]) -> str:
    """`KABUPATEN CONTOH`, with its kind written out."""
    match = _last(_KABUPATEN, lines)
    if match is None:
        return ""
    kind = "KABUPATEN" if match.group(1).upper().startswith("KAB") else "KOTA"
    return f"{kind if match.group(1).isupper() else kind.title()} {match.group(2)}".strip()


def _last(pattern: re.Pattern[str], lines: Sequence[str]) -> re.Match[str] | None:
    return next((m for line in lines if (m := pattern.search(line))), None)


def find_year(texts: Sequence[str]) -> int | None:
    """The fiscal year that a title names, or None."""
    return _year(" \n ".join(texts))


def find_years(texts: Sequence[str]) -> tuple[int, ...]:
    """All fiscal years that a title names as its own, in order; more than one leaves the year open."""
    return _years(" \n ".join(texts))


def two_years(head: Sequence[str]) -> list[Finding]:
    """A finding where a title names more than one fiscal year. Which one holds is asked when the year is settled."""
    years = find_years([re.sub(r"\s+", " ", t).strip() for t in head if t])
    if len(years) < 2:
        return []
    message = f"Judul berkas menyebut lebih dari satu tahun anggaran: {enumerated(years)}."
    return [Finding(Level.FINDING, "dua_tahun", message, params={"tahun": list(years)})]


def enumerated(years: Sequence[int]) -> str:
    """`2024 dan 2025`, `2023, 2024 dan 2025`."""
    return f"{', '.join(map(str, years[:-1]))} dan {years[-1]}"


def _year(text: str) -> int | None:
    found = _years(text)
    return found[0] if len(found) == 1 else None


def _years(text: str) -> tuple[int, ...]:
    decreed = re.sub(r"NOMOR\s+\S+\s+TAHUN\s+20[0-9]{2}", "", text, flags=re.IGNORECASE)
    named = [m for m in _YEAR.finditer(text) if not _EARLIER.search(text, 0, m.start())]
    first = [m for m in (_YEAR.search(text), _YEAR_SHORT.search(decreed)) if m][:1]
    found = {year for m in named or first for year in (int(m.group(1)), *_second(m))}
    return tuple(sorted(found))


def _second(match: re.Match[str]) -> Iterator[int]:
    """The year that follows the one that was found, if another does."""
    year, after = int(match.group(1)), _SECOND.match(match.string, match.end())
    if after and after.group(1):
        yield int(after.group(1))
    elif after and int(after.group(2)) == (year + 1) % 100:
        yield year + 1


def _version(text: str, *, has_semula: bool) -> str:
    upper = text.upper()
    if re.search(r"\b(?:RANCANGAN|RAPERDES|RAPBDES(?:A)?|DRAF|DRAFT)\b", upper):
        return RANCANGAN
    change = re.search(r"PERUBAHAN[^\n]{0,40}?(?:ATAS\s+)?(?:PERATURAN[^\n]{0,40}?)?PENJABARAN", upper)
    if change:
        number = _KE.search(upper)
        n = (
            (int(number.group(1)) if number.group(1).isdigit() else _ORDINALS[number.group(1)])
            if number
            else 1
        )
        return f"penjabaran-{n}"
    if "PERUBAHAN" in upper or has_semula:
        return PERUBAHAN
    return AWAL


def _dasar(text: str) -> str:
    match = _DASAR.search(text)
    if match is None:
        return ""
    kind = match.group(1).upper()
    words = "Peraturan Kepala Desa" if "KEPALA" in kind or kind == "PERKADES" else "Peraturan Desa"
    return f"{words} Nomor {match.group(2)} Tahun {match.group(3)}"


def _printed(lines: Sequence[str]) -> datetime | None:
    for line in lines:
        match = _PRINTED.search(line)
        if match:
            day, month, year, hour, minute, second = (int(g) if g else 0 for g in match.groups())
            try:
                return datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - the printer's own naive time
            except ValueError:
                continue
    return None
