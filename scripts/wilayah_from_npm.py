"""Re-derive `balai/ground/wilayah/data/wilayah.txt.xz` from the unpacked npm package idn-area-data 4.0.1.

    npm pack idn-area-data@4.0.1 && tar xzf idn-area-data-4.0.1.tgz
    python scripts/wilayah_from_npm.py package

Name the version exactly: with Node below 22 a range may bring 3.1.2, the list of 2022. The output is the same bytes
on every run. Prints the counts: 38 provinces, 514 kabupaten and kota, 7,285 kecamatan, 83,762 desa and kelurahan.
"""

import csv
import lzma
import sys
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "balai" / "ground" / "wilayah" / "data" / "wilayah.txt.xz"


def rows(folder: Path, name: str) -> list[tuple[str, str]]:
    """(code, name) of one level, sorted by code."""
    with open(folder / "data" / f"{name}.csv", encoding="utf-8", newline="") as file:
        return sorted((r["code"], " ".join(r["name"].split())) for r in csv.DictReader(file))


def main(folder: Path) -> None:
    """Write the file: one line a place, the last part of its code and its name, indented by level."""
    everything: list[tuple[str, str]] = []
    for name in ("provinces", "regencies", "districts", "villages"):
        found = rows(folder, name)
        print(f"{name}: {len(found)}")
        everything += found
    villages = [c for c, _n in everything if c.count(".") == 3]
    print(
        f"desa: {sum(1 for c in villages if c[9] != '1')}, kelurahan: {sum(1 for c in villages if c[9] == '1')}"
    )
    lines = [f"{' ' * code.count('.')}{code.rsplit('.', 1)[-1]} {name}" for code, name in sorted(everything)]
    TARGET.write_bytes(lzma.compress(("\n".join(lines) + "\n").encode(), preset=9 | lzma.PRESET_EXTREME))
    print(f"{TARGET.name}: {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
