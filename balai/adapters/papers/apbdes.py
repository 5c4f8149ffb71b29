"""Papers of a village budget: wall poster, roadside banner, APB, Penjabaran, share card and message.

Pure functions of a `Budget`: the same budget and address give the same bytes. Duty to inform: Permendagri 20/2018
Ps 39 (the APB Desa, who carries it out, where to complain; the article is quoted from memory, not re-read). What a
print does not tell, the carriers and the address, the poster leaves open to be written by hand.
"""

import re
from datetime import date, datetime
from typing import Any, Literal
from urllib.parse import urlsplit

from balai.adapters.papers import columns, summary
from balai.adapters.papers.colours import STRIPS
from balai.adapters.papers.press import print_pdf, print_png
from balai.adapters.papers.qr import qr_svg
from balai.adapters.papers.tables import BARIS, JENIS, TableRow, table_rows
from balai.adapters.papers.words import shortened, source_words, stamp_words, versi_words
from balai.adapters.papers.woven_band import svg, woven_band
from balai.plain.dates import format_date
from balai.plain.findings import Level
from balai.plain.rupiah import format_print, format_rupiah
from balai.rooms.penganggaran.apbdes.shape import PERUBAHAN, RANCANGAN, Budget
from balai.rooms.penganggaran.apbdes.sums import totals

Kertas = Literal["F4", "A4"]
PAPER: dict[Kertas, tuple[float, float]] = {"F4": (215.0, 330.0), "A4": (210.0, 297.0)}  # millimetres
CARD_COLOURS = 48  # flat colours and smoothed letters: 48 keep the edges clean and the file small
MOST_WORKS = 14
MOST_PARTS = 8  # of a strip, as many as there are colours
SHORT_NAME = 52  # one line of the poster, where room is short
LONGEST_NAME = 110  # characters of a work on the wall; tables and pages carry it whole


def poster(budget: Budget, url: str | None, *, first: Budget | None = None) -> bytes:
    """The A3 wall poster as a vector PDF of one page.

    `url` is the public page (QR and printed address) or None if there is none yet. `first` is the year's
    first budget, if `budget` is a later version without a semula column of its own.
    Raises ValueError if the village code has no ten digits or the address is no web address.
    """
    return print_pdf("poster.typ", _wall(budget, url, first, "Poster"))


def banner(budget: Budget, url: str | None, *, first: Budget | None = None) -> bytes:
    """The 3 × 2 m banner at 1:10 (a page of 300 × 200 mm, vector, no bleed). Arguments as in `poster`."""
    return print_pdf("banner.typ", _wall(budget, url, first, "Baliho"))


def apb_pdf(budget: Budget, url: str | None, *, kertas: Kertas = "F4") -> bytes:
    """The APB Desa in the official columns, down to jenis, with signature block. Arguments as in `poster`."""
    return print_pdf("table.typ", _table(budget, url, kertas, JENIS))


def penjabaran_pdf(budget: Budget, url: str | None, *, kertas: Kertas = "F4") -> bytes:
    """The Penjabaran APB Desa in the official columns, every line with its output and source of funds."""
    return print_pdf("table.typ", _table(budget, url, kertas, BARIS))


def share_card(budget: Budget, url: str | None) -> bytes:
    """The link preview: a PNG of 1200 × 630 pixels, at most 80 KB."""
    return print_png("card.typ", _wall(budget, url, None, "Kartu"), colours=CARD_COLOURS)


def _frame(budget: Budget, url: str | None, kind: str) -> dict[str, Any]:
    """What every paper carries: village, band, source, stamp, address, metadata."""
    desa = budget.desa
    stamp, decided = stamp_words(budget)
    document = f"{versi_words(budget.versi)} {budget.tahun}"
    return {
        "contoh": desa.contoh,
        "desa": f"Desa {desa.nama}",
        "tempat": f"Kecamatan {desa.kecamatan}, {desa.kabupaten}",
        "kecamatan": desa.kecamatan,
        "kabupaten": desa.kabupaten,
        "kode": desa.kode,
        "tahun": str(budget.tahun),
        "dokumen": document,
        "cap": stamp,
        "ditetapkan": decided,
        "sumber": source_words(budget),
        "catatan": [f.message for f in budget.findings if f.level is Level.FINDING],
        "susunan": list(STRIPS),
        "pita": svg(woven_band(desa.kode)),
        "qr": _qr(url),
        "alamat": short_address(url) if url else None,
        "meta": {
            "judul": f"{kind} {document}, Desa {desa.nama}",
            "penulis": f"Pemerintah Desa {desa.nama}",
            "tanggal": _date_parts(_document_date(budget)),
        },
    }


def _qr(url: str | None) -> str | None:
    """The QR code, or None without an address."""
    if url is None:
        return None
    check_address(url)
    return qr_svg(url)


def check_address(url: str) -> None:
    """Raises ValueError if `url` is no web address: a relative one in a QR code would lead nowhere."""
    parts = urlsplit(url)
    plain = not (parts.query or parts.fragment or re.search(r"[\s\"<>\\]", url))
    if parts.scheme not in {"http", "https"} or not parts.netloc or not plain:
        raise ValueError(
            f"“{url}” bukan alamat situs. Tulis seperti ini: https://desa-anda.id/desa/33.99.99.2001/."
        )


def short_address(url: str) -> str:
    """An address as people read it: without `https://` and the closing slash."""
    return url.split("://", 1)[-1].rstrip("/")


def _document_date(budget: Budget) -> date:
    """The document's own date, for reproducible metadata: signed, else printed, else received, else 1 January."""
    moments: tuple[date | datetime | None, ...] = (
        budget.title.tanggal,
        budget.source.dicetak,
        budget.title.dicetak,
        budget.source.diterima_pada,
    )
    for moment in moments:
        if moment is not None:
            return moment.date() if isinstance(moment, datetime) else moment
    return date(budget.tahun, 1, 1)


def _date_parts(day: date) -> list[int]:
    return [day.year, day.month, day.day]


def _wall(budget: Budget, url: str | None, first: Budget | None, kind: str) -> dict[str, Any]:
    """Data of poster, banner and card."""
    t = totals(budget.lines)
    seen = summary.works(budget)[:MOST_WORKS]
    largest = seen[0].amount if seen else t.belanja
    return _frame(budget, url, kind) | {
        "kalimat": summary.sentence(budget),
        "masuk": format_rupiah(t.pendapatan),
        "belanja": format_rupiah(t.belanja),
        "dari_mana": [_part(p) for p in summary.folded(summary.income_parts(budget), MOST_PARTS, "sumber")],
        "untuk_apa": [_part(p) for p in summary.folded(summary.spending_parts(budget), MOST_PARTS, "bidang")],
        "kerja": [
            {
                "nama": shortened(w.name, LONGEST_NAME),
                "pendek": shortened(w.name, SHORT_NAME),
                "keterangan": " · ".join(w.notes),
                "jumlah": format_rupiah(w.amount),
                "panjang": summary.share(w.amount, largest),
            }
            for w in seen
        ],
        "selebihnya": [summary.rest_words(budget, seen[:n]) for n in range(len(seen) + 1)],
        "pembiayaan": [
            {"nama": name, "jumlah": format_rupiah(amount)}
            for name, amount in summary.financing(budget.lines).items()
        ],
        "perubahan": [
            {
                "nama": c.label,
                "semula": format_rupiah(c.semula),
                "menjadi": format_rupiah(c.menjadi),
                "selisih": c.words,
            }
            for c in summary.changes(budget, first)
        ],
    }


def _part(part: summary.Part) -> dict[str, Any]:
    of_100 = f"Rp{part.of_100}" if part.of_100 else "<Rp1"
    return {"nama": part.label, "jumlah": format_rupiah(part.amount), "bilah": part.of_100, "dari100": of_100}


def _table(budget: Budget, url: str | None, kertas: Kertas, depth: int) -> dict[str, Any]:
    """Data of the official tables."""
    name = "ANGGARAN PENDAPATAN DAN BELANJA DESA"
    changed = any(x.semula is not None for x in budget.lines)
    if budget.versi == PERUBAHAN or changed:
        name = f"PERUBAHAN {name}"
    if budget.versi == RANCANGAN:
        name = f"RANCANGAN {name}"
    title = f"PENJABARAN {name}" if depth == BARIS else name
    rules = "Peraturan Kepala Desa" if depth == BARIS else "Peraturan Desa"
    dasar = budget.title.dasar
    day = budget.title.tanggal
    rows = table_rows(budget, depth)
    return _frame(budget, url, "Penjabaran" if depth == BARIS else "Lampiran") | {
        "judul": title,
        "keluaran": depth == BARIS,
        "berubah": changed,
        # The annex heading names its regulation only if the source is that regulation itself.
        "lampiran": dasar if dasar.lower().startswith(rules.lower()) else "",
        "tempat_tanggal": f"{budget.desa.nama}, {format_date(day) if day else '……………………… ' + str(budget.tahun)}",
        "baris": [row.cells() for row in rows],
        "ukuran": _measures(rows, kertas, outputs=depth == BARIS, changed=changed),
    }


def _measures(rows: list[TableRow], kertas: Kertas, *, outputs: bool, changed: bool) -> dict[str, Any]:
    """Sizes that paper and calculation share, in millimetres and points."""
    short, long = PAPER[kertas]
    page = (long, short) if outputs or changed else (short, long)
    longest = max(len(format_print(a)) for r in rows for a in (r.semula, r.menjadi))
    widths = columns.widths(page[0], outputs=outputs, changed=changed, longest=longest)
    return {
        "halaman": page,
        "huruf": columns.SIZE,
        "sisip": columns.INSET,
        "lekuk": columns.INDENTS,
        "tebal": columns.BOLD_UP_TO,
        "lajur": widths,
        "sebaris": [columns.one_line(row, widths, outputs=outputs) for row in rows],
    }
