"""Bulk import in doubt: whole files that wait, titles of another kabupaten, years that cannot be, exit codes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from balai.adapters.sheets.massal import FileReport, Place, read_massal
from balai.config.commands.import_massal import villages
from tests.berkas.rakit import nakal
from tests.sheets.test_massal import BERKAS, CONTOH_05, CONTOH_16, changed, outcome, zipped

LIST = [
    Place("33.99.01.2005", "Desa Contoh 05", "Contoh Lor"),
    Place("33.99.02.2006", "Desa Contoh 16", "Contoh Kidul"),
    Place("33.99.01.2007", "Desa Contoh 07", "Contoh Lor"),
]
KABUPATEN = "KABUPATEN CONTOH REJA"
NAMED = [Place(p.kode, p.nama, p.kecamatan, "Kabupaten Contoh Reja") for p in LIST]
ELSEWHERE = changed(CONTOH_05, ("Kode Desa : 33.99.01.2005", ""), (KABUPATEN, "KABUPATEN CONTOH LIYA"))


def read(tmp_path: Path, daftar: list[Place], **files: bytes) -> list[FileReport]:
    return read_massal(zipped(tmp_path / "k.zip", {f"{n}.csv": d for n, d in files.items()}), daftar)


def thousands(data: bytes) -> bytes:
    return changed(data, ("TAHUN ANGGARAN 2025", "TAHUN ANGGARAN 2025 (dalam ribuan rupiah)"))


def test_a_whole_file_that_somebody_must_mend_is_not_called_broken(tmp_path: Path) -> None:
    files = {"ribuan.csv": thousands(CONTOH_05), "luas.xlsx": nakal.sel_di_ujung(), "baik.csv": CONTOH_16}
    reports = read_massal(zipped(tmp_path / "k.zip", files), LIST)
    assert {n: (hasil, codes) for n, (hasil, _kode, codes) in outcome(reports).items()} == {
        "ribuan.csv": ("pertanyaan", ["satuan_ribuan"]),
        "luas.xlsx": ("pertanyaan", ["terlalu_luas"]),
        "baik.csv": ("diterima", []),
    }
    assert all("rusak" not in f.message for r in reports for f in r.findings)


def test_a_village_of_that_name_in_another_kabupaten_is_asked_about(tmp_path: Path) -> None:
    (one,) = read(tmp_path, NAMED, a=ELSEWHERE)
    assert (one.hasil, [f.code for f in one.findings]) == ("pertanyaan", ["kabupaten_beda"])
    assert "Kabupaten Contoh Liya" in one.findings[0].message
    spelled = changed(CONTOH_05, (KABUPATEN, "KAB. CONTOH REJA"))
    assert [r.hasil for r in read(tmp_path, NAMED, a=CONTOH_05, b=spelled)] == ["pertanyaan"] * 2, (
        "two prints of one day"
    )
    assert [r.hasil for r in read(tmp_path, NAMED, b=spelled)] == ["diterima"]


def test_where_the_list_names_no_kabupaten_the_files_must_agree(tmp_path: Path) -> None:
    third = changed(
        CONTOH_05,
        ("Kode Desa : 33.99.01.2005", ""),
        ("DESA CONTOH 05", "DESA CONTOH 07"),
        (KABUPATEN, "KABUPATEN CONTOH LIYA"),
    )
    reports = read(tmp_path, LIST, a=CONTOH_05, b=CONTOH_16, c=third)
    assert [r.hasil for r in reports] == ["diterima", "diterima", "pertanyaan"]
    assert [f.code for f in reports[2].findings] == ["kabupaten_beda"]


def test_the_national_list_names_the_kabupaten() -> None:
    assert {p.kabupaten for p in villages("33.04", None)} == {"Kabupaten Banjarnegara"}


@pytest.mark.parametrize("year", [2014, 2074, 2099])
def test_a_year_that_cannot_be_is_asked_about(tmp_path: Path, year: int) -> None:
    (one,) = read(tmp_path, LIST, a=changed(CONTOH_05, ("TAHUN ANGGARAN 2025", f"TAHUN ANGGARAN {year}")))
    assert (one.hasil, [f.code for f in one.findings]) == ("pertanyaan", ["tahun_janggal"])
    assert f"Tahun anggaran {year}?" in one.findings[0].message


@pytest.mark.parametrize(
    ("more", "status"),
    [({}, 0), ({"c.csv": b"halo, ini surat"}, 1), ({"c.csv": CONTOH_16[:200] + b"\x00\x00\x00\x01" * 99}, 1),
     ({"c.csv": changed(CONTOH_05, ("TAHUN ANGGARAN 2025", "TAHUN ANGGARAN 2024"))}, 0)],
)  # fmt: skip
def test_exit_status_says_whether_anything_stands(
    tmp_path: Path, more: dict[str, bytes], status: int
) -> None:
    path = zipped(tmp_path / "k.zip", {"a.csv": CONTOH_05, "b.csv": CONTOH_16, **more})
    listed = ["--kabupaten", "33.99", "--daftar-desa", str(BERKAS / "massal.desa.csv"), "--tahun", "2025"]
    command = [sys.executable, "-m", "balai", "import", "massal", str(path), *listed, "--dry-run", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == status, done.stdout
    assert len(json.loads(done.stdout)["files"]) == 2 + len(more)
