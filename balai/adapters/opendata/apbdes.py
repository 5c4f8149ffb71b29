"""A village budget as open data: CSV and JSON for programs, a workbook (`to_xlsx`) for people.

The same lines in the same order as the print, one row per line of `Budget`, amounts exact to the sen.
"""

import csv
import io
import json
from datetime import datetime
from decimal import Decimal
from typing import Any

from balai.adapters.opendata.rows import FORMULA, LICENCE, SAMPLE, SCHEMA, columns, has_semula, records
from balai.adapters.opendata.workbook import to_xlsx
from balai.plain.rupiah import format_plain
from balai.rooms.penganggaran.apbdes.shape import BELANJA, PEMBIAYAAN, PENDAPATAN, Budget, Line
from balai.rooms.penganggaran.apbdes.sums import (
    Amount,
    SourceSums,
    by,
    menjadi,
    per_source,
    semula,
    totals,
)

__all__ = ["to_csv", "to_json", "to_xlsx"]


def to_csv(budget: Budget) -> bytes:
    """RFC 4180: UTF-8 without byte order mark, commas, CRLF, amounts such as `802075135.98`.

    Programs read this form without asking; a semicolon, a mark or a decimal comma would serve one
    spreadsheet program's local setting and break the others. People open the XLSX. Texts that a spreadsheet
    would run as a formula get an apostrophe before them.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns(budget))
    for row in records(budget):
        writer.writerow([format_plain(c) if isinstance(c, Decimal) else escaped(c) for c in row])
    return out.getvalue().encode("utf-8")


def escaped(text: str) -> str:
    """`text`, with an apostrophe in front if a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def to_json(budget: Budget) -> bytes:
    """Lines as the command line prints them, with totals, source, licence and findings; amounts as strings.

    Every key is described in `docs/open-data.md`; a key changes its meaning only with `skema.versi`.
    """
    changed = has_semula(budget)
    body: dict[str, Any] = {
        "skema": SCHEMA,
        "contoh": budget.desa.contoh,
        **({"keterangan": SAMPLE} if budget.desa.contoh else {}),
        "desa": {
            "kode": budget.desa.kode,
            "nama": budget.desa.nama,
            "kecamatan": budget.desa.kecamatan,
            "kabupaten": budget.desa.kabupaten,
            "provinsi": budget.desa.provinsi,
        },
        "tahun": budget.tahun,
        "versi": budget.versi,
        "dasar": budget.title.dasar,
        "tanggal": budget.title.tanggal.isoformat() if budget.title.tanggal else None,
        "sumber": _source(budget),
        "lisensi": LICENCE | {"pencipta": f"Pemerintah Desa {budget.desa.nama}"},
        "totals": _totals(budget),
        "lines": [_json_line(line, changed=changed) for line in budget.lines],
        "findings": [f.as_json() for f in budget.findings],
    }
    return (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _source(budget: Budget) -> dict[str, Any]:
    source = budget.source
    return {
        "berkas": source.nama_berkas,
        "sha256": source.sha256,
        "ukuran": source.ukuran,
        "dicetak": _iso(source.dicetak or budget.title.dicetak),
        "diterima_oleh": source.diterima_oleh,
        "diterima_pada": _iso(source.diterima_pada),
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _totals(budget: Budget) -> dict[str, Any]:
    """The seven figures, sums per bidang and source, and counts; pairs [semula, menjadi] on a change."""
    amounts: tuple[Amount, ...] = (semula, menjadi) if has_semula(budget) else (menjadi,)
    spending = [x for x in budget.lines if x.bagian == BELANJA]
    figures = [totals(budget.lines, a) for a in amounts]
    bidang = [by(spending, lambda x: x.bidang, a) for a in amounts]
    sources = [per_source(budget.lines, a) for a in amounts]
    count = {b: sum(1 for x in budget.lines if x.bagian == b) for b in (PENDAPATAN, BELANJA, PEMBIAYAAN)}
    return {
        **{name: _pair([getattr(f, name) for f in figures]) for name in figures[0].__slots__},
        "belanja_per_bidang": {code: _pair([b[code] for b in bidang]) for code in bidang[0]},
        "per_sumber": {
            code: {name: _pair([getattr(s[code], name) for s in sources]) for name in SourceSums.__slots__}
            for code in sources[0]
        },
        **{f"baris_{part}": n for part, n in count.items()},
        "kegiatan": len({x.kode_kegiatan for x in spending}),
    }


def _pair(amounts: list[Decimal]) -> str | list[str]:
    texts = [format_plain(a) for a in amounts]
    return texts if len(texts) > 1 else texts[0]


def _json_line(line: Line, *, changed: bool) -> dict[str, Any]:
    amounts = {"semula": semula(line), "menjadi": menjadi(line)} if changed else {"anggaran": menjadi(line)}
    return {
        "bagian": line.bagian,
        "kode_kegiatan": line.kode_kegiatan,
        "kode_rekening": line.kode_rekening,
        "uraian": line.uraian,
        "volume": line.volume,
        "satuan": line.satuan,
        "sumber_dana": line.sumber_dana,
        **{name: format_plain(amount) for name, amount in amounts.items()},
    }
