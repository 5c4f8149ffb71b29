"""The house's own rules as tests: what a reader may rely on without opening every file."""

import ast
import os
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted(p for p in (ROOT / "balai").rglob("*.py") if "migrations" not in p.parts)
HTTP = ("django.http", "django.views", "django.urls", "django.shortcuts", "django.template")


def imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {a.name for a in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{a.name}" for a in node.names)}
    return names


def test_rooms_ground_and_plain_know_no_http() -> None:
    for path in SOURCES:
        if path.relative_to(ROOT / "balai").parts[0] in {"rooms", "ground", "plain"}:
            guilty = {n for n in imported(path) if n.startswith(HTTP)}
            assert not guilty, f"{path} imports {guilty}: HTTP belongs in faces/"


def test_files_and_functions_stay_short() -> None:
    long = [f"{p.relative_to(ROOT)}: {n}" for p in SOURCES if (n := len(p.read_text().splitlines())) > 300]
    assert not long, f"Files over 300 lines: {long}"
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or 0) - node.lineno + 1
                assert length <= 60, f"{path.relative_to(ROOT)}:{node.lineno} {node.name} has {length} lines"


@pytest.mark.parametrize("word", [r"(?<![_a-z])float\(", "FloatField"])
def test_no_float_money(word: str) -> None:
    """Amounts are Decimal. The one place that reads a spreadsheet's floats is plain/rupiah."""
    for path in SOURCES:
        lines = path.read_text(encoding="utf-8").splitlines()
        guilty = [x for x in lines if re.search(word, x) and "# not money" not in x]
        assert not guilty, f"{path.relative_to(ROOT)}: {guilty}"


def test_scope_settings_are_always_local() -> None:
    """`set_config(…, false)` outlives the transaction: the next request would see another village."""
    for path in SOURCES:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"set_config\([^)]*,\s*false\s*\)", text, re.IGNORECASE), path


def test_product_reads_nothing_beside_the_package() -> None:
    for path in SOURCES:
        assert "../shared" not in path.read_text(encoding="utf-8"), path


def test_lock_names_no_host() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text()
        assert "://" not in text
        assert "--hash=sha256:" in text


def test_each_worker_has_a_home_of_its_own() -> None:
    """One worker damages stored files on purpose; another would find them damaged."""
    from django.conf import settings

    assert Path(os.environ["BALAI_HOME"]) / "berkas" == Path(settings.BALAI_FILES)
