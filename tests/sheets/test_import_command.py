"""`balai import` from end to end: what it prints, and its exit codes (0 accepted, 1 questions, 2 not read)."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.berkas.rakit import ganjil
from tests.berkas.rakit.pokok import penjabaran
from tests.sheets.rewritings import BERKAS, book, header_row, sample_rows

SAMPLE = str(BERKAS / "penjabaran-siskeudes.xlsx")
CHANGE = str(BERKAS / "apb-perubahan.xlsx")
HERE = ("--desa", "33.99.99.2001", "--tahun", "2025", "--dry-run")


def balai_import(*args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "balai", "import", *args], capture_output=True, text=True, check=False
    )


def spoiled(folder: Path) -> str:
    """The sample with one kegiatan's stated sum one rupiah too high."""
    rows = sample_rows("penjabaran-siskeudes.xlsx")
    top = header_row(rows)
    next(r for r in rows[top:] if r[1] == "02.06.03" and not r[2])[8] = 13_750_001
    path = folder / "salah.xlsx"
    path.write_bytes(book(("APB", rows)))
    return str(path)


def test_a_good_print_in_a_few_readable_lines() -> None:
    done = balai_import("apbdes", SAMPLE, *HERE)
    assert (done.returncode, done.stderr) == (0, "")
    assert "294 baris" in done.stdout
    assert "Rp1.885.182.000" in done.stdout
    assert "Rp1.917.392.621" in done.stdout
    assert len(done.stdout.splitlines()) < 12


def test_a_question_is_exit_1_and_as_it_is_makes_it_a_finding(tmp_path: Path) -> None:
    path = spoiled(tmp_path)
    done = balai_import("apbdes", path, *HERE)
    assert done.returncode == 1
    assert "selisih Rp1." in done.stdout
    done = balai_import("apbdes", path, *HERE, "--sebagaimana-adanya", "--json")
    answer = json.loads(done.stdout)
    assert (done.returncode, answer["accepted"]) == (0, True)
    assert [(f["level"], f["code"]) for f in answer["findings"] if f["code"] == "jumlah_beda"] == [
        ("finding", "jumlah_beda")
    ]


def test_a_formula_that_was_never_calculated_waits_also_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "rumus.xlsx"
    path.write_bytes(ganjil.rumus_di_baris(penjabaran()))
    done = balai_import("apbdes", str(path), *HERE, "--sebagaimana-adanya", "--json")
    answer = json.loads(done.stdout)
    assert (done.returncode, answer["accepted"]) == (1, False)
    (question,) = [f for f in answer["findings"] if f["level"] == "question"]
    assert (question["code"], question["column"]) == ("rumus_tanpa_nilai", "F")
    assert "Buka berkasnya di Excel" in question["message"]


@pytest.mark.parametrize("as_json", [False, True])
def test_what_cannot_be_read_is_exit_2_with_one_sentence(tmp_path: Path, as_json: bool) -> None:
    path = tmp_path / "terpotong.xlsx"
    path.write_bytes(Path(SAMPLE).read_bytes()[:20_000])
    done = balai_import("apbdes", str(path), *HERE, *(["--json"] if as_json else []))
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    if not as_json:
        assert "terpotong atau rusak" in done.stderr
        return
    answer = json.loads(done.stdout)
    assert (answer["accepted"], answer["rows"], answer["lines"]) == (False, 0, [])
    assert [(f["level"], f["code"]) for f in answer["findings"]] == [("refusal", "rusak")]


def test_a_missing_file_and_an_unknown_village_are_named(tmp_path: Path) -> None:
    done = balai_import("apbdes", str(tmp_path / "tidak-ada.xlsx"), *HERE)
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert "tidak dapat dibuka" in done.stderr
    done = balai_import("apbdes", SAMPLE, "--desa", "00.00.00.0000", "--dry-run")
    assert done.returncode == 2
    assert "33.99.99.2001" in done.stderr


def test_a_first_budget_is_no_perubahan() -> None:
    done = balai_import("perubahan", SAMPLE, *HERE, "--json")
    codes = [f["code"] for f in json.loads(done.stdout)["findings"] if f["level"] == "question"]
    assert (done.returncode, codes) == (1, ["bukan_perubahan"])


def test_another_semula_than_the_first_budget_is_a_finding(tmp_path: Path) -> None:
    """One line of the first budget is moved to another by 1.000: two lines differ, the totals agree."""
    rows = sample_rows("penjabaran-siskeudes.xlsx")
    top = header_row(rows)
    one, two = [r for r in rows[top:] if r[1] == "02.06.03" and r[2]][-2:]
    one[8], two[8] = one[8] + 1000, two[8] - 1000
    first = tmp_path / "awal.xlsx"
    first.write_bytes(book(("APB", rows)))
    done = balai_import("perubahan", CHANGE, *HERE, "--terhadap", str(first), "--json")
    answer = json.loads(done.stdout)
    assert (done.returncode, answer["accepted"]) == (0, True)
    found = [f for f in answer["findings"] if f["code"] == "semula_beda"]
    assert len(found) == 2
    assert all("02.06.03" in f["message"] for f in found)


def test_another_year_is_asked_about() -> None:
    done = balai_import("apbdes", SAMPLE, "--desa", "33.99.99.2001", "--tahun", "2024", "--dry-run", "--json")
    codes = [f["code"] for f in json.loads(done.stdout)["findings"] if f["level"] == "question"]
    assert (done.returncode, codes) == (1, ["tahun_lain"])


def test_kinds_that_do_not_exist_yet_are_not_offered() -> None:
    done = balai_import("rab", SAMPLE, *HERE)
    assert done.returncode == 2
    assert "apbdes" in balai_import("--help").stdout
    assert "rab" not in balai_import("--help").stdout


def test_a_mistyped_year_or_village_is_named_before_anything_else() -> None:
    """The cure must not be to publish one year's budget under another's name."""
    done = balai_import("apbdes", SAMPLE, "--desa", "33.99.99.2001", "--tahun", "2024", "--dry-run")
    assert done.returncode == 1
    assert "Periksa --tahun: mungkin salah ketik." in done.stdout
    assert "Periksa" not in balai_import("apbdes", SAMPLE, *HERE).stdout
