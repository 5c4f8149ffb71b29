"""All places of Indonesia by code, and the reserved examples: pure look-ups, loaded once on first use.

Codes are those of Kepmendagri 300.2.2-2138/2025. Kabupaten 33.99 does not exist and is reserved for examples.
"""

import lzma
import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

LEVELS = ("provinsi", "kabupaten", "kecamatan", "desa")
_EXAMPLE_VILLAGE = re.compile(
    r"33\.99\.[0-9]{2}\.2[0-9]{3}", re.ASCII
)  # kabupaten 33.99 is reserved for examples
_EXAMPLES: dict[str, str] = {
    "33.99": "Kabupaten Contoh",
    "33.99.99": "Contoh Tengah",
    "33.99.99.2001": "Contoh Awanrahayu",
}
_ADDED: dict[str, str] = {}  # of this run's `--daftar-desa`; it renames none of the examples above


@dataclass(frozen=True, slots=True)
class Entry:
    """One place. `level`: provinsi, kabupaten (also kota), kecamatan, desa or kelurahan. `contoh`: invented."""

    code: str
    name: str
    level: str
    contoh: bool = False

    @property
    def parent(self) -> str:
        """Code of the place above, "" for a province."""
        return self.code.rpartition(".")[0]


def get(code: str) -> Entry | None:
    """The place with this code, or None."""
    added = _ADDED.get(code)
    return listed(code) or (Entry(code, added, _level(code), contoh=True) if added else None)


def listed(code: str) -> Entry | None:
    """The same, only of the national list and of our own examples: what every installation knows."""
    name = _EXAMPLES.get(code)
    if name is not None:
        return Entry(code, name, _level(code), contoh=True)
    codes, names = table()
    at = bisect_left(codes, code)
    if at < len(codes) and codes[at] == code:
        return Entry(code, names[at], _level(code))
    return None


def path(code: str) -> tuple[Entry, ...]:
    """From the province down to the place itself; empty if the code is unknown."""
    parts = code.split(".")
    found = [get(".".join(parts[: n + 1])) for n in range(len(parts))]
    return tuple(e for e in found if e is not None) if all(found) else ()


def children(code: str) -> tuple[Entry, ...]:
    """The places directly below, in the order of their codes."""
    codes, names = table()
    depth = code.count(".") + 1
    start, stop = bisect_left(codes, code + "."), bisect_left(codes, code + "/")
    found = [
        Entry(codes[i], names[i], _level(codes[i]))
        for i in range(start, stop)
        if codes[i].count(".") == depth
    ]
    found += [
        Entry(c, n, _level(c), contoh=True) for c, n in examples().items() if c.rpartition(".")[0] == code
    ]
    return tuple(sorted(found, key=lambda e: e.code))


def zone(code: str) -> str:
    """`WIB`, `WITA` or `WIT`, by province."""
    return next((z for z, provinces in _zones().items() if code[:2] in provinces), "WIB")


def add_examples(rows: Iterable[Mapping[str, str]]) -> None:
    """Add invented places for this run (`--daftar-desa`): kode_desa, desa, kode_kecamatan, kecamatan.

    Raises ValueError for a code outside kabupaten 33.99 (a real place is never invented or renamed) and for a
    kecamatan that is not the village's.
    """
    for row in rows:
        if not _EXAMPLE_VILLAGE.fullmatch(row["kode_desa"]):
            raise ValueError(
                f"Kode {row['kode_desa']} bukan desa contoh. Daftar desa hanya untuk kode seperti 33.99.01.2001; "
                f"desa sungguhan sudah dikenal."
            )
        if row["kode_kecamatan"] != row["kode_desa"][:8]:
            raise ValueError(
                f"Kode kecamatan {row['kode_kecamatan']} bukan kecamatan desa {row['kode_desa']}. "
                f"Kodenya {row['kode_desa'][:8]}."
            )
        _ADDED[row["kode_kecamatan"]] = _bare(row["kecamatan"], "kecamatan")
        _ADDED[row["kode_desa"]] = _bare(row["desa"], "desa")


def examples() -> dict[str, str]:
    """Codes and names of the invented places of this run."""
    return {**_ADDED, **_EXAMPLES}


def _bare(name: str, kind: str) -> str:
    """`Desa Contoh 01` → `Contoh 01`."""
    words = name.split()
    return " ".join(words[1:] if words and words[0].lower() == kind and len(words) > 1 else words)


def _level(code: str) -> str:
    depth = code.count(".")
    return "kelurahan" if depth == 3 and code.rsplit(".", 1)[1].startswith("1") else LEVELS[depth]


@cache
def table() -> tuple[list[str], list[str]]:
    """Codes (sorted) and names of all real places, as two parallel lists."""
    packed = files(__package__).joinpath("data", "wilayah.txt.xz").read_bytes()
    codes: list[str] = []
    names: list[str] = []
    above = ["", "", "", ""]
    for line in lzma.decompress(packed).decode().splitlines():
        bare = line.lstrip(" ")
        depth = len(line) - len(bare)
        part, _, name = bare.partition(" ")
        above[depth] = f"{above[depth - 1]}.{part}" if depth else part
        codes.append(above[depth])
        names.append(name)
    return codes, names


@cache
def _zones() -> dict[str, list[str]]:
    return tomllib.loads(files(__package__).joinpath("data", "zona.toml").read_text(encoding="utf-8"))
