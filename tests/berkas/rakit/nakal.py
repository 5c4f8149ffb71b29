"""Hostile and broken files. Each is small or made quickly; none needs a network or an outside program."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable

from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from tests.berkas.rakit import kolom as k
from tests.berkas.rakit.lembar import Lembar, patched, xls, xlsx, zipped
from tests.berkas.rakit.pokok import BERKAS, penjabaran, potong

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SEKTOR = 512
LEMBAR1 = "xl/worksheets/sheet1.xml"


def kecil() -> bytes:
    """A small good budget as xlsx, the stuff that others damage."""
    return xlsx(Lembar("APBDes", k.tabel(potong(penjabaran()), k.BIASA)))


def gambar_png() -> bytes:
    """A grey picture, as a scanner makes it."""
    out = io.BytesIO()
    Image.new("L", (620, 877), 200).save(out, "PNG")
    return out.getvalue()


def pdf_foto(halaman: int = 3) -> bytes:
    """Scanned pages: one picture each, no text."""
    out, picture = io.BytesIO(), Image.new("L", (620, 877), 180)
    canvas = Canvas(out, invariant=1)
    for _ in range(halaman):
        canvas.drawInlineImage(picture, 0, 0, 595, 842)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def pdf_foto_berkaki() -> bytes:
    """Scanned pages on which an app stamped a footer: the only text there is."""
    out, picture = io.BytesIO(), Image.new("L", (620, 877), 180)
    canvas = Canvas(out, invariant=1)
    for n in range(4):
        canvas.drawInlineImage(picture, 0, 20, 595, 820)
        canvas.drawString(40, 8, f"Dipindai dengan aplikasi telepon, halaman {n + 1}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def pdf_sandi(pemilik_saja: bool = False) -> bytes:
    """A print that opens only with a password, or one that only forbids copying (an owner's password)."""
    out = io.BytesIO()
    lock = StandardEncryption("" if pemilik_saja else "rahasia", "pemilik", canCopy=0, canModify=0)
    canvas = Canvas(out, encrypt=lock, invariant=1)
    canvas.drawString(40, 700, "PENJABARAN APB DESA TAHUN ANGGARAN 2025")
    canvas.save()
    return out.getvalue()


def _pdf(objects: list[bytes]) -> bytes:
    """A PDF of these objects; the first is the catalogue."""
    body, places = b"%PDF-1.7\n", []
    for n, one in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (n, one)
    table = b"".join(b"%010d 00000 n \n" % p for p in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(body))
    return body + head + table + tail


def pdf_bom_flate(megabytes: int = 250) -> bytes:
    """A page whose content unpacks to hundreds of megabytes of drawing commands."""
    packer = zlib.compressobj(9)
    block = b"0 0 m 1 1 l S\n" * 75_000
    data = b"".join(packer.compress(block) for _ in range(megabytes)) + packer.flush()
    stream = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(data), data)
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << >> >>"
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    return _pdf([b"<< /Type /Catalog /Pages 2 0 R >>", pages, page, stream])


def pdf_pohon_melingkar() -> bytes:
    """A page tree that contains itself, and a form that draws itself."""
    form = b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 4 0 R >> >> /Length 5 >>\nstream\n/F Do\nendstream"
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R "
        b"/Resources << /XObject << /F 4 0 R >> >> >>"
    )
    pages = b"<< /Type /Pages /Kids [3 0 R 2 0 R] /Count 2 >>"
    draw = b"<< /Length 5 >>\nstream\n/F Do\nendstream"
    return _pdf([b"<< /Type /Catalog /Pages 2 0 R >>", pages, page, form, draw])


def pdf_sejuta_halaman(count: int = 20_000) -> bytes:
    """Empty pages without end, all the same object."""
    kids = b"3 0 R " * count
    pages = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count)
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
    return _pdf([b"<< /Type /Catalog /Pages 2 0 R >>", pages, page])


def ole(*streams: str) -> bytes:
    """A real OLE compound file with empty-ish streams of these names, as an encrypted xlsx is stored."""
    names = ["Root Entry", *streams]
    entries = b""
    for n, name in enumerate(names):
        raw = name.encode("utf-16-le") + b"\0\0"
        right = n + 1 if 0 < n < len(names) - 1 else 0xFFFFFFFF
        child = 1 if n == 0 else 0xFFFFFFFF
        start, size = (0xFFFFFFFE, 0) if n == 0 else (2, 4096)
        entries += raw.ljust(64, b"\0") + struct.pack(
            "<HBBIII", len(raw), 5 if n == 0 else 2, 1, 0xFFFFFFFF, right, child
        )
        entries += b"\0" * 36 + struct.pack("<IQ", start, size)
    entries = entries.ljust(SEKTOR, b"\0")
    fat = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, 10), 0xFFFFFFFE]
    fat += [0xFFFFFFFF] * (128 - len(fat))
    head = OLE + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack("<I", 0) + b"\xff" * (108 * 4)
    return head + struct.pack("<128I", *fat) + entries + bytes(range(256)) * 16


def xls_bersandi() -> bytes:
    """A BIFF8 workbook whose first record after BOF says that it is encrypted (FILEPASS)."""
    good = xls(Lembar("APBDes", k.tabel(potong(penjabaran()), k.BIASA)))
    at = good.index(b"\x09\x08\x10\x00") + 20  # after the globals' BOF record
    filepass = struct.pack("<HH", 0x2F, 54) + struct.pack("<HHH", 1, 1, 1) + bytes(48)
    return good[:at] + filepass + good[at + len(filepass) :]


def sel_di_ujung() -> bytes:
    """Two cells: the first one and the last one that a sheet can have."""
    return patched(
        xlsx(Lembar("A", [["KODE REKENING", "URAIAN", "ANGGARAN", "SUMBER DANA"]])),
        LEMBAR1,
        b"</sheetData>",
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>',
    )


def dua_juta_kolom() -> bytes:
    """A sheet that declares, and uses, a column beyond the two millionth."""
    return patched(
        kecil(), LEMBAR1, b"</sheetData>", b'<row r="9999"><c r="DICRY9999"><v>1</v></c></row></sheetData>'
    )


def ukuran_bohong() -> bytes:
    """A good budget whose sheet claims the largest possible size: still a good budget."""
    good = kecil()
    with zipfile.ZipFile(io.BytesIO(good)) as z:
        sheet = z.read(LEMBAR1)
    found = re.search(rb'<dimension ref="[^"]+" ?/>', sheet)
    assert found is not None
    return patched(good, LEMBAR1, found.group(), b'<dimension ref="A1:XFD1048576"/>')


def bom_teks(megabytes: int = 120) -> bytes:
    """One cell whose text unpacks to hundreds of megabytes, in a small file."""
    row = b'<row r="9999"><c r="A9999" t="inlineStr"><is><t>%s</t></is></c></row></sheetData>'
    return patched(kecil(), LEMBAR1, b"</sheetData>", row % (b"A" * (megabytes * 1_000_000)))


def bom_bertingkat() -> bytes:
    """Zips in zips; the outer one is named like a workbook."""
    inner = zipped({"nol.bin": bytes(10_000_000)})
    for n in range(4):
        inner = zipped({f"{n}-{i}.zip": inner for i in range(8)})
    return inner


def xlsx_dalam_zip() -> bytes:
    """A budget zipped once more and named xlsx."""
    return zipped({"anggaran.xlsx": kecil()})


def docx() -> bytes:
    """A word processor's file named xlsx."""
    return zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document/>"})


def bom_entitas() -> bytes:
    """A billion laughs in the sheet of a sound workbook."""
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    doctype = f'<!DOCTYPE worksheet [<!ENTITY e0 "haha">{levels}]><worksheet '.encode()
    book = patched(kecil(), LEMBAR1, b"<worksheet ", doctype)
    return patched(book, LEMBAR1, b"PENDAPATAN</t>", b"&e11;</t>")


def entitas_luar() -> bytes:
    """A cell that asks for a file of the machine."""
    doctype = b'<!DOCTYPE worksheet [<!ENTITY luar SYSTEM "file:///etc/hostname">]><worksheet '
    book = patched(kecil(), LEMBAR1, b"<worksheet ", doctype)
    return patched(book, LEMBAR1, b"PENDAPATAN</t>", b"PENDAPATAN &luar;</t>")


def besar(megabytes: int = 25) -> bytes:
    """A sound workbook made 25 MB large by a picture stored in it."""
    good = kecil()
    with zipfile.ZipFile(io.BytesIO(good)) as z:
        parts = {n: z.read(n) for n in z.namelist()}
    return zipped(
        {**parts, "xl/media/foto.bin": bytes(i * 37 % 251 for i in range(1000)) * megabytes * 1000},
        store=True,
    )


def csv_satu_baris() -> bytes:
    """Nineteen megabytes on one line."""
    return b"KODE REKENING;URAIAN;ANGGARAN;SUMBER DANA;" + b"x;" * 9_400_000


def csv_kutip_terbuka() -> bytes:
    """A quotation mark that never closes."""
    rows = 'KODE REKENING;URAIAN;ANGGARAN;SUMBER DANA\r\n4.1.1.01;"Hasil usaha;1.000.000;PAD\r\n'
    return (rows + "4.1.2.01;Tanah kas;2.000.000;PAD\r\n" * 50_000).encode()


def terpotong(name: str, share: float) -> bytes:
    """A sample cut off after this share of its bytes."""
    data = (BERKAS / name).read_bytes()
    return data[: int(len(data) * share)]


# Label, file, name, a word of the advice that a person needs.
DITOLAK: list[tuple[str, Callable[[], bytes], str, str]] = [
    ("picture named xlsx", gambar_png, "a.xlsx", "XLSX"),
    ("scanned pdf", pdf_foto, "a.pdf", "gambar"),
    ("scanned pdf with a stamped footer", pdf_foto_berkaki, "a.pdf", "gambar"),
    ("pdf with a password", pdf_sandi, "a.pdf", "sandi"),
    ("xlsx with a password", lambda: ole("EncryptedPackage", "EncryptionInfo"), "a.xlsx", "sandi"),
    ("xls with a password", xls_bersandi, "a.xls", "sandi"),
    ("Word file named xls", lambda: ole("WordDocument"), "a.xls", "XLSX"),
    ("docx named xlsx", docx, "a.xlsx", "XLSX"),
    ("pdf that unpacks without end", pdf_bom_flate, "a.pdf", ""),
    ("pdf that contains itself", pdf_pohon_melingkar, "a.pdf", ""),
    ("pdf of twenty thousand pages", pdf_sejuta_halaman, "a.pdf", ""),
    ("cell in the last corner", sel_di_ujung, "a.xlsx", ""),
    ("two million columns", dua_juta_kolom, "a.xlsx", ""),
    ("a cell of 120 MB", bom_teks, "a.xlsx", "lebih besar"),
    ("zips in zips", bom_bertingkat, "a.xlsx", "XLSX"),
    ("a zipped budget", xlsx_dalam_zip, "a.xlsx", "XLSX"),
    ("a billion laughs", bom_entitas, "a.xlsx", ""),
    ("an entity from outside", entitas_luar, "a.xlsx", ""),
    ("25 MB", besar, "a.xlsx", "20 MB"),
    ("csv of one line", csv_satu_baris, "a.csv", ""),
    ("csv with an open quotation", csv_kutip_terbuka, "a.csv", ""),
    ("empty pdf", lambda: b"", "a.pdf", "kosong"),
    ("xlsx cut at 99 %", lambda: terpotong("penjabaran-siskeudes.xlsx", 0.99), "a.xlsx", "terpotong"),
    ("xls cut at half", lambda: terpotong("penjabaran-siskeudes.xls", 0.5), "a.xls", "terpotong"),
    ("pdf cut at half", lambda: terpotong("penjabaran-siskeudes.pdf", 0.5), "a.pdf", "terpotong"),
]
