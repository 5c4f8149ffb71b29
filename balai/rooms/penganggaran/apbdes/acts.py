"""Receiving, publishing, confirming and withdrawing a budget print. The only writer of these tables."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal

from balai.ground.cetakan.models import PUBLISHED, Cetakan
from balai.ground.files import store
from balai.ground.files.models import Berkas
from balai.ground.outbox.acts import put
from balai.ground.people.offices import words as office_words
from balai.ground.procedure import gate
from balai.ground.procedure.act import Act
from balai.ground.procedure.gate import Actor, Answer
from balai.ground.published.acts import publish
from balai.ground.utas.models import Simpul
from balai.ground.wilayah.models import Wilayah
from balai.ground.wilayah.scope import within
from balai.plain.findings import place_dict
from balai.plain.masks import mask_nik
from balai.rooms.penganggaran.apbdes import sums, versions
from balai.rooms.penganggaran.apbdes.digests import about_digest, findings_digest, rows_digest
from balai.rooms.penganggaran.apbdes.models import Baris, Isi, Jumlah, Kegiatan
from balai.rooms.penganggaran.apbdes.procedure import CETAKAN
from balai.rooms.penganggaran.apbdes.received import Received
from balai.rooms.penganggaran.apbdes.rows import lines_of
from balai.rooms.penganggaran.apbdes.shape import BELANJA, Line, Print

APBDES = "apbdes"


def terima_cetakan(
    desa: Wilayah, received: Received, *, by: Actor, at: date, key: str, recorded_by: Actor | None = None
) -> Answer:
    """Take a print as it is: its rows, sums, names and findings. Office only until published. Raises GateError."""
    title = received.title
    if title.tahun is None:
        raise ValueError("a print without a year cannot be received; ask first")
    if received.data is not None:
        store.keep(desa.code, received.data)
    if received.masked is not None:
        store.keep(desa.code, received.masked)

    def write(act: Act) -> None:
        berkas = _files(act, received)
        name = f"APB Desa {title.tahun} ({versions.words(title.versi)})"
        simpul = act.new_simpul(
            "cetakan", title.tahun or 0, name, "diterima", rupiah=sums.totals(received.printed.lines).belanja
        )
        assert act.decider is not None  # noqa: S101 - the procedure names offices only
        act.doc = Cetakan.objects.create(
            desa=desa, simpul=simpul, state="diterima", since=at, kind=APBDES, year=title.tahun, version=title.versi,
            berkas=berkas, dicetak=title.dicetak.isoformat() if title.dicetak else "", dasar=title.dasar,
            tanggal=title.tanggal, received_office=act.decider.office, received_words=_office_of(act),
            received_at=act.now,
        )  # fmt: skip
        _rows(act, received.printed)
        act.found += received.findings
        act.write_findings()
        act.data |= {"file": received.sha256, "version": title.versi, "belanja": simpul.rupiah}
        act.data["rows"] = rows_digest(desa.pk, act.doc.pk)
        act.data["about"] = about_digest(desa.pk, act.doc.pk)
        act.data["findings"] = findings_digest(desa.pk, act.doc.pk)

    body = {"sha256": received.sha256, "versi": title.versi, "tahun": title.tahun}
    return gate.step(
        desa, CETAKAN, "terima", model=Cetakan, by=by, recorded_by=recorded_by or by, at=at, key=key, body=body,
        write=write,
    )  # fmt: skip


def terbitkan_cetakan(
    desa: Wilayah,
    cetakan_id: int,
    *,
    by: Actor,
    at: date,
    key: str,
    seen: int,
    recorded_by: Actor | None = None,
) -> Answer:
    """Publish a print; the published one of the same version, if any, is superseded. Raises GateError."""
    with within(desa.pk):
        new = Cetakan.objects.filter(desa=desa, pk=cetakan_id).first()
        old = _published(desa, new.year, new.version).exclude(pk=cetakan_id).first() if new else None

    def write(act: Act) -> None:
        if old is not None:
            row = act.rows[Cetakan, old.pk]
            act.move(row, "digantikan", "cetakan:ganti")
            act.link(row.simpul, act.doc.simpul)
        act.doc.published_at = act.now
        act.touched.append("published_at")
        _activities(act)
        _publish_facts(act, act.doc.year, with_version=act.doc)

    return gate.step(
        desa, CETAKAN, "terbitkan_ganti" if old else "terbitkan", cetakan_id, model=Cetakan, by=by,
        recorded_by=recorded_by or by, at=at, key=key, seen=seen, write=write,
        also=(lambda: {Cetakan: [old.pk]}) if old else None,
    )  # fmt: skip


def konfirmasi_cetakan(desa: Wilayah, cetakan_id: int, *, by: Actor, at: date, key: str, seen: int) -> Answer:
    """The village confirms what its kabupaten published. Raises GateError."""

    def write(act: Act) -> None:
        _publish_facts(act, act.doc.year, with_version=act.doc)

    return gate.step(
        desa,
        CETAKAN,
        "konfirmasi",
        cetakan_id,
        model=Cetakan,
        by=by,
        recorded_by=by,
        at=at,
        key=key,
        seen=seen,
        write=write,
    )


def tarik_cetakan(
    desa: Wilayah, cetakan_id: int, *, by: Actor, at: date, key: str, reason: str, seen: int
) -> Answer:
    """Withdraw a wrong file. It stays, with its reason (any NIK masked), and stops counting.

    Raises GateError.
    """
    reason = mask_nik(reason)

    def write(act: Act) -> None:
        act.doc.alasan = reason
        act.touched.append("alasan")
        act.data["reason"] = hashlib.sha256(reason.encode()).hexdigest()
        if act.doc.state in PUBLISHED:
            _publish_facts(act, act.doc.year, without=act.doc)

    return gate.step(
        desa, CETAKAN, "tarik", cetakan_id, model=Cetakan, by=by, recorded_by=by, at=at, key=key, seen=seen,
        reason=reason, write=write,
    )  # fmt: skip


# -- the room's part of each write ----------------------------------------------------------------


def _office_of(act: Act) -> str:
    held = act.decider
    assert held is not None  # noqa: S101
    where = "" if held.place == act.desa.pk else f" {_place_name(held.place)}"
    return f"{office_words(held.office)}{where}"


def _place_name(place: int) -> str:
    return Wilayah.objects.values_list("name", flat=True).get(pk=place)


def _files(act: Act, received: Received) -> Berkas:
    uploader = act.decider.person if act.decider else ""
    original, _ = Berkas.objects.get_or_create(
        desa=act.desa, sha256=received.sha256, name=received.name[:200],
        defaults={
            "size": received.size, "media_type": received.media_type, "stored": received.data is not None,
            "uploader": uploader, "received_at": act.now,
        },
    )  # fmt: skip
    act.brought.append(original)
    if received.masked is not None:
        masked, _ = Berkas.objects.get_or_create(
            desa=act.desa, sha256=hashlib.sha256(received.masked).hexdigest(),
            name=f"tersamar-{received.sha256[:12]}.xlsx",
            defaults={
                "size": len(received.masked), "masked_of": original, "uploader": uploader, "received_at": act.now,
                "media_type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            },
        )  # fmt: skip
        act.brought.append(masked)
    return original


def _rows(act: Act, printed: Print) -> None:
    desa, cetakan = act.desa, act.doc
    Baris.objects.bulk_create(
        Baris(
            desa=desa, cetakan=cetakan, urutan=x.urutan, bagian=x.bagian, kode_kegiatan=x.kode_kegiatan,
            kode_rekening=x.kode_rekening, uraian=x.uraian, sumber=",".join(x.sumber), anggaran=x.anggaran,
            semula=x.semula, volume=x.volume[:60], satuan=x.satuan[:60], letak=place_dict(x.place),
        )
        for x in printed.lines
    )  # fmt: skip
    Jumlah.objects.bulk_create(
        Jumlah(
            desa=desa, cetakan=cetakan, urutan=n, kunci=s.key, uraian=s.uraian, anggaran=s.anggaran, semula=s.semula,
            letak=place_dict(s.place),
        )
        for n, s in enumerate(printed.stated, 1)
    )  # fmt: skip
    title = {k: v.isoformat() if hasattr(v, "isoformat") else v for k, v in asdict(printed.title).items()}
    Isi.objects.create(
        desa=desa, cetakan=cetakan, judul=title, nama=printed.names, baris_dibaca=printed.rows_read
    )


def _activities(act: Act) -> None:
    """Register each activity of the print as a Simpul; a known code of this year keeps the one that it has."""
    cetakan = act.doc
    if Kegiatan.objects.filter(desa=act.desa, cetakan=cetakan).exists():
        return  # published before: its activities stand already
    lines = lines_of(act.desa.pk, [cetakan.pk]).get(cetakan.pk, ())
    names = Isi.objects.values_list("nama", flat=True).get(desa=act.desa, cetakan=cetakan)
    amounts = sums.by([x for x in lines if x.bagian == BELANJA], lambda x: x.kode_kegiatan)
    earlier = (
        Kegiatan.objects.filter(desa=act.desa, cetakan__year=cetakan.year)
        .select_related("simpul")
        .order_by("pk")
    )
    known = {k.kode: k.simpul for k in earlier}
    fresh = [c for c in amounts if c not in known]
    made = act.new_simpuls(
        "kegiatan", cetakan.year, [(names.get(c, c), amounts[c]) for c in fresh], "dianggarkan", public=True
    )
    simpul_of = {**known, **dict(zip(fresh, made, strict=True))}
    for code, amount in amounts.items():
        simpul: Simpul = simpul_of[code]
        if code in known:
            if simpul.rupiah == amount:
                continue
            Simpul.objects.filter(desa=act.desa, pk=simpul.pk).update(rupiah=amount)
        act.effect(
            "kegiatan:anggarkan",
            simpul,
            "dianggarkan" if code in known else None,
            "dianggarkan",
            rupiah=amount,
        )
    Kegiatan.objects.bulk_create(
        Kegiatan(
            desa=act.desa, cetakan=cetakan, kode=c, uraian=names.get(c, c), anggaran=a, simpul=simpul_of[c]
        )
        for c, a in amounts.items()
    )


def _published(desa: Wilayah, year: int, version: str | None = None):  # type: ignore[no-untyped-def] # noqa: ANN202
    rows = Cetakan.objects.filter(desa=desa, kind=APBDES, year=year, state__in=PUBLISHED)
    return rows.filter(version=version) if version else rows


def _publish_facts(
    act: Act, year: int, *, with_version: Cetakan | None = None, without: Cetakan | None = None
) -> None:
    """Facts of the version that is in force after this act."""
    rows = {c.pk: c for c in _published(act.desa, year) if without is None or c.pk != without.pk}
    if with_version is not None:
        rows[with_version.pk] = with_version
    candidates = [versions.Candidate(c.pk, c.version, c.tanggal) for c in rows.values()]
    chosen = versions.in_force(candidates)
    facts = facts_of(lines_of(act.desa.pk, [chosen]).get(chosen, ())) if chosen is not None else {}
    source = rows[chosen].simpul.code if chosen is not None else ""
    publish(act.desa, year, APBDES, facts, source, act.now)
    if facts:
        put("kertas", act.desa, {"tahun": year})


def facts_of(lines: Sequence[Line]) -> dict[str, Decimal]:
    """The figures that may be read across villages."""
    totals = sums.totals(lines)
    facts: dict[str, Decimal] = {name: getattr(totals, name) for name in sums.Totals.__slots__}
    for bidang, amount in sums.by([x for x in lines if x.bagian == BELANJA], lambda x: x.bidang).items():
        facts[f"belanja.{bidang}"] = amount
    return facts
