"""What `verify` looks at in budgets: prints against the chain, lines against stated figures, facts against lines."""

import hashlib
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from balai.ground.cetakan.models import PUBLISHED
from balai.ground.files import store
from balai.ground.trace import verify
from balai.ground.trace.canonical import moment
from balai.ground.trace.verify import Village, Wrong, rows
from balai.rooms.penganggaran.apbdes import sums, versions
from balai.rooms.penganggaran.apbdes.digests import about_digest, findings_digest, rows_digest
from balai.rooms.penganggaran.apbdes.rows import lines_of

_LOOSE = (
    "SELECT count(*) FROM penganggaran_baris b WHERE b.desa_id = %s AND NOT EXISTS "
    "(SELECT FROM cetakan_cetakan c WHERE c.desa_id = b.desa_id AND c.id = b.cetakan_id)"
)


def register() -> None:
    """Hand the checks to the engine."""
    for check in (prints, documents, moments, activities, facts, files, findings):
        verify.register(check)


def _prints(village: Village) -> list[tuple[Any, ...]]:
    return rows(
        "SELECT c.id, s.code, c.state, c.since, c.rev, c.version, c.year, c.tanggal, b.sha256, s.rupiah, c.kind, s.state, "
        "s.public, c.published_at FROM cetakan_cetakan c JOIN utas_simpul s ON s.id = c.simpul_id "
        "JOIN files_berkas b ON b.id = c.berkas_id WHERE c.desa_id = %s ORDER BY c.id",
        village.id,
    )


def prints(village: Village) -> Iterator[Wrong]:
    """File, version and spending of each print are those of its first event; its lines add up to that spending."""
    first = {e["simpul"]: e["data"] for e in village.events if e.get("step") == "cetakan.terima"}
    stored = {p[1]: p for p in _prints(village)}
    for (lines_of_none,) in rows(_LOOSE, village.id):
        if lines_of_none:
            yield Wrong("penganggaran_baris", village.code, "0 baris tanpa cetakan", f"{lines_of_none} baris")
    lines = lines_of(village.id, [p[0] for p in stored.values()])
    for code in sorted(first.keys() | stored.keys()):
        told, row = first.get(code), stored.get(code)
        if told is None or row is None:
            yield Wrong(
                "cetakan_cetakan",
                code,
                "ada di jejak" if told else "tidak ada",
                "ada" if row else "tidak ada",
            )
            continue
        for name, want, have in (("file", told["file"], row[8]), ("version", told["version"], row[5])):
            if want != have:
                yield Wrong("cetakan_cetakan", f"{code} {name}", want, have)
        spent = f"{sums.totals(lines.get(row[0], ())).belanja:.2f}"
        if told["belanja"] != spent:
            yield Wrong("penganggaran_baris", f"{code} belanja", told["belanja"], spent)
        if f"{row[9]:.2f}" != told["belanja"]:
            yield Wrong("utas_simpul", f"{code} rupiah", told["belanja"], f"{row[9]:.2f}")
        yield from _rows_whole(village, code, row[0], len(lines.get(row[0], ())), told)


def _rows_whole(
    village: Village, code: str, print_id: int, count: int, told: dict[str, Any]
) -> Iterator[Wrong]:
    """Rows are numbered without a gap, and their digest is that of the act."""
    highest = rows(
        "SELECT coalesce(max(urutan), 0) FROM penganggaran_baris WHERE desa_id = %s AND cetakan_id = %s",
        village.id,
        print_id,
    )[0][0]
    if highest != count:
        yield Wrong("penganggaran_baris", code, f"{highest} baris", f"{count} baris")
    for name, table, digest in (
        ("rows", "penganggaran_baris", rows_digest(village.id, print_id)),
        ("about", "cetakan_cetakan", about_digest(village.id, print_id)),
        ("findings", "utas_temuan", findings_digest(village.id, print_id)),
    ):
        if told.get(name) != digest:
            yield Wrong(table, f"{code} sidik {name}", str(told.get(name))[:16], digest[:16])


def documents(village: Village) -> Iterator[Wrong]:
    """State, day and revision of each print follow from its events."""
    for _id, code, state, since, rev, *_rest in _prints(village):
        own = [e for e in village.events if e.get("simpul") == code]
        if not own:
            continue
        last = own[-1]
        for name, want, have in (
            ("state", last["to"], state),
            ("since", last["at"], since.isoformat()),
            ("rev", len(own), rev),
        ):
            if want != have:
                yield Wrong("cetakan_cetakan", f"{code} {name}", str(want), str(have))
        published = any(e["to"] in PUBLISHED for e in own)
        if published != bool(_rest[8]):
            yield Wrong("cetakan_cetakan", f"{code} terbit", str(published), str(_rest[8]))
        if published != bool(_rest[7]):
            yield Wrong("utas_simpul", f"{code} public", str(published), str(_rest[7]))


def moments(village: Village) -> Iterator[Wrong]:
    """When a print was received and published, and why withdrawn, is what its events tell."""
    events = {(e["simpul"], e["step"].partition(".")[2].removesuffix("_ganti")): e for e in village.events}
    sql = (
        "SELECT s.code, c.received_at, c.published_at, c.alasan FROM cetakan_cetakan c JOIN utas_simpul s "
        "ON s.id = c.simpul_id WHERE c.desa_id = %s"
    )
    for code, received, published, reason in rows(sql, village.id):
        for step, name, at in (("terima", "received_at", received), ("terbitkan", "published_at", published)):
            event = events.get((code, step))
            if event and at and event["rec_at"] != moment(at):
                yield Wrong("cetakan_cetakan", f"{code} {name}", event["rec_at"], moment(at))
        event = events.get((code, "tarik"))
        want = event["data"].get("reason", "") if event else ""
        have = hashlib.sha256(reason.encode()).hexdigest() if reason else ""
        if want != have:
            yield Wrong("cetakan_cetakan", f"{code} alasan", want[:16] or "kosong", have[:16] or "kosong")


def activities(village: Village) -> Iterator[Wrong]:
    """Rupiah of each activity's Simpul is that of its last event."""
    told: dict[str, str] = {}
    for event in village.events:
        if event.get("step") == "kegiatan.anggarkan":
            told[event["simpul"]] = event["data"]["rupiah"]
    stored = {
        c: f"{r:.2f}"
        for c, r in rows(
            "SELECT code, rupiah FROM utas_simpul WHERE desa_id = %s AND kind = 'kegiatan'", village.id
        )
    }
    for code in sorted(told.keys() | stored.keys()):
        if told.get(code) != stored.get(code):
            yield Wrong("utas_simpul", f"{code} rupiah", str(told.get(code)), str(stored.get(code)))
    yield from _activities_listed(village)
    for code, amount, lines in _activity_rows(village):
        if amount != lines:
            yield Wrong("penganggaran_kegiatan", code, f"{lines:.2f}", f"{amount:.2f}")


def _activities_listed(village: Village) -> Iterator[Wrong]:
    """Each print that was ever published lists exactly the activities of its lines, and all are public."""
    sql = (
        "SELECT s.code, array(SELECT DISTINCT kode_kegiatan FROM penganggaran_baris b WHERE b.desa_id = c.desa_id "
        "AND b.cetakan_id = c.id AND b.bagian = 'belanja' ORDER BY 1), array(SELECT kode FROM penganggaran_kegiatan k "
        "WHERE k.desa_id = c.desa_id AND k.cetakan_id = c.id ORDER BY 1) FROM cetakan_cetakan c "
        "JOIN utas_simpul s ON s.id = c.simpul_id WHERE c.desa_id = %s AND c.published_at IS NOT NULL"
    )
    for code, lines, listed in rows(sql, village.id):
        if lines != listed:
            yield Wrong("penganggaran_kegiatan", code, f"{len(lines)} kegiatan", f"{len(listed)} kegiatan")
    yield from _activities_named(village)
    hidden = "SELECT code FROM utas_simpul WHERE desa_id = %s AND kind = 'kegiatan' AND NOT public"
    for (code,) in rows(hidden, village.id):
        yield Wrong("utas_simpul", f"{code} public", "True", "False")


_NAMED = (
    "SELECT k.kode, coalesce(i.nama->>k.kode, k.kode), k.uraian FROM penganggaran_kegiatan k JOIN penganggaran_isi i "
    "ON i.desa_id = k.desa_id AND i.cetakan_id = k.cetakan_id WHERE k.desa_id = %s "
    "AND k.uraian <> coalesce(i.nama->>k.kode, k.kode)",
    "SELECT s.code, min(k.uraian), s.title FROM utas_simpul s LEFT JOIN penganggaran_kegiatan k ON k.desa_id = s.desa_id "
    "AND k.simpul_id = s.id WHERE s.desa_id = %s AND s.kind = 'kegiatan' GROUP BY s.id "
    "HAVING NOT coalesce(bool_or(left(k.uraian, length(s.title)) = s.title), false)",
    "SELECT s.code, '1', count(DISTINCT k.kode)::text FROM utas_simpul s JOIN penganggaran_kegiatan k "
    "ON k.desa_id = s.desa_id AND k.simpul_id = s.id WHERE s.desa_id = %s GROUP BY s.id HAVING count(DISTINCT k.kode) > 1",
)


def _activities_named(village: Village) -> Iterator[Wrong]:
    """An activity is called as its print calls it, and its Simpul stands for one code only."""
    for table, sql in zip(
        ("penganggaran_kegiatan", "utas_simpul", "penganggaran_kegiatan"), _NAMED, strict=True
    ):
        for key, want, have in rows(sql, village.id):
            yield Wrong(table, str(key), str(want)[:80], str(have)[:80])


def _activity_rows(village: Village) -> list[tuple[Any, ...]]:
    return rows(
        "SELECT k.kode, k.anggaran, coalesce(sum(b.anggaran), 0) FROM penganggaran_kegiatan k LEFT JOIN penganggaran_baris b "
        "ON b.desa_id = k.desa_id AND b.cetakan_id = k.cetakan_id AND b.kode_kegiatan = k.kode "
        "WHERE k.desa_id = %s GROUP BY k.id",
        village.id,
    )


def facts(village: Village) -> Iterator[Wrong]:
    """Every published figure is recomputed from the lines of the version in force."""
    from balai.rooms.penganggaran.apbdes.acts import facts_of

    by_year: dict[int, list[tuple[Any, ...]]] = {}
    for p in _prints(village):
        if p[2] in PUBLISHED and p[10] == "apbdes":
            by_year.setdefault(p[6], []).append(p)
    wanted: dict[tuple[int, str], tuple[Decimal, str]] = {}
    for year, live in by_year.items():
        chosen = versions.in_force([versions.Candidate(p[0], p[5], p[7]) for p in live])
        row = next(p for p in live if p[0] == chosen)
        for key, amount in facts_of(lines_of(village.id, [row[0]]).get(row[0], ())).items():
            wanted[year, f"apbdes.{key}"] = amount, row[1]
    stored = {
        (y, k): (a, s)
        for y, k, a, s in rows(
            "SELECT year, key, amount, source FROM published_fakta WHERE desa_id = %s", village.id
        )
    }
    for year, name in sorted(wanted.keys() | stored.keys()):
        want, have = wanted.get((year, name)), stored.get((year, name))
        if want != have:
            yield Wrong("published_fakta", f"{year} {name}", _shown(want), _shown(have))


def _shown(fact: tuple[Decimal, str] | None) -> str:
    return f"{fact[0]:.2f} ({fact[1]})" if fact else "tidak ada"


def files(village: Village) -> Iterator[Wrong]:
    """Every stored file is there and has its hash."""
    for sha256, name, stored in rows(
        "SELECT sha256, name, stored FROM files_berkas WHERE desa_id = %s", village.id
    ):
        if not stored:
            continue
        try:
            store.read(village.code, sha256)
        except FileNotFoundError:
            yield Wrong("files_berkas", name, sha256[:16], "berkas tidak ada di cakram")
        except store.FileDamaged:
            yield Wrong("files_berkas", name, sha256[:16], "isi berkas berubah")


def findings(village: Village) -> Iterator[Wrong]:
    """The findings that the acts wrote are there, and no other."""
    told: dict[tuple[str, str], list[str]] = {}
    for event in village.events:
        if event.get("found"):
            told[event["simpul"], event["act"]] = sorted(event["found"])
    stored: dict[tuple[str, str], list[str]] = {}
    sql = "SELECT s.code, t.act, t.code FROM utas_temuan t JOIN utas_simpul s ON s.id = t.simpul_id WHERE t.desa_id = %s"
    for simpul, act, code in rows(sql, village.id):
        stored.setdefault((simpul, act), []).append(code)
    for key in sorted(told.keys() | stored.keys()):
        if told.get(key, []) != sorted(stored.get(key, [])):
            yield Wrong(
                "utas_temuan", " ".join(key), str(told.get(key, [])), str(sorted(stored.get(key, [])))
            )
