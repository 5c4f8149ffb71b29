"""The front door of the demo, without a browser: all invented villages stand there, also those that sent nothing."""

import csv
import json
import urllib.request
from pathlib import Path

BERKAS = Path(__file__).resolve().parents[1] / "berkas"


def fetch(url: str) -> str:
    with urllib.request.urlopen(url) as answer:
        return str(answer.read().decode())


def test_villages_that_sent_nothing_have_an_honest_empty_page(demo: str) -> None:
    front = fetch(f"{demo}/")
    with (BERKAS / "massal.desa.csv").open(encoding="utf-8", newline="") as file:
        listed = [r["kode_desa"] for r in csv.DictReader(file)]
    assert len(listed) == 22
    for code in listed:
        assert f'href="/desa/{code}/' in front, code
    silent = json.loads((BERKAS / "massal.kontrol.json").read_text())["desa_belum_mengirim"]
    assert len(silent) == 2
    for code in silent:
        assert f'href="/desa/{code}/anggaran/' not in front
        own = fetch(f"{demo}/desa/{code}/")
        assert "Belum ada cetakan. Desa ini belum menerbitkan anggaran di Balai" in own
        assert "Rp" not in own
        assert "Belum ada cetakan 2025" in fetch(f"{demo}/desa/{code}/anggaran/2025/")
