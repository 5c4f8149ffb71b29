"""Each sample against its control file: every line, every total, to the sen, in every form of the file."""

import csv
import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

BERKAS = Path(__file__).resolve().parents[1] / "berkas"


def dry_run(*args: str) -> tuple[int, dict[str, Any]]:
    command = [sys.executable, "-m", "balai", "import", *args, "--dry-run", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout, done.stderr
    return done.returncode, json.loads(done.stdout)


def expected_lines(name: str) -> list[dict[str, Any]]:
    with open(BERKAS / f"{name}.baris.csv", newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def assert_totals(found: Any, wanted: Any, where: str) -> None:
    """Money and counts of the control file, compared as numbers."""
    if isinstance(wanted, dict):
        for key, value in wanted.items():
            assert_totals(found[key], value, f"{where}.{key}")
    elif isinstance(wanted, list):
        for one, value in zip(found, wanted, strict=True):
            assert_totals(one, value, where)
    elif isinstance(wanted, str):
        assert found == wanted, where
    else:
        assert Decimal(found[0] if isinstance(found, list) else found) == wanted, where


MONEY = ("pendapatan", "belanja", "surplus_defisit", "penerimaan_pembiayaan", "pengeluaran_pembiayaan",
         "pembiayaan_netto", "silpa_berkenaan", "baris_belanja", "baris_pendapatan", "baris_pembiayaan", "kegiatan",
         "belanja_per_bidang")  # fmt: skip


@pytest.mark.parametrize("form", ["xlsx", "xls", "pdf"])
def test_penjabaran_in_three_forms(form: str) -> None:
    code, answer = dry_run(
        "apbdes", str(BERKAS / f"penjabaran-siskeudes.{form}"), "--desa", "33.99.99.2001", "--tahun", "2025"
    )
    wanted = expected_lines("penjabaran-siskeudes")
    assert [
        (
            x["bagian"],
            x["kode_kegiatan"],
            x["kode_rekening"],
            x["uraian"],
            x["sumber_dana"],
            Decimal(x["anggaran"]),
        )
        for x in answer["lines"]
    ] == [
        (
            x["bagian"],
            x["kode_kegiatan"],
            x["kode_rekening"],
            x["uraian"],
            x["sumber_dana"],
            Decimal(x["anggaran"]),
        )
        for x in wanted
    ]
    control = json.loads((BERKAS / "penjabaran-siskeudes.kontrol.json").read_text())
    assert_totals(answer["totals"], {k: control[k] for k in MONEY}, form)
    assert_totals(
        answer["totals"]["per_sumber"],
        {k: v for k, v in control["per_sumber"].items() if k in answer["totals"]["per_sumber"]},
        form,
    )
    assert (code, answer["accepted"], answer["rows"]) == (0, True, 294)
    assert {f["level"] for f in answer["findings"]} == {"info"}, "a good print has no finding"


def test_perubahan_against_the_first_budget() -> None:
    code, answer = dry_run(
        "perubahan", str(BERKAS / "apb-perubahan.xlsx"), "--desa", "33.99.99.2001", "--tahun", "2025",
        "--terhadap", str(BERKAS / "penjabaran-siskeudes.xlsx"),
    )  # fmt: skip
    wanted = expected_lines("apb-perubahan")
    assert [
        (
            x["kode_kegiatan"],
            x["kode_rekening"],
            x["sumber_dana"],
            Decimal(x["semula"]),
            Decimal(x["menjadi"]),
        )
        for x in answer["lines"]
    ] == [
        (
            x["kode_kegiatan"],
            x["kode_rekening"],
            x["sumber_dana"],
            Decimal(x["semula"]),
            Decimal(x["menjadi"]),
        )
        for x in wanted
    ]
    control = json.loads((BERKAS / "apb-perubahan.kontrol.json").read_text())
    control.pop("tanggal_perdes")
    for fund in control["per_sumber"].values():
        fund["silpa"] = [fund["silpa"], fund["silpa"]]
    assert_totals(answer["totals"], control, "perubahan")
    assert (code, answer["accepted"]) == (0, True)
    assert {f["level"] for f in answer["findings"]} == {"info"}


def test_massal_reports_each_file_as_the_control_says() -> None:
    control = json.loads((BERKAS / "massal.kontrol.json").read_text())
    _code, answer = dry_run(
        "massal",
        str(BERKAS / "massal.zip"),
        "--kabupaten",
        "33.99",
        "--daftar-desa",
        str(BERKAS / "massal.desa.csv"),
    )
    found = {f["berkas"]: f for f in answer["files"]}
    assert len(found) == control["berkas"]
    for wanted in control["per_berkas"]:
        one = found[wanted["berkas"]]
        assert one["hasil"] == wanted["hasil"], (wanted["berkas"], one["findings"])
        if wanted["hasil"] in {"diterima", "digantikan", "tahun_lain"}:
            assert (one["kode_desa"], one["tahun"]) == (wanted["kode_desa"], wanted["tahun"]), wanted[
                "berkas"
            ]
            for key, value in wanted["angka"].items():
                if key == "baris":
                    continue
                if key == "belanja_per_sumber":
                    got = {
                        k: Decimal(v["belanja"])
                        for k, v in one["totals"]["per_sumber"].items()
                        if Decimal(v["belanja"])
                    }
                    assert got == value, wanted["berkas"]
                else:
                    assert Decimal(one["totals"][key]) == value, (wanted["berkas"], key)


def test_another_village_in_the_title_is_a_finding_when_told() -> None:
    code, answer = dry_run(
        "apbdes", str(BERKAS / "penjabaran-siskeudes.xlsx"), "--desa", "33.04.08.2010", "--tahun", "2025"
    )
    assert code == 0
    assert [f["code"] for f in answer["findings"] if f["level"] != "info"] == ["desa_lain"]
