"""Write every rewriting and every hostile file to a folder, for trying by hand.

    python -m tests.sheets.unseen.make_unseen FOLDER [--potongan]

The rewritings hold the whole samples; `--potongan` takes the small cut that the tests use.
"""

import re
import sys
from pathlib import Path

from tests.berkas.rakit.ganjil import JUJUR
from tests.berkas.rakit.nakal import DITOLAK
from tests.berkas.rakit.pokok import penjabaran, potong
from tests.sheets.unseen.daftar import daftar


def slug(label: str) -> str:
    """A label as part of a file name."""
    return re.sub(r"[^a-z0-9]+", "-", label.lower()).strip("-")


def write(folder: Path, whole: bool) -> int:
    """Fill `folder`; returns how many files were written."""
    files: list[tuple[str, str, bytes]] = []
    for one in daftar(whole):
        name, data = one.make()
        files.append((one.sample, slug(one.label) + Path(name).suffix, data))
    files += [("ditolak", f"{slug(label)}{Path(name).suffix}", make()) for label, make, name, _a in DITOLAK]
    cut = potong(penjabaran())
    files += [("ganjil", f"{slug(label)}.xlsx", make(cut)) for label, make in JUJUR.items()]
    for group, name, data in files:
        (folder / group).mkdir(parents=True, exist_ok=True)
        (folder / group / name).write_bytes(data)
    return len(files)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    print(write(Path(sys.argv[1]), "--potongan" not in sys.argv), "files")
