"""The sheet of a decree of appointment, for signing by hand: A4, with the QR code of the page “Siapa berwenang”."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from balai.adapters.papers.apbdes import check_address, short_address
from balai.adapters.papers.colours import STRIPS
from balai.adapters.papers.press import print_pdf, print_png
from balai.adapters.papers.qr import qr_svg
from balai.adapters.papers.woven_band import svg, woven_band
from balai.plain.dates import format_date
from balai.rooms.penganggaran.apbdes.shape import Desa

BLANK = "………………………………"
LAW = "Undang-Undang Nomor 6 Tahun 2014 tentang Desa sebagaimana telah diubah dengan Undang-Undang Nomor 3 Tahun 2024"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on it. `nomor`, `tanggal`, `penanda`: None is a line to be filled in by hand."""

    jabatan: str
    nama: str
    mulai: date
    sampai: date | None
    nomor: str | None = None
    tanggal: date | None = None
    penanda: str | None = None


def sheet_pdf(desa: Desa, sheet: Sheet, url: str | None) -> bytes:
    """One A4 page. `url`: the public page of the QR code, or None. Raises ValueError if it is no web address."""
    return print_pdf("keputusan.typ", _data(desa, sheet, url))


def sheet_png(desa: Desa, sheet: Sheet) -> bytes:
    """The same as a picture: the example's signed sheets are made so."""
    return print_png("keputusan.typ", _data(desa, sheet, None), colours=16)


def _data(desa: Desa, sheet: Sheet, url: str | None) -> dict[str, Any]:
    if url is not None:
        check_address(url)
    until = f"sampai dengan {format_date(sheet.sampai)}" if sheet.sampai else "sampai dicabut"
    day = sheet.tanggal or sheet.mulai
    return {
        "contoh": desa.contoh, "desa": f"Desa {desa.nama}", "kecamatan": desa.kecamatan, "kabupaten": desa.kabupaten,
        "di": desa.nama, "nomor": sheet.nomor or BLANK, "jabatan": sheet.jabatan, "nama": sheet.nama, "mengingat": LAW,
        "masa": f"sejak {format_date(sheet.mulai)} {until}", "penanda": sheet.penanda or BLANK,
        "tanggal": format_date(sheet.tanggal) if sheet.tanggal else BLANK, "pita": svg(woven_band(desa.kode)),
        "qr": qr_svg(url) if url else None, "alamat": short_address(url) if url else None, "sumber": "",
        "susunan": list(STRIPS),
        "meta": {
            "judul": f"Keputusan Kepala Desa: {sheet.jabatan}, Desa {desa.nama}", "penulis": f"Pemerintah Desa {desa.nama}",
            "tanggal": [day.year, day.month, day.day],
        },
    }  # fmt: skip
