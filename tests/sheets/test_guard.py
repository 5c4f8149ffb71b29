"""What a file is, by its content; what the limited child may do; what is told about a file."""

import io
import zipfile
from collections.abc import Callable

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink

from balai.adapters.sheets.apbdes import read_apbdes
from balai.adapters.sheets.apbdes.receive import Choice, receive
from balai.adapters.sheets.guard import SheetRefused, kind_of
from balai.adapters.sheets.readers import read_file
from balai.plain.findings import Level
from balai.plain.masks import MASK
from balai.rooms.penganggaran.apbdes.shape import Desa
from tests.sheets.rewritings import BERKAS, as_xls, book

DESA = Desa("33.99.99.2001", "Contoh Awanrahayu", "Contoh", "Kabupaten Contoh")
ROWS: list[list[object]] = [
    ["APB DESA TAHUN ANGGARAN 2025"],
    ["KODE", "URAIAN", "ANGGARAN", "SUMBER"],
    ["4.2.1.01", "Dana Desa", 1000, "DDS"],
]


@pytest.mark.parametrize(
    ("file", "kind"), [("penjabaran-siskeudes.xlsx", "xlsx"), ("penjabaran-siskeudes.xls", "xls"), ("penjabaran-siskeudes.pdf", "pdf"), ("massal.desa.csv", "csv")]
)  # fmt: skip
def test_kind_by_content(file: str, kind: str) -> None:
    assert kind_of((BERKAS / file).read_bytes()) == kind


@pytest.mark.parametrize("name", ["a.xls", "a.pdf", "a.csv", "tanpa-akhiran"])
def test_the_name_is_not_believed(name: str) -> None:
    assert read_file(book(("APB", ROWS)), name).kind == "xlsx"
    assert read_file(as_xls(ROWS), name).kind == "xls"


@pytest.mark.parametrize("start", [b"<html>", b"\n <!DOCTYPE html>", b'<?xml version="1.0"?>', b"<TABLE>"])
def test_a_web_page_named_xls_is_told_what_to_do(start: bytes) -> None:
    with pytest.raises(SheetRefused) as refused:
        kind_of(start + b"<tr><td>KODE</td><td>URAIAN</td></tr></table>")
    assert refused.value.code == "bukan_tabel"
    assert "simpan sebagai" in refused.value.message


def test_true_row_numbers_and_hidden_sheets() -> None:
    made = Workbook()
    made.active.title = "APB"
    for number, row in enumerate(ROWS):
        for column, value in enumerate(row):
            made.active.cell(5 + 3 * number, 3 + column, value)
    made.create_sheet("Rahasia").append(["4.2.3.01", "ADD", 5, "ADD"])
    made["Rahasia"].sheet_state = "hidden"
    out = io.BytesIO()
    made.save(out)
    file = read_file(out.getvalue(), "a.xlsx")
    assert [g.sheet for g in file.grids] == ["APB"]
    place = read_apbdes(file).lines[0].place
    assert (place.sheet, place.row) == ("APB", 11)


def test_macros_are_noted_and_not_run() -> None:
    plain = book(("APB", ROWS))
    out = io.BytesIO(plain)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"Attribute VB_Name")
    found = [f.code for f in read_apbdes(read_file(out.getvalue(), "a.xlsm")).findings]
    assert found == ["makro"]
    assert [f.code for f in read_apbdes(read_file(plain, "a.xlsx")).findings] == []


def _formula(sheet: object) -> None:
    sheet["C3"] = "=500+500"  # type: ignore[index]


def _error(sheet: object) -> None:
    sheet["C3"] = "#REF!"  # type: ignore[index]
    sheet["C3"].data_type = "e"  # type: ignore[index]


@pytest.mark.parametrize("spoil", [_formula, _error])
def test_a_cell_without_a_result_is_named_whatever_the_order_of_sheets(
    spoil: Callable[[object], None],
) -> None:
    made = Workbook()
    made.active.title = "Catatan"
    made.active["C3"] = 1
    sheet = made.create_sheet("APB")
    for row in [*ROWS, ["4.2.3.01", "ADD", 500, "ADD"]]:
        sheet.append(row)
    spoil(sheet)
    made.move_sheet("APB", -1)  # now the first sheet, but the second file in the archive
    out = io.BytesIO()
    made.save(out)
    questions = [
        f for f in read_apbdes(read_file(out.getvalue(), "a.xlsx")).findings if f.level is Level.QUESTION
    ]
    assert [(f.code, f.place.sheet, f.place.row, f.place.column) for f in questions] == [
        ("rumus_tanpa_nilai", "APB", 3, "C")
    ]


def test_a_number_of_sixteen_digits_is_masked_in_cells_and_sheet_names() -> None:
    file = read_file(book(("3399990101000001", [*ROWS, ["", 3399990101000001.0, "", ""]])), "a.xlsx")
    assert file.masked == 2
    assert "3399990101000001" not in repr(file)
    assert file.grids[0].sheet == MASK


@pytest.mark.parametrize(
    "code", ["33.99.99.2001.02.06.03", "04.2002.01.01.01.5.1.1.02.", "33.99.04.2002.01.01.01.5.1.1.02"]
)
def test_long_budget_codes_are_no_nik(code: str) -> None:
    assert read_file(book(("APB", [*ROWS, [code]])), "a.xlsx").masked == 0


@pytest.mark.parametrize(
    "number", ["3399990101000001", "33.99.99.0101.00.00.01", "3399 9901 0100 0001", "33.99.99.410190.0001"]
)
def test_a_nik_in_any_spelling_is(number: str) -> None:
    assert read_file(book(("APB", [*ROWS, [number]])), "a.xlsx").masked == 1


def test_too_many_cells() -> None:
    made = Workbook()
    made.active["A1"] = "KODE"
    made.active["XFD1000000"] = "jauh"
    out = io.BytesIO()
    made.save(out)
    with pytest.raises(SheetRefused) as refused:
        read_file(out.getvalue(), "a.xlsx")
    assert refused.value.code == "terlalu_luas"


def test_the_child_writes_no_file_and_knows_no_secret(tmp_path, monkeypatch) -> None:
    """The limits hold in the child itself: asked in a child that tries."""
    import subprocess
    import sys

    from balai.adapters.sheets import child, readers

    monkeypatch.setenv("DATABASE_URL", "postgres://rahasia")
    seen = {}
    real = subprocess.run

    def spy(command, **options):
        seen.update(options["env"])
        return real(command, **options)

    monkeypatch.setattr(readers.subprocess, "run", spy)
    read_file(book(("APB", ROWS)), "a.xlsx")
    assert set(seen) <= {"PATH", "SYSTEMROOT", "LANG"}
    if sys.platform != "linux":
        return
    script = f"from balai.adapters.sheets.child import limit; limit('xlsx'); open({str(tmp_path / 'x')!r}, 'wb', 0).write(b'x')"
    assert real([sys.executable, "-c", script], capture_output=True, check=False).returncode != 0
    script = "from balai.adapters.sheets.child import limit; limit('xlsx'); bytearray(900_000_000)"
    assert b"MemoryError" in real([sys.executable, "-c", script], capture_output=True, check=False).stderr
    assert child.MEGABYTE == 1024 * 1024


NIK = "3304010101900001"


def _hide(where: str) -> bytes:
    made = Workbook()
    sheet = made.active
    for row in ROWS:
        sheet.append(row)
    if where == "hidden sheet":
        made.create_sheet("Rahasia").append([int(NIK), "Sari"])
        made["Rahasia"].sheet_state = "hidden"
    elif where == "comment":
        sheet["B3"].comment = Comment(f"NIK {NIK}", "operator")
    elif where == "author of a comment":
        sheet["B3"].comment = Comment("periksa", NIK)
    elif where == "author":
        made.properties.creator = f"Sari {NIK}"
    elif where == "page header":
        sheet.oddHeader.center.text = f"Penyusun {NIK}"
    elif where == "negative number":
        sheet["AA3"] = -int(NIK)
    elif where == "prompt":
        rule = DataValidation(type="whole", prompt=f"NIK {NIK}")
        rule.add("B3")
        sheet.add_data_validation(rule)
    elif where == "tooltip":
        sheet["B3"].hyperlink = Hyperlink("B3", location="A1", tooltip=f"NIK {NIK}")
    elif where == "formula":
        sheet["AB3"] = f'=IF(1=1,"{NIK}","")'
    elif where == "decimals only":
        sheet["AA3"] = 0.1234567890123456
        sheet["AB3"] = "=10000000+20000000"
    out = io.BytesIO()
    made.save(out)
    with zipfile.ZipFile(out, "a") as book:
        if where == "comment of the archive":
            book.comment = f"Sari {NIK}".encode()
        if where == "name of a member":
            book.writestr(f"xl/media/{NIK}.png", b"x")
        if where == "settings of a printer":
            book.writestr("xl/printerSettings/p.bin", f"Sari {NIK}".encode("utf-16-le"))
        if where == "two runs":
            halves = f"<si><r><t>{NIK[:8]}</t></r><r><t>{NIK[8:]}</t></r></si>"
            book.writestr("xl/lain.xml", f"<sst>{halves}</sst>")
    return out.getvalue()


@pytest.mark.parametrize(
    "where",
    [
        "hidden sheet",
        "comment",
        "author of a comment",
        "author",
        "page header",
        "negative number",
        "prompt",
        "tooltip",
        "formula",
        "comment of the archive",
        "name of a member",
        "settings of a printer",
        "two runs",
    ],
)
def test_a_nik_where_no_reader_looks_keeps_the_original_from_being_offered(where: str) -> None:
    data = _hide(where)
    received = receive(data, f"KTP {NIK}.xlsx", DESA, Choice(tahun=2025))
    assert received.data is None
    assert received.masked is not None
    with zipfile.ZipFile(io.BytesIO(received.masked)) as copy:
        assert not any(NIK.encode() in copy.read(name) for name in copy.namelist())
    assert NIK not in received.name
    assert "nik_disamarkan" in {f.code for f in received.findings}


def test_an_old_workbook_hides_nothing_either() -> None:
    assert read_file(as_xls([*ROWS, ["", "", -float(NIK)]]), "a.xls").masked


@pytest.mark.parametrize("where", ["nowhere", "decimals only"])
def test_an_honest_workbook_is_offered_as_it_came(where: str) -> None:
    assert receive(_hide(where), "a.xlsx", DESA, Choice(tahun=2025)).data is not None


def test_no_sample_is_taken_for_a_list_of_persons() -> None:
    for path in sorted(BERKAS.glob("*.*")):
        if path.suffix in {".xlsx", ".xls", ".ods", ".pdf"}:
            assert read_file(path.read_bytes(), path.name).masked == 0, path.name
