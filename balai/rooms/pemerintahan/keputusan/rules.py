"""What is looked at before a decree is drafted, signed or revoked. Pure."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from balai.ground.procedure.steps import Facts
from balai.plain.dates import format_date
from balai.plain.findings import Finding, Level
from balai.plain.words import says_something


def complete(facts: Facts) -> Iterable[Finding]:
    """Office, name and period are there and fit each other. Each finding names its field."""
    said = facts.body
    if said.get("office") not in facts.more["offices"]:
        yield _at("office", "jabatan_bukan_sk", "Pilih jabatan yang diangkat dengan Keputusan Kepala Desa.")
    if not says_something(str(said.get("nama", ""))):
        yield _at("nama", "nama_kosong", "Tulis nama orang yang diangkat, seperti pada lembarnya.")
    until, since = said.get("sampai"), said["mulai"]
    if until and until < since:
        message = f"Masa jabatan berakhir {format_date(until)}, sebelum mulai {format_date(since)}."
        yield _at("sampai", "masa_terbalik", message)


def numbered(facts: Facts) -> Iterable[Finding]:
    """A signed decree has a number."""
    if not any(c.isalnum() for c in str(facts.body.get("nomor", ""))):
        yield _at(
            "nomor", "nomor_kosong", "Tulis nomor keputusan seperti pada lembarnya. Contoh: 141/07/2023."
        )


def begins_before_it_is_signed(facts: Facts) -> Iterable[Finding]:
    """A decree that covers days before its own date is said to; the law does not forbid it as such."""
    since: date = _said(facts)["mulai"]
    if since < facts.at:
        message = f"Keputusan ditandatangani {format_date(facts.at)}, tetapi berlaku surut sejak {format_date(since)}."
        yield Finding(Level.FINDING, "berlaku_surut", message, params={"field": "mulai"})


def holds_another_office(facts: Facts) -> Iterable[Finding]:
    """Two offices in one hand: flagged, judged per document, never forbidden as such."""
    others = facts.more.get("held", ())
    if others:
        message = f"Memegang dua jabatan: juga {', '.join(others)}. Ini bukan kesalahan; pemisahan tugas dinilai per dokumen."
        yield Finding(Level.FINDING, "jabatan_rangkap", message)


def nothing_done_since(facts: Facts) -> Iterable[Finding]:
    """A mandate is not ended before the last act that was taken by it."""
    last: date | None = facts.more.get("last_act")
    if last and facts.at <= last:
        message = f"Mandat ini masih dipakai pada {format_date(last)}. Tanggal pencabutan paling awal sesudah hari itu."
        yield _at("at", "mandat_dipakai", message)


def _said(facts: Facts) -> Mapping[str, Any]:
    return {**facts.doc, **facts.body}


def _at(field: str, code: str, message: str) -> Finding:
    return Finding(Level.REFUSAL, code, message, params={"field": field})
