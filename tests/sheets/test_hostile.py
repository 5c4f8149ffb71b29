"""Files that must not be taken: each is refused in one sentence that says what to do, quickly, and never crashes."""

import io
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from balai.adapters.sheets.apbdes import read_apbdes
from balai.adapters.sheets.guard import SheetRefused
from balai.adapters.sheets.readers import read_file
from balai.plain.findings import Level
from balai.plain.masks import MASK
from tests.sheets.rewritings import book, header_row, sample_rows

BERKAS = Path(__file__).resolve().parents[1] / "berkas"
XLSX = (BERKAS / "penjabaran-siskeudes.xlsx").read_bytes()
PDF = (BERKAS / "penjabaran-siskeudes.pdf").read_bytes()


def zipped(entries: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in entries.items():
            z.writestr(name, data)
    return out.getvalue()


def bomb() -> bytes:
    return zipped({"xl/workbook.xml": b"<x/>", "xl/worksheets/sheet1.xml": b"0" * 70_000_000})


def entities() -> bytes:
    text = (
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "lol">'
        + "".join(
            f'<!ENTITY a{n} "{"&a" + str(n - 1) * bool(n - 1)};{"&a" + str(n - 1) * bool(n - 1)};">'
            for n in range(1, 30)
        )
        + "]><workbook>&a29;</workbook>"
    )
    return zipped(
        {
            "[Content_Types].xml": b"<Types/>",
            "xl/workbook.xml": text.encode(),
            "xl/worksheets/sheet1.xml": text.encode(),
        }
    )


def pdf_picture() -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.rect(50, 50, 200, 200, fill=1)
    canvas.save()
    return out.getvalue()


def pdf_locked() -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption("rahasia", canPrint=0))
    canvas.drawString(50, 700, "PENJABARAN APB DESA")
    canvas.save()
    return out.getvalue()


def letter() -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(50, 700, "Surat pengantar: terlampir anggaran sebesar Rp 1.885.182.000,00")
    canvas.save()
    return out.getvalue()


def headers_only() -> bytes:
    rows = sample_rows("penjabaran-siskeudes.xlsx")
    return book(("APB", rows[: header_row(rows) + 3]))


REFUSED: list[tuple[str, Callable[[], bytes], str, set[str]]] = [
    ("empty", lambda: b"", "a.xlsx", {"kosong"}),
    ("only NULs", lambda: b"\x00" * 5000, "a.csv", {"kosong"}),
    ("over 20 MB", lambda: b"PK\x03\x04" + b"x" * 21_000_000, "a.xlsx", {"terlalu_besar"}),
    ("zip bomb", bomb, "a.xlsx", {"bom"}),
    ("entity bomb", entities, "a.xlsx", {"rusak", "bukan_tabel", "bukan_apb", "waktu_habis"}),
    ("truncated xlsx", lambda: XLSX[: len(XLSX) * 6 // 10], "a.xlsx", {"rusak"}),
    ("truncated xls", lambda: (BERKAS / "penjabaran-siskeudes.xls").read_bytes()[:30_000], "a.xls", {"rusak", "bukan_tabel", "tanpa_baris", "bukan_apb"}),
    ("truncated pdf", lambda: PDF[:9_000], "a.pdf", {"rusak", "gambar", "bukan_apb"}),
    ("picture-only pdf", pdf_picture, "a.pdf", {"gambar"}),
    ("pdf with a password", pdf_locked, "a.pdf", {"sandi"}),
    ("xlsx with a password", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 4000, "a.xlsx", {"sandi"}),
    ("a letter", letter, "a.pdf", {"bukan_apb"}),
    ("only headers", headers_only, "a.xlsx", {"bukan_apb", "tanpa_baris"}),
    ("a picture", lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "a.xlsx", {"bukan_tabel"}),
    ("html named xls", lambda: b"<html><table><tr><td>KODE</td></tr></table></html>", "a.xls", {"bukan_tabel", "bukan_apb"}),
    ("a zip of files", lambda: zipped({"surat.txt": b"halo"}), "a.xlsx", {"bukan_tabel"}),
    ("random bytes", lambda: bytes((i * 7919) % 256 for i in range(5000)), "a.xls", {"bukan_tabel"}),
]  # fmt: skip


@pytest.mark.parametrize(("what", "make", "name", "codes"), REFUSED, ids=[r[0] for r in REFUSED])
def test_refused_with_one_sentence(what: str, make: Callable[[], bytes], name: str, codes: set[str]) -> None:
    data = make()
    start = time.monotonic()
    with pytest.raises(SheetRefused) as told:
        read_apbdes(read_file(data, name))
    assert told.value.code in codes, told.value.code
    assert told.value.message[0].isupper()
    assert told.value.message.endswith(".")
    assert time.monotonic() - start < 10, "a guard against hanging; speed is measured by bench"


@pytest.mark.skipif(sys.platform != "linux", reason="ru_maxrss counts differently elsewhere")
@pytest.mark.parametrize("name", ["bom.xlsx", "penjabaran-siskeudes.pdf", "penjabaran-siskeudes.xlsx"])
def test_the_child_stays_small(name: str, tmp_path: Path) -> None:
    """Peak memory of the reading child: below 200 MB for refusals and samples alike."""
    file = tmp_path / name
    file.write_bytes(bomb() if name == "bom.xlsx" else (BERKAS / name).read_bytes())
    script = (
        "import resource, sys\n"
        "from balai.adapters.sheets.guard import SheetRefused\n"
        "from balai.adapters.sheets.readers import read_file\n"
        "try:\n    read_file(open(sys.argv[1], 'rb').read(), 'x')\nexcept SheetRefused:\n    pass\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(file)], capture_output=True, text=True, check=True
    )
    assert int(done.stdout) < 200_000


def changed(
    edit: Callable[[list[list[object]], int], None], name: str = "penjabaran-siskeudes.xlsx"
) -> bytes:
    rows = sample_rows(name)
    edit(rows, header_row(rows))
    return book(("APB", rows))


def find(rows: list[list[object]], kegiatan: str, rekening: str) -> list[object]:
    return next(r for r in rows if r[1] == kegiatan and str(r[2]).strip(".") == rekening)


def asked(data: bytes) -> list[tuple[str, str]]:
    printed = read_apbdes(read_file(data, "a.xlsx"))
    return [(f.code, f.message) for f in printed.findings if f.level is Level.QUESTION]


def test_a_total_off_by_one_rupiah_is_one_question_naming_the_place() -> None:
    def edit(rows, _top):
        next(r for r in rows if r[1] == "02.06.03" and not r[2])[8] = 13_750_001

    found = asked(changed(edit))
    assert [c for c, _m in found] == ["jumlah_beda"]
    assert "baris" in found[0][1]
    assert "selisih Rp1" in found[0][1]


def test_a_line_off_by_one_rupiah_is_one_question_and_not_five() -> None:
    def edit(rows, _top):
        find(rows, "02.06.03", "5.2.5.05")[8] = 4_050_001

    found = asked(changed(edit))
    assert len(found) == 1, found


@pytest.mark.parametrize(
    ("code", "wanted"), [("02.99.01", "kode_tak_dikenal"), ("09.01.01", "kode_tak_terbaca")]
)
def test_unknown_codes_are_asked_about(code: str, wanted: str) -> None:
    def edit(rows, _top):
        for row in rows:
            if row[1] == "02.06.03":
                row[1] = code

    found = asked(changed(edit))
    assert wanted in {c for c, _m in found}
    assert len(found) <= 4, found


def test_two_sources_stay_one_line_with_a_finding() -> None:
    def edit(rows, _top):
        find(rows, "02.06.03", "5.2.5.05")[10] = "DDS/ADD"

    printed = read_apbdes(read_file(changed(edit), "a.xlsx"))
    line = next(x for x in printed.lines if x.kode_kegiatan == "02.06.03" and x.kode_rekening == "5.2.5.05")
    assert line.sumber == ("DDS", "ADD")
    assert [(f.code, f.level) for f in printed.findings if f.level is not Level.INFO] == [
        ("dua_sumber", Level.FINDING)
    ]


def test_local_codes_need_no_question() -> None:
    def edit(rows, _top):
        for row in rows:
            if row[1] == "02.06.03":
                row[1] = "02.06.92"

    assert asked(changed(edit)) == []


@pytest.mark.parametrize("amount", ["450,000", "1e6", "４５０", "4.05.000"])
def test_an_amount_that_could_mean_two_things_is_asked_about(amount: str) -> None:
    def edit(rows, _top):
        find(rows, "02.06.03", "5.2.5.05")[8] = amount

    found = asked(changed(edit))
    assert found[0][0] == "jumlah_tak_terbaca"
    assert "Tulis seperti ini" in found[0][1]


def test_a_formula_without_value_is_never_zero() -> None:
    made = Workbook()
    sheet = made.active
    for row in sample_rows("penjabaran-siskeudes.xlsx"):
        sheet.append([c if c != "" else None for c in row])
    target = next(
        r
        for r in sheet.iter_rows()
        if r[1].value == "02.06.03" and str(r[2].value or "").startswith("5.2.5.05")
    )
    target[8].value = "=SUM(1,2)"
    out = io.BytesIO()
    made.save(out)
    found = asked(out.getvalue())
    assert "rumus_tanpa_nilai" in {c for c, _m in found}


def test_sixteen_digits_are_masked_on_the_way_in() -> None:
    nik = "3399990101000001"

    def edit(rows, top):
        rows[top - 2][1] = f"Penyusun: NIK {nik[:4]} {nik[4:8]} {nik[8:12]} {nik[12:]}"
        find(rows, "02.06.03", "5.2.5.05")[3] = f"Internet a.n. {nik}"
        rows.append(["", nik, "", "", "", "", "", "", "", "", ""])

    file = read_file(changed(edit), "a.xlsx")
    assert file.masked >= 3
    text = repr(file)
    assert nik not in text
    assert MASK in text
    printed = read_apbdes(file)
    assert len(printed.lines) == 294
    assert "nik_disamarkan" in {f.code for f in printed.findings}


def test_float_noise_is_no_question() -> None:
    def edit(rows, _top):
        find(rows, "02.06.03", "5.2.5.05")[8] = 4_050_000.0000000005

    assert asked(changed(edit)) == []
