"""View models of a batch: its line in the list, its report in groups, the report as CSV."""

import csv
import io
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy, ngettext

from balai.adapters.opendata.apbdes import escaped
from balai.adapters.sheets.kiriman import villages
from balai.adapters.sheets.kiriman_publish import (
    ADA,
    BELUM_TERBIT,
    DIBUANG,
    DITOLAK,
    KIRIM_LAGI,
    TERBIT,
    WAITING,
    found,
    shown,
)
from balai.adapters.sheets.massal_report import BUKAN_APB, DIGANTIKAN, PERTANYAAN, RUSAK, TAHUN_LAIN
from balai.ground.cetakan import kiriman
from balai.ground.cetakan.kiriman import KEEP_DAYS, Kiriman
from balai.ground.wilayah.reads import village
from balai.plain.masks import mask_nik

_LATE_SECONDS = 120
WORDS = {
    PERTANYAAN: gettext_lazy("perlu jawaban"),
    TAHUN_LAIN: gettext_lazy("tahun lain"),
    DITOLAK: gettext_lazy("belum tersimpan"),
    KIRIM_LAGI: gettext_lazy("perlu dikirim ulang"),
    TERBIT: gettext_lazy("terbit"),
    BELUM_TERBIT: gettext_lazy("diterima, belum terbit"),
    ADA: gettext_lazy("sudah ada"),
    DIGANTIKAN: gettext_lazy("digantikan"),
    BUKAN_APB: gettext_lazy("bukan APB Desa"),
    RUSAK: gettext_lazy("tidak terbaca"),
    DIBUANG: gettext_lazy("dibuang"),
}
# Heading and stamp of each group, in the order of the page: first what waits.
_GROUPS = (
    (WAITING, gettext_lazy("Menunggu jawaban Anda"), "cap-tunggu"),
    ({KIRIM_LAGI}, gettext_lazy("Perlu diperbaiki, lalu dikirim ulang"), "cap-bata"),
    ({BELUM_TERBIT}, gettext_lazy("Diterima, belum terbit"), "cap-tunggu"),
    ({RUSAK}, gettext_lazy("Tidak terbaca: minta berkasnya lagi"), "cap-bata"),
    ({BUKAN_APB}, gettext_lazy("Bukan APB Desa"), "cap-bata"),
    ({TERBIT}, gettext_lazy("Terbit"), "cap-padi"),
    ({ADA}, gettext_lazy("Sudah ada sebelumnya"), "cap-padi"),
    ({DIGANTIKAN}, gettext_lazy("Digantikan cetakan yang lebih baru"), ""),
    ({DIBUANG}, gettext_lazy("Dibuang"), ""),
)


@dataclass(frozen=True, slots=True)
class Group:
    """Files with one outcome."""

    judul: str
    cap: str
    waits: bool
    baris: list[dict[str, Any]]


def in_list(one: Kiriman) -> dict[str, Any]:
    """A batch as the list and the progress page name it."""
    sent = datetime.fromisoformat(one.about["sent_at"])
    name = one.about["name"] or ngettext("%(n)d berkas", "%(n)d berkas", one.about["total"]) % {
        "n": one.about["total"]
    }
    rows = settled(one)
    return {
        "token": one.token, "nama": name, "pada": sent, "sampai": (sent + timedelta(days=KEEP_DAYS)).date(),
        "total": one.about["total"], "tahap": one.stage(), "menunggu": sum(1 for r in rows if r["hasil"] in WAITING),
    }  # fmt: skip


def waiting(owner: str, place: str) -> int:
    """How many files of a person's batches wait for an answer."""
    return sum(in_list(k)["menunggu"] for k in kiriman.of(owner, place))


def stuck(one: Kiriman) -> bool:
    """Sent a while ago and not begun: nobody reads."""
    return one.stage().name == kiriman.WAITING and time.time() - one.since > _LATE_SECONDS


def report(one: Kiriman) -> dict[str, Any]:
    """The finished batch: groups, the counts in one sentence."""
    rows = named(one, settled(one))
    groups = [
        Group(str(title), cap, kinds <= WAITING, [r for r in rows if r["hasil"] in kinds])
        for kinds, title, cap in _GROUPS
    ]
    waits, published = (sum(1 for r in rows if r["hasil"] in kinds) for kinds in (WAITING, {TERBIT}))
    return {
        "kiriman": in_list(one), "kelompok": [g for g in groups if g.baris], "kalimat": sentence(rows),
        "judul_laporan": heading(waits, published),
    }  # fmt: skip


def sentence(rows: list[dict[str, Any]]) -> str:
    """`24 berkas: 20 terbit, 1 digantikan, 1 tahun lain, 1 bukan APB Desa, 1 tidak terbaca.`"""
    told = [(words, sum(1 for r in rows if r["hasil"] == kind)) for kind, words in WORDS.items()]
    parts = ", ".join(f"{n} {words}" for words, n in told if n)
    total = ngettext("%(n)d berkas", "%(n)d berkas", len(rows)) % {"n": len(rows)}
    return f"{total}: {parts}."


def settled(one: Kiriman) -> list[dict[str, Any]]:
    """The rows; a file handed over to the preview that was received there no longer waits."""
    rows = one.rows() or []
    for row in rows:
        if row["hasil"] not in WAITING or not row.get("titipan"):
            continue
        where = village(row["desa"])
        twin = found(where.id, row["sha256"]) if where else None
        if twin is not None:
            kind = BELUM_TERBIT if twin.published_at is None else TERBIT
            row |= {"hasil": kind, "kata": "", "nomor": twin.nomor, "tahun": twin.tahun}
            row["cetakan"] = twin.id if shown(twin) else None
            one.note(**{k: row[k] for k in ("n", "hasil", "kata", "nomor", "cetakan", "tahun")})
            one.drop_content(row["sha256"])
    return rows


def named(one: Kiriman, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows with the village's name and the outcome's words."""
    names = {p.kode: p.nama for p in villages(one.about["place"])}
    return [r | {"nama_desa": names.get(r["desa"], ""), "hasil_kata": WORDS[r["hasil"]]} for r in rows]


def to_csv(one: Kiriman) -> bytes:
    """One row per file, in the order sent; formulas made harmless, sixteen digits masked."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["berkas", "kode_desa", "desa", "tahun", "hasil", "nomor_cetakan", "keterangan"])
    for r in named(one, settled(one)):
        cells = (r["berkas"], r["desa"], r["nama_desa"], r["tahun"] or "", r["hasil"], r["nomor"], r["kata"])
        writer.writerow([escaped(mask_nik(str(c))) for c in cells])
    return out.getvalue().encode("utf-8")


def heading(waiting: int, published: int) -> str:
    """What the report says first."""
    if waiting:
        return ngettext(
            "%(n)d berkas menunggu jawaban Anda", "%(n)d berkas menunggu jawaban Anda", waiting
        ) % {"n": waiting}
    return ngettext("Selesai: %(n)d cetakan terbit", "Selesai: %(n)d cetakan terbit", published) % {
        "n": published
    }
