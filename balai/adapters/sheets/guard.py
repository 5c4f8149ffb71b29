"""What a file is, by its content, and which files are not taken. Runs before any parser sees the bytes."""

import io
import re
import struct
import zipfile
from pathlib import PurePosixPath

MAX_BYTES = 20 * 1024 * 1024
MAX_UNPACKED = 60 * 1024 * 1024
MAX_ENTRIES = 500
_BOF, _FILEPASS = b"\x09\x08\x10\x00\x00\x06", 0x2F
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\x00", b"MM\x00*")
OLE, PDF, ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-", b"PK\x03\x04"


class SheetRefused(Exception):
    """A file that cannot be taken. `code` is stable; `message` is one Indonesian sentence that says what to do."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        self.message = message
        super().__init__(message)


REASONS = {
    "kosong": "Berkas ini kosong. Unduh atau simpan ulang berkasnya, lalu kirim lagi.",
    "terlalu_besar": "Berkas ini lebih besar dari 20 MB. Kirim cetakan anggarannya saja, tanpa gambar.",
    "bom": "Isi berkas ini jauh lebih besar dari berkasnya, sehingga tidak dibuka. Simpan ulang sebagai XLSX biasa.",
    "rusak": "Berkas ini terpotong atau rusak. Salin ulang dari komputer asalnya, lalu kirim lagi.",
    "sandi": "Berkas ini terkunci dengan sandi. Buka, hapus sandinya, simpan, lalu kirim lagi.",
    "bukan_tabel": "Jenis berkas ini tidak dikenal. Kirim XLSX, XLS, ODS, CSV, atau PDF dari Siskeudes.",
    "gambar": "PDF ini hanya berisi gambar hasil pindai. Cetak ulang dari Siskeudes ke PDF, atau kirim XLSX-nya.",
    "foto": "Berkas ini gambar atau foto, bukan cetakan. Kirim PDF atau XLSX dari Siskeudes.",
    "waktu_habis": "Berkas ini terlalu rumit untuk dibaca. Simpan ulang sebagai XLSX satu lembar, lalu kirim lagi.",
    "tersembunyi": "Lembar yang berisi di berkas ini disembunyikan. Tampilkan lembar anggarannya di Excel, simpan, lalu kirim lagi.",
    "sel_panjang": "Satu sel di berkas ini lebih panjang dari sejuta huruf; biasanya karena tanda kutip yang tidak ditutup. "
    "Buka di Excel, periksa, simpan sebagai XLSX, lalu kirim lagi.",
    "terlalu_luas": "Lembar di berkas ini terlalu luas. Hapus baris dan kolom kosong di luar tabel, lalu kirim lagi.",
}

# Web applications save tables as HTML and call them .xls. Such a page is never stored or offered again.
WEB_PAGE = (
    "Berkas ini halaman web yang diberi nama .xls. Buka di Excel, simpan sebagai “Buku Kerja Excel (.xlsx)”, "
    "lalu kirim lagi."
)
_OWN_JSON = "Berkas ini unduhan JSON dari Balai, untuk program. Kirim unduhan XLSX atau CSV-nya, atau cetakan dari Siskeudes."
_WEB_PAGE = re.compile(rb"<\W{0,2}(?:html|head|body|table|svg|script|!doctype|\?xml)\b", re.IGNORECASE)


def refuse(code: str) -> SheetRefused:
    """The refusal with its own words."""
    return SheetRefused(code, REASONS[code])


def kind_of(data: bytes) -> str:
    """`xlsx`, `ods`, `xls`, `pdf` or `csv`, decided by content: names lie. Raises SheetRefused."""
    if not data.strip(b"\x00 \t\r\n"):
        raise refuse("kosong")
    if len(data) > MAX_BYTES:
        raise refuse("terlalu_besar")
    if data.startswith(ZIP):
        return _zip_kind(data)
    if data.startswith(OLE):
        return _ole_kind(data)
    if PDF in data[:1024]:
        return "pdf"
    if data.startswith(_PICTURES) or data[4:12] in {b"ftypheic", b"ftypmif1"} or data[8:12] == b"WEBP":
        raise SheetRefused("bukan_tabel", REASONS["foto"])
    if _WEB_PAGE.search(data[:4096]):
        raise SheetRefused("bukan_tabel", WEB_PAGE)
    if data.lstrip()[:1] == b"{" and b'"balai-apbdes"' in data[:4096]:
        raise SheetRefused("bukan_tabel", _OWN_JSON)
    if _looks_like_text(data):
        return "csv"
    raise refuse("bukan_tabel")


def has_macros(data: bytes) -> bool:
    """Whether a workbook carries macros. They are never run; only its cells are read."""
    if not data.startswith(ZIP):
        return data.startswith(OLE) and "_VBA_PROJECT".encode("utf-16-le") in data
    return b"vbaProject.bin" in data[-65536:]  # the archive's directory stands at its end


def _zip_kind(data: bytes) -> str:
    try:
        entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise refuse("rusak") from error
    if len(entries) > MAX_ENTRIES or sum(e.file_size for e in entries) > MAX_UNPACKED:
        raise refuse("bom")
    if any(e.file_size > 100 * e.compress_size + 1_000_000 for e in entries):
        raise refuse("bom")
    if any(e.flag_bits & 1 for e in entries):
        raise refuse("sandi")
    names = {e.filename for e in entries}
    if any(PurePosixPath(n).name.lower() == "workbook.xml" for n in names):
        return "xlsx"
    if "content.xml" in names:
        return "ods"
    raise refuse("bukan_tabel")


def _ole_kind(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise refuse("sandi")
    if any(name.encode("utf-16-le") in data for name in ("Workbook", "Book")):
        if _xls_locked(data):
            raise refuse("sandi")
        return "xls"
    raise refuse("rusak" if _ole_cut(data) else "bukan_tabel")


def _xls_locked(data: bytes) -> bool:
    """Whether the record FILEPASS (0x2F) stands among the first of a BIFF8 workbook ([MS-XLS] 2.4.117)."""
    at = data.find(_BOF)
    for _ in range(8):
        if at < 0 or at + 4 > len(data):
            return False
        kind, size = struct.unpack_from("<HH", data, at)
        if kind == _FILEPASS:
            return True
        at += 4 + size
    return False


def _ole_cut(data: bytes) -> bool:
    """Whether the directory of an OLE file lies beyond its end ([MS-CFB] 2.2): the file was cut off."""
    if len(data) < 512:
        return True
    (shift,) = struct.unpack_from("<H", data, 30)
    (directory,) = struct.unpack_from("<I", data, 48)
    return shift not in {9, 12} or (directory + 2) << shift > len(data)


def _looks_like_text(data: bytes) -> bool:
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return True
    head = data[:65536]
    controls = sum(1 for b in head if b < 32 and b not in b"\t\r\n\x0c")
    return controls == 0 or (controls <= len(head) // 200 and b"\x00\x00" not in head)
