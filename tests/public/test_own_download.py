"""What the public page offers can be dropped into the importer again: the same lines, names and totals come back."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from django.test import Client

from balai.adapters.opendata.apbdes import to_csv, to_xlsx
from balai.adapters.sheets.apbdes.receive import Choice, as_budget, receive
from balai.adapters.sheets.guard import SheetRefused
from balai.plain.findings import NOWHERE, Level
from balai.rooms.penganggaran.apbdes.shape import Budget, Line
from balai.rooms.penganggaran.apbdes.sums import totals
from tests.public import years
from tests.public.years import ALAMAT

Open = Callable[..., Client]


def bare(lines: tuple[Line, ...]) -> list[Line]:
    """Lines without their places in the file."""
    return [replace(x, place=NOWHERE) for x in lines]


def again(data: bytes, name: str, before: Budget) -> Budget:
    received = receive(data, name, before.desa, Choice())
    asked = [f for f in received.findings if f.level in {Level.QUESTION, Level.REFUSAL}]
    assert asked == []
    assert "unduhan_balai" in {f.code for f in received.findings}
    assert received.data is not None, "nothing in it was taken for a NIK"
    return as_budget(received.printed, received.title, before.desa, name)


@pytest.mark.parametrize("name", ["apbdes.csv", "apbdes.xlsx"])
@pytest.mark.parametrize("year", [years.first_year(), years.changed_year()], ids=["awal", "perubahan"])
def test_a_download_dropped_again_gives_the_same_budget(show: Open, name: str, year) -> None:
    data = show(year).get(f"{ALAMAT}unduh/{name}").content
    before = year.berlaku
    after = again(data, name, before)
    assert (after.tahun, after.versi) == (before.tahun, before.versi)
    assert totals(after.lines) == totals(before.lines)
    assert to_csv(after) == show(year).get(f"{ALAMAT}unduh/apbdes.csv").content


@pytest.mark.parametrize("write", [to_csv, to_xlsx])
def test_odd_names_and_sen_come_back(write: Callable[[Budget], bytes]) -> None:
    before = years.first_year().berlaku
    odd = [
        "=1+1",
        "-honor",
        "@guru",
        "'kutip",
        'Jumlah lain; "dua", tiga',
        "Keterangan",
        "33O4",
        "2025",
        "10.500.000",
    ]
    lines = list(before.lines)
    for n, name in enumerate(odd, 40):
        lines[n] = replace(
            lines[n], uraian=name, anggaran=Decimal(f"{n}802075.{n}"), satuan="m2", volume="1,5"
        )
    lines[60] = replace(lines[60], sumber=("ADD", "PBH"))
    made = replace(before, lines=tuple(lines))
    assert bare(again(write(made), "a", made).lines) == bare(made.lines)


def test_two_downloads_in_one_file_are_refused_by_column() -> None:
    first, second = years.first_year().berlaku, replace(years.first_year().berlaku, tahun=2024)
    data = to_csv(first) + to_csv(second).split(b"\r\n", 1)[1]
    with pytest.raises(SheetRefused, match="kolom tahun memuat “2025” dan “2024”"):
        receive(data, "a.csv", first.desa, Choice())


def test_json_is_named_and_the_right_download_told(show: Open) -> None:
    data = show(years.first_year()).get(f"{ALAMAT}unduh/apbdes.json").content
    with pytest.raises(SheetRefused, match=r"unduhan JSON dari Balai.*XLSX atau CSV"):
        receive(data, "apbdes.json", years.first_year().desa, Choice())
