"""The wheel holds all that the product needs, and runs outside the checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("roda")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-q",
        "--no-deps",
        "--no-build-isolation",
        "--no-index",
        "-w",
        str(target),
        ".",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-1500:]
    return next(target.glob("balai-*.whl"))


def test_what_it_must_hold(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for needed in (
        "balai/faces/kit/static/kit/anyam.css", "balai/faces/public/templates/public/penganggaran/tahun.html",
        "balai/faces/office/templates/office/pratinjau.html", "balai/locale/en/LC_MESSAGES/django.mo",
        "balai/adapters/papers/fonts/OFL.txt", "balai/adapters/papers/poster.typ", "balai/ground/law/data/apbdes.toml",
        "balai/ground/wilayah/data/wilayah.txt.xz", "balai/contoh/berkas/massal.zip",
        "balai/ground/trace/migrations/0001_mula.py", "balai/ground/references/data/kegiatan-2018.csv",
    ):  # fmt: skip
        assert needed in names, needed
    assert any(n.endswith("licenses/LICENSE") for n in names)
    assert not any(n.startswith("tests/") for n in names)


def test_it_reads_a_print_far_from_the_checkout(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "paket")
    sample = ROOT / "tests" / "berkas" / "penjabaran-siskeudes.xlsx"
    keep = {k: v for k, v in os.environ.items() if not k.startswith(("BALAI_", "DATABASE_", "DJANGO_"))}
    script = f"import sys; sys.path.insert(0, {str(tmp_path / 'paket')!r}); import balai; assert balai.__file__.startswith({str(tmp_path)!r}); from balai.config.cli import main; sys.exit(main())"
    command = [
        sys.executable,
        "-c",
        script,
        "import",
        "apbdes",
        str(sample),
        "--desa",
        "33.99.99.2001",
        "--tahun",
        "2025",
        "--dry-run",
    ]
    done = subprocess.run(command, cwd=tmp_path, env=keep, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-1500:]
    assert "294 baris" in done.stdout
