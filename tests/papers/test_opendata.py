"""Open data forms of a budget: CSV, JSON, XLSX."""

import csv
import io
import json
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from balai.adapters.opendata.apbdes import to_csv, to_json, to_xlsx
from balai.plain.findings import Finding, Level
from tests.papers.budgets import BERKAS, changed_budget, first_budget, one_more, real

DOCUMENT = Path(__file__).parents[2] / "docs" / "open-data.md"
MENTIONED = {
    "anggaran",
    "kode_desa",
    "kegiatan",
    "keterangan",
}  # columns of CSV and XLSX that JSON nests or lacks
FIRST, CHANGED = first_budget(), changed_budget()
KONTROL = json.loads((BERKAS / "penjabaran-siskeudes.kontrol.json").read_text())
KONTROL_CHANGED = json.loads((BERKAS / "apb-perubahan.kontrol.json").read_text())
FORMULAS = ["=1+1", "+62", "-cmd", "@SUM(A1)", "\tx", "\rx", "\nx", '=HYPERLINK("http://x.invalid")']


def csv_rows(budget):
    return list(csv.DictReader(io.StringIO(to_csv(budget).decode("utf-8"), newline="")))


def sheet_rows(budget):
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(budget)))
    rows = list(book["Anggaran"].iter_rows(values_only=True))
    head = next(n for n, row in enumerate(rows) if row[0] == "kode_desa")
    return [dict(zip(rows[head], row, strict=True)) for row in rows[head + 1 :]]


def spending_in(budget):
    """Belanja as each form gives it."""
    column = "menjadi" if any(x.semula is not None for x in budget.lines) else "anggaran"
    forms = {
        "csv": csv_rows(budget),
        "json": json.loads(to_json(budget))["lines"],
        "xlsx": sheet_rows(budget),
    }
    return {
        form: sum(Decimal(str(r[column])) for r in rows if r["bagian"] == "belanja")
        for form, rows in forms.items()
    }


def test_all_forms_add_up_to_the_control_total():
    assert set(spending_in(FIRST).values()) == {Decimal(KONTROL["belanja"])}
    assert set(spending_in(CHANGED).values()) == {Decimal(KONTROL_CHANGED["belanja"][1])}


def test_one_rupiah_more_in_one_line_is_one_rupiah_in_every_form():
    before, after = spending_in(FIRST), spending_in(one_more(FIRST, 100))
    assert {form: after[form] - before[form] for form in before} == {"csv": 1, "json": 1, "xlsx": 1}


def test_csv_repeats_the_expected_rows_in_order():
    with (BERKAS / "penjabaran-siskeudes.baris.csv").open(encoding="utf-8") as file:
        expected = list(csv.DictReader(file))
    names = ("bagian", "kode_kegiatan", "kode_rekening", "uraian", "sumber_dana", "anggaran")
    assert [[r[n] for n in names] for r in csv_rows(FIRST)] == [[r[n] for n in names] for r in expected]


def test_json_totals_equal_the_control_file():
    totals = json.loads(to_json(FIRST))["totals"]
    for name in ("pendapatan", "belanja", "surplus_defisit", "pembiayaan_netto", "silpa_berkenaan"):
        assert Decimal(totals[name]) == KONTROL[name]
    for name in ("baris_belanja", "baris_pendapatan", "baris_pembiayaan", "kegiatan"):
        assert totals[name] == KONTROL[name]
    assert {k: int(v) for k, v in totals["belanja_per_bidang"].items()} == KONTROL["belanja_per_bidang"]
    assert {s: {k: int(v) for k, v in sums.items()} for s, sums in totals["per_sumber"].items()} == KONTROL[
        "per_sumber"
    ]


def test_json_totals_of_a_change_are_pairs():
    totals = json.loads(to_json(CHANGED))["totals"]
    for name in ("pendapatan", "belanja", "surplus_defisit", "pengeluaran_pembiayaan"):
        assert [int(x) for x in totals[name]] == KONTROL_CHANGED[name]
    for code, pair in KONTROL_CHANGED["belanja_per_bidang"].items():
        assert [int(x) for x in totals["belanja_per_bidang"][code]] == pair


def test_sen_survive_in_every_form():
    line = replace(FIRST.lines[0], anggaran=Decimal("802075135.98"))
    budget = replace(FIRST, lines=(line,))
    assert csv_rows(budget)[0]["anggaran"] == "802075135.98"
    assert json.loads(to_json(budget))["lines"][0]["anggaran"] == "802075135.98"
    assert Decimal(str(sheet_rows(budget)[0]["anggaran"])) == Decimal("802075135.98")


@pytest.mark.parametrize("danger", FORMULAS)
def test_texts_like_formulas_stay_texts(danger):
    budget = replace(FIRST, lines=(replace(FIRST.lines[0], uraian=danger),))
    assert csv_rows(budget)[0]["uraian"] == "'" + danger
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(budget)))
    cells = [
        c
        for row in book["Anggaran"].iter_rows()
        for c in row
        if c.value and str(c.value).strip() == danger.strip()
    ]
    assert cells
    assert all(c.data_type == "s" and c.quotePrefix for c in cells)
    assert json.loads(to_json(budget))["lines"][0]["uraian"] == danger


def test_negative_amounts_stay_numbers():
    budget = replace(FIRST, lines=(replace(FIRST.lines[0], anggaran=Decimal("-5.00")),))
    assert csv_rows(budget)[0]["anggaran"] == "-5"
    assert sheet_rows(budget)[0]["anggaran"] == -5


def test_control_characters_do_not_stop_the_workbook():
    budget = replace(FIRST, lines=(replace(FIRST.lines[0], uraian="Bagi\x0bHasil"),))
    assert sheet_rows(budget)[0]["uraian"] == "BagiHasil"


def test_sample_mark_in_every_form_and_none_for_a_real_village():
    assert all("DATA CONTOH" in r["keterangan"] for r in csv_rows(FIRST))
    assert json.loads(to_json(FIRST))["contoh"] is True
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(FIRST)))
    assert all("DATA CONTOH" in sheet["A1"].value for sheet in book)
    assert "keterangan" not in csv_rows(real(FIRST))[0]
    assert json.loads(to_json(real(FIRST)))["contoh"] is False
    assert openpyxl.load_workbook(io.BytesIO(to_xlsx(real(FIRST))))["Anggaran"]["A1"].value == "kode_desa"


def test_workbook_is_ready_to_read():
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx(FIRST)))["Anggaran"]
    assert sheet.freeze_panes == "A3"
    assert sheet["L3"].number_format == "#,##0.00"
    assert sheet["L3"].data_type == "n"


def test_source_and_licence_travel_with_the_data():
    body = json.loads(to_json(FIRST))
    assert body["sumber"]["sha256"] == FIRST.source.sha256
    assert body["lisensi"]["spdx"] == "CC-BY-4.0"


def _keys(value):
    if isinstance(value, dict):
        return {*value, *(k for inner in value.values() for k in _keys(inner))}
    return {k for inner in value for k in _keys(inner)} if isinstance(value, list) else set()


def test_json_says_its_units_its_version_and_its_source_and_every_key_is_documented():
    found = [Finding(Level.FINDING, "x", "y")]
    bodies = [json.loads(to_json(replace(b, findings=tuple(found)))) for b in (FIRST, CHANGED)]
    assert bodies[0]["skema"]["versi"] == 1
    assert bodies[0]["skema"]["uang"].startswith("rupiah")
    documented = set(re.findall(r"`([a-z][a-z0-9_]+)`", DOCUMENT.read_text(encoding="utf-8")))
    codes = {"DDS", "ADD", "PBH", "PBP", "PBK", "PAD", "DLL"} | {f"0{n}" for n in range(1, 6)}
    assert _keys(bodies) - codes - documented == set()
    assert documented - _keys(bodies) - MENTIONED == set()  # and nothing is described that is not there


def test_numbers_are_numbers_and_codes_are_texts_in_the_workbook():
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx(FIRST)))["Anggaran"]
    head = [c.value for c in sheet[2]]
    kinds = {name: {sheet.cell(r, n).data_type for r in range(3, 40)} for n, name in enumerate(head, 1)}
    assert kinds["anggaran"] == kinds["tahun"] == {"n"}
    assert sheet.cell(3, head.index("tahun") + 1).value == 2025
    assert kinds["kode_desa"] == kinds["kode_rekening"] == {"s"}


def test_same_budget_same_bytes():
    assert to_xlsx(FIRST) == to_xlsx(first_budget())
    assert to_csv(FIRST) == to_csv(first_budget())
    assert to_xlsx(FIRST) != to_xlsx(CHANGED)
