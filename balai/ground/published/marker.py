"""Which published pages are still true: one counter per village in a file that all processes on a machine map.

A page is kept with the counter that stood before it was rendered. A publish changes the counter after its
commit, so a page that was rendered from older facts is never served again, and looking costs no `stat()`,
no lock and no SQL (decision 10: revisions; `performance.md` section 1).
"""

import mmap
import os
import shutil
import time
import zlib
from pathlib import Path
from typing import Final

SLOTS: Final = 4096  # two villages in one slot only make each other's pages render once more
EVERYWHERE: Final = ""  # pages that show several villages, such as the front door


class Marker:
    """The mapped counters. `folder` is created if missing; other processes may map the same one."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        path = folder / "penanda"
        with open(path, "a+b") as file:
            if os.fstat(file.fileno()).st_size < SLOTS * 8:
                file.truncate(SLOTS * 8)
            self._map = mmap.mmap(file.fileno(), SLOTS * 8)
        self._counters = memoryview(self._map).cast("Q")

    @staticmethod
    def slot(code: str) -> int:
        """The slot of a village code."""
        return zlib.crc32(code.encode()) % SLOTS

    def value(self, code: str) -> int:
        """The counter of a village now."""
        return self._counters[self.slot(code)]

    def at(self, slot: int) -> int:
        """The counter of a slot now."""
        return self._counters[slot]

    def touch(self, code: str) -> None:
        """Something that this village shows has changed. Call it after the commit."""
        self._counters[self.slot(code)] = time.time_ns()
        self._counters[self.slot(EVERYWHERE)] = time.time_ns()
        self._forget(code)

    def touch_all(self) -> None:
        """Everything may have changed: a restore, a new version of Balai."""
        for slot in range(SLOTS):
            self._counters[slot] = time.time_ns()
        shutil.rmtree(self.folder / "www", ignore_errors=True)

    def _forget(self, code: str) -> None:
        """Take the village's pages, in both languages, away from nginx: after the counter has moved."""
        for base in (self.folder / "www", self.folder / "www" / "en"):
            shutil.rmtree(base / "desa" / code, ignore_errors=True)
            (base / "index.html.gz").unlink(missing_ok=True)
