"""A print's life by the acts themselves: received, published, superseded, confirmed, withdrawn; never by the wrong hands."""

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client

from balai.adapters.sheets.apbdes.receive import Choice, receive
from balai.ground.files import store
from balai.ground.procedure.errors import Conflict, Missing, NotAllowed, Refused
from balai.ground.published.models import Fakta, Terbitan
from balai.ground.utas.models import Simpul, Tautan
from balai.ground.wilayah.scope import within
from balai.plain import clock
from balai.plain.masks import MASK
from balai.rooms.penganggaran.apbdes import acts, reads, sums
from tests.penganggaran.office import DAY, Office, one_more
from tests.sheets.rewritings import book, sample_rows

BERKAS = Path(__file__).resolve().parents[1] / "berkas"


def test_received_is_not_published_and_published_is_exactly_the_print(office) -> None:
    row = office.receive()
    assert office.year() is None
    assert not Fakta.objects.exists()
    office.publish(row)
    year = office.year()
    assert sums.totals(year.berlaku.lines).belanja == Decimal("1917392621")
    assert Fakta.objects.get(key="apbdes.belanja").amount == Decimal("1917392621")
    assert Fakta.objects.get(key="apbdes.belanja.02").amount == Decimal("803763500")
    assert Terbitan.objects.get().revision == 1
    with within(office.desa.pk):
        assert Simpul.objects.filter(kind="kegiatan").count() == 91
    digest = hashlib.sha256((BERKAS / "penjabaran-siskeudes.xlsx").read_bytes()).hexdigest()
    assert store.read("33.99.99.2001", digest) == (BERKAS / "penjabaran-siskeudes.xlsx").read_bytes()


def test_a_changed_budget_keeps_the_simpul_of_each_activity(office) -> None:
    office.publish(office.receive())
    with within(office.desa.pk):
        before = dict(Simpul.objects.filter(kind="kegiatan").values_list("title", "code"))
    office.publish(office.receive("apb-perubahan.xlsx"))
    with within(office.desa.pk):
        after = dict(Simpul.objects.filter(kind="kegiatan").values_list("title", "code"))
    assert before.items() <= after.items()
    assert len(after) - len(before) == 2, "02.03.15 and 04.05.90 are new"
    assert office.year().berlaku.versi == "perubahan"


def test_a_newer_print_supersedes_when_published_not_when_received(office) -> None:
    first = office.receive()
    office.publish(first)
    second = office.receive(data=one_more(), as_is=True)
    assert sums.totals(office.year().berlaku.lines).belanja == Decimal("1917392621")
    office.publish(second)
    states = {r.id: r.state for r in reads.office_list(office.desa.pk)}
    assert states == {first: "digantikan", second: "diterbitkan"}
    assert sums.totals(office.year().berlaku.lines).belanja == Decimal("1917392622")
    with within(office.desa.pk):
        assert [(t.up.code, t.down.code) for t in Tautan.objects.select_related("up", "down")] == [
            ("cetakan-2025-1", "cetakan-2025-2")
        ]
    office.publish(first, by="operator")
    assert sums.totals(office.year().berlaku.lines).belanja == Decimal("1917392621"), "undo is a new publish"


def test_a_withdrawn_print_stays_with_its_reason_and_stops_counting(office) -> None:
    row = office.receive()
    office.publish(row)
    with pytest.raises(Refused, match="alasan"):
        office.withdraw(row, "  ")
    office.withdraw(row, "berkas desa lain 3201010101900001")
    assert office.year() is None
    assert not Fakta.objects.exists()
    listed = reads.office_list(office.desa.pk)[0]
    assert (listed.state, listed.alasan) == ("ditarik", "berkas desa lain [16 angka disamarkan]")
    with pytest.raises(Conflict):
        office.publish(row, by="operator")


def test_what_stood_in_public_once_is_told_also_when_nothing_is_in_force(office, settings) -> None:
    """With number, day and reason; what was never published stays in the office; the file is still offered."""
    first = office.receive()
    office.receive(data=one_more(), name="lain.xlsx")  # received only
    office.publish(first)
    assert [v.state for v in reads.once_published(office.where)[2025]] == ["diterbitkan"]
    sekdes, day = office.cast["sekdes"], date(2025, 10, 2)
    with clock.pinned(datetime(2025, 10, 2, 5, tzinfo=UTC)):
        acts.tarik_cetakan(
            office.desa, first, by=sekdes, at=day, key="y", reason="salah berkas", seen=office.rev(first)
        )
    told = reads.once_published(office.where)
    assert list(told) == [2025]
    (gone,) = told[2025]
    assert (gone.nomor, gone.versi, gone.state, gone.sejak, gone.alasan) == (
        "2025-1", "awal", "ditarik", day, "salah berkas",
    )  # fmt: skip
    assert reads.file_of(office.where, gone.source.sha256) is not None
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": plain}}
    page = Client().get(f"/desa/{office.desa.code}/anggaran/2025/").content.decode()
    assert "2 Oktober 2025" in page
    front = Client().get("/").content.decode()
    assert "cetakannya ditarik" in front
    assert "belum ada cetakan" not in front


def test_a_draft_is_never_published(office) -> None:
    row = office.receive(versi="rancangan")
    with pytest.raises(Refused) as told:
        office.publish(row)
    assert told.value.code == "rancangan_tidak_terbit"


def test_others_neither_decide_nor_reach_it(office) -> None:
    row = office.receive()
    with pytest.raises(NotAllowed):
        office.publish(row, by="ketua_bpd")
    other = Office("33.04.08.2010")
    with pytest.raises(Missing):
        acts.terbitkan_cetakan(other.desa, row, by=other.cast["sekdes"], at=DAY, key="z", seen=1)
    with pytest.raises(NotAllowed):
        acts.terbitkan_cetakan(office.desa, row, by=other.cast["sekdes"], at=DAY, key="z2", seen=1)
    assert reads.office_print(other.desa.pk, row) is None


def test_a_file_with_sixteen_digits_is_kept_only_masked(office) -> None:
    nik = "3399990101000001"
    rows = sample_rows("penjabaran-siskeudes.xlsx")
    rows[2][1] = f"Disusun oleh {nik}"
    office.publish(office.receive("bernik.xlsx", data=book(("APB", rows))))
    version = office.year().versions[0]
    assert version.salinan_tersamar
    found = reads.file_of(office.where, version.source.sha256)
    assert found
    berkas, masked = found
    assert masked
    with pytest.raises(FileNotFoundError):
        store.read(office.desa.code, version.source.sha256)
    import io

    from openpyxl import load_workbook

    cells = [
        str(c)
        for row in load_workbook(io.BytesIO(store.read(office.desa.code, berkas.sha256))).active.iter_rows(
            values_only=True
        )
        for c in row
    ]
    assert not any(nik in c for c in cells)
    assert any(MASK in c for c in cells)


def test_sent_twice_is_received_once(office) -> None:
    received = receive(
        (BERKAS / "penjabaran-siskeudes.xlsx").read_bytes(),
        "a.xlsx",
        reads.desa_of(office.where),
        Choice(tahun=2025),
    )
    office.take(received)
    office.take(received)
    assert len(reads.office_list(office.desa.pk)) == 1
    with pytest.raises(Conflict, match="kunci"):
        acts.terima_cetakan(
            office.desa,
            replace(received, sha256="0" * 64),
            by=office.cast["sekdes"],
            at=DAY,
            key=f"t{received.sha256[:20]}sekdes",
        )
