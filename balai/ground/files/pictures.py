"""Pictures of signed sheets and of works: opened in a limited child, set anew, and only what was set anew is kept.

A picture that comes out has no EXIF, no place, no tail, no script: it is pixels of ours. A scanned PDF becomes a PDF of
its pages' pictures. Nothing of the file that came is kept but its name.
"""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

MAX_BYTES: Final = 25 * 1024 * 1024
TIMEOUT_SECONDS: Final = 40
_ROOT = Path(__file__).resolve().parents[3]
_START = (
    "import sys; sys.path[:0] = [sys.argv.pop(1)]; from balai.ground.files.picture_child import main; main()"
)

REASONS: Final = {
    "kosong": "Pilih foto lembarnya dahulu.",
    "terlalu_besar": "Foto ini lebih besar dari 25 MB. Kecilkan dahulu, atau foto ulang dengan mutu biasa.",
    "bukan_gambar": "Berkas ini bukan foto atau PDF hasil pindai. Kirim JPG, PNG, WebP, atau PDF.",
    "terlalu_luas": "Gambar ini lebih luas dari 50 juta titik. Foto ulang dengan mutu biasa, lalu kirim lagi.",
    "terlalu_panjang": "PDF ini lebih dari 20 halaman. Kirim halaman yang ditandatangani saja.",
    "rusak": "Foto ini terpotong atau rusak. Foto ulang, lalu kirim lagi.",
    "sandi": "PDF ini terkunci dengan sandi. Hapus sandinya, lalu kirim lagi.",
}


class PictureRefused(Exception):
    """A file that is not taken. `code` is stable; `message` is one Indonesian sentence that says what to do."""

    def __init__(self, code: str) -> None:
        self.code, self.message = code, REASONS[code]
        super().__init__(self.message)


@dataclass(frozen=True, slots=True)
class Picture:
    """What was set anew: its bytes and their media type."""

    data: bytes
    media_type: str


def set_anew(data: bytes) -> Picture:
    """A picture or scanned PDF as pixels of ours. Raises PictureRefused."""
    if not data:
        raise PictureRefused("kosong")
    if len(data) > MAX_BYTES:
        raise PictureRefused("terlalu_besar")
    pdf = b"%PDF-" in data[:1024]
    environment = {k: v for k, v in os.environ.items() if k in {"PATH", "SYSTEMROOT", "LANG"}}
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-c", _START, str(_ROOT), "pdf" if pdf else "gambar"], input=data,
            capture_output=True, timeout=TIMEOUT_SECONDS, env=environment, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise PictureRefused("rusak") from error
    code, _, made = done.stdout.partition(b"\n")
    if done.returncode != 0 or not code:
        raise PictureRefused("rusak")
    if code != b"ok":
        raise PictureRefused(code.decode())
    return Picture(made, "application/pdf" if pdf else "image/jpeg")
