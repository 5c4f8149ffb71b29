"""The command for machines over rewritten files: exit status, JSON and the place of each question."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.berkas.rakit import ganjil, ketikan, ketikan_perubahan
from tests.berkas.rakit.pokok import BERKAS, penjabaran, perubahan

OURS = "--desa", "33.99.99.2001", "--tahun", "2025", "--dry-run", "--json"


def run(tmp_path: Path, what: str, made: tuple[str, bytes], *more: str) -> tuple[int, dict[str, Any]]:
    path = tmp_path / made[0]
    path.write_bytes(made[1])
    command = [sys.executable, "-m", "balai", "import", what, str(path), *OURS, *more]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout, done.stderr
    return done.returncode, json.loads(done.stdout)


def test_a_rewriting_of_the_whole_budget_is_accepted(tmp_path: Path) -> None:
    code, answer = run(tmp_path, "apbdes", ketikan.jumlah_per_halaman(penjabaran()))
    control = json.loads((BERKAS / "penjabaran-siskeudes.kontrol.json").read_text())
    assert (code, answer["accepted"], answer["rows"]) == (0, True, 294), answer["findings"]
    assert int(float(answer["totals"]["belanja"])) == control["belanja"]
    assert int(float(answer["totals"]["silpa_berkenaan"])) == 0


def test_one_rupiah_in_a_total_is_one_question_with_its_row(tmp_path: Path) -> None:
    rows = ganjil.ubah(penjabaran(), "03", "", menjadi=52_635_001)
    code, answer = run(tmp_path, "apbdes", ketikan.baris_tersaring(rows))
    asked = [f for f in answer["findings"] if f["level"] == "question"]
    row = ganjil.ATAS + ganjil.letak(rows, "03", "")
    assert code == 1
    assert [(f["sheet"], f["row"]) for f in asked] == [("APBDes", row)], asked


def test_a_changed_budget_retyped_agrees_with_the_first(tmp_path: Path) -> None:
    made = ketikan_perubahan.menjadi_dulu(perubahan())
    code, answer = run(tmp_path, "perubahan", made, "--terhadap", str(BERKAS / "penjabaran-siskeudes.xlsx"))
    assert (code, answer["rows"]) == (0, 302), answer["findings"]
    assert {f["level"] for f in answer["findings"]} <= {"info"}


def test_semula_and_menjadi_under_each_others_header_are_noticed(tmp_path: Path) -> None:
    made = "tertukar.xlsx", ganjil.tertukar(perubahan())
    code, answer = run(tmp_path, "perubahan", made, "--terhadap", str(BERKAS / "penjabaran-siskeudes.xlsx"))
    told = [f for f in answer["findings"] if f["level"] != "info"]
    assert told, "semula differs from the first budget in 28 lines"
    assert len([f for f in told if f["level"] == "question"]) <= 3
    assert code in {0, 1}


def test_an_unreadable_file_exits_with_two(tmp_path: Path) -> None:
    code, answer = run(tmp_path, "apbdes", ("a.xlsx", b"PK\x03\x04 rusak"))
    assert (code, answer["accepted"]) == (2, False)
    assert [f["level"] for f in answer["findings"]] == ["refusal"]
