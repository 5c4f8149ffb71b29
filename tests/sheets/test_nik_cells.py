"""A NIK over neighbouring cells is masked, and nothing that a budget holds in neighbouring cells is."""

import io
import random
import zipfile

import pytest
from openpyxl import load_workbook

from balai.adapters.sheets.apbdes.receive import Choice, receive
from balai.adapters.sheets.grid import FileRead, Row
from balai.adapters.sheets.nik_cells import split_niks
from balai.adapters.sheets.readers import read_file
from balai.plain.masks import MASK
from balai.rooms.penganggaran.apbdes.shape import Desa
from tests.sheets.rewritings import Rows, book, sample_rows

NIK = "3304126708900001"  # a woman born on 27 August 1990
DESA = Desa("33.99.99.2001", "Contoh Awanrahayu", "Contoh", "Kabupaten Contoh")


def found(*rows: list[object]) -> list[tuple[int, list[int]]]:
    """Row and columns of each NIK."""
    made = [Row(tuple(r), n) for n, r in enumerate(rows, 1)]
    return [(index, sorted(columns)) for index, columns in split_niks(made)]


@pytest.mark.parametrize(
    ("cells", "columns"),
    [
        (["Siti", "330412", "6708900001"], [1, 2]),
        (["Siti", 330412.0, 6708900001.0, 300000], [1, 2]),
        (["Siti", "3304 1267", "0890 0001"], [1, 2]),
        (["Siti", "3304", 1267, "", "0890", "0001"], [1, 2, 4, 5]),
        (["33.04.12", "670890", "0001"], [0, 1, 2]),
        (["Siti", *NIK], list(range(1, 17))),
        ([int(c) for c in NIK], list(range(16))),
        (["33", "04", "12", "67", "08", "90", "00", "01", "Siti"], list(range(8))),
        (["33O412", "67O890OO01"], [0, 1]),
        (["NIK: 330412", 6708900001], [0, 1]),
        (["5.2.1.06", "Honor kader Siti", "33041267", "08900001"], [2, 3]),  # no amount begins with zero
        (["３３０４１２", "６７０８９００００１"], [0, 1]),
    ],
)
def test_the_cells_of_a_nik(cells: list[object], columns: list[int]) -> None:
    assert found(cells) == [(0, columns)]


@pytest.mark.parametrize(
    "rows",
    [
        [["5.1.1.01", "Belanja Pegawai", 33041267, 10900001]],
        [["5.1.1.01", "Belanja Pegawai", "33041267", "10900001"]],
        [["2", "02", "05", "5", "2", "33041267", "10900001"]],
        [["URAIAN", "SEMULA", "MENJADI"], ["Jumlah belanja", 33041267, 10900001]],
        [["URAIAN", "VOLUME", "HARGA SATUAN", "JUMLAH"], ["Semen", 33, 412670, 10900010]],
        [["33", "04", "12", "2001", "02", "05", "01", "Jalan desa"]],  # village and activity
        [["33.04.12.2001", "2025", "01"]],
        [["Siti", "33.041.267", "10.900.001"]],
        [[*range(1, 17)]],  # the numbers of columns
        [[1] * 16],  # ticks
        [[12] * 8],  # months
        [["19850817", "199003", "10", "05"]],  # a civil servant's number
        [["Siti", "0812", "34567890", "1234"]],
        [["a", 33041267, 10900001], ["b", 10500000, 12000000], ["c", 10500000, 12000000]],
    ],
)
def test_what_a_budget_holds_in_neighbouring_cells(rows: list[list[object]]) -> None:
    assert found(*rows) == []


def test_no_pair_of_amounts_in_a_budget_s_line_is_a_nik() -> None:
    """Of pairs of eight digits one in fifty has a NIK's shape; none in a line, or below amounts' headers, is one."""
    dice = random.Random(20250101)
    pairs = [[dice.randrange(10**7, 10**8) for _ in "ab"] for _ in range(20_000)]
    shaped = [p for p in pairs if found(["Siti", *p])]
    assert len(shaped) > 300  # the test would see it
    lines: Rows = [["5.1.1.01", "Belanja Pegawai", *p] for p in shaped]
    totals: Rows = [["", "Jumlah", *p] for p in shaped]
    for one in lines:
        assert found(one) == []
        assert found([*one[:2], *map(str, one[2:])]) == []
    assert found(["KODE", "URAIAN", "SEMULA", "MENJADI"], *lines, *totals) == []


@pytest.mark.parametrize("halves", [("330412", "6708900001"), (33041267, 10900001), (3304126708, 900001)])
def test_in_any_two_free_cells_of_a_budget_s_line(halves: tuple[object, object]) -> None:
    """Volume and unit, amount and source, beside the table: only where both stand as amounts they are left."""
    rows = sample_rows("penjabaran-siskeudes.xlsx")
    at = next(n for n, r in enumerate(rows) if any(str(c).startswith("5.1.1.0") for c in r))
    width = max(map(len, rows)) + 4
    whole = [r + [""] * (width - len(r)) for r in rows]
    free = [c for c in range(width - 1) if whole[at][c] == whole[at][c + 1] == ""]
    assert len(free) > 3
    for column in free:
        line = [*whole[at][:column], *halves, *whole[at][column + 2 :]]
        assert found(*whole[:at], line, *whole[at + 1 :]) == [(at, [column, column + 1])]


@pytest.mark.parametrize("name", ["penjabaran-siskeudes.xlsx", "apb-perubahan.xlsx"])
def test_beside_and_below_a_budget(name: str) -> None:
    """Persons in a line's empty cells and below the table are masked; every other cell stays as it was."""
    rows = sample_rows(name)
    width = max(map(len, rows))
    at = next(n for n, r in enumerate(rows) if any(str(c).startswith("5.1.1.0") for c in r))
    whole = [r + [""] * (width - len(r)) for r in rows]
    whole[at] = [*whole[at], "", 330412, 6708900001]
    whole += [[], ["Siti", "330412", "6708900001"], ["Budi", "3304 1267", "0890 0001"]]
    before, after = read_file(book(("APB", rows)), "a.xlsx"), read_file(book(("APB", whole)), "a.xlsx")
    assert (before.masked, after.masked) == (0, 3)
    assert [c for r in after.grids[0].rows for c in r.cells if c == MASK] == [MASK] * 6
    assert _cells(before) == _cells(after)[: len(_cells(before))]


def _cells(file: FileRead) -> list[list[object]]:
    """All filled cells of a file but the masked ones."""
    return [filled for r in file.grids[0].rows if (filled := [c for c in r.cells if c not in ("", MASK)])]


@pytest.mark.parametrize("hidden", [False, True])
def test_the_original_is_not_offered(hidden: bool) -> None:
    data = book(
        ("APB", sample_rows("penjabaran-siskeudes.xlsx")), ("Penerima", [["Siti", "330412", "6708900001"]])
    )
    made = load_workbook(io.BytesIO(data))
    made["Penerima"].sheet_state = "hidden" if hidden else "visible"
    out = io.BytesIO()
    made.save(out)
    received = receive(out.getvalue(), "a.xlsx", DESA, Choice(tahun=2025))
    assert received.data is None
    assert received.masked is not None
    with zipfile.ZipFile(io.BytesIO(received.masked)) as copy:
        assert not any(b"6708900001" in copy.read(n) for n in copy.namelist())
    assert "nik_disamarkan" in {f.code for f in received.findings}
