"""The command line speaks Indonesian: what each command is for, and what is wrong with a line."""

import argparse
import ast
from pathlib import Path

import pytest

from balai.config.cli import COMMANDS, main
from balai.config.cli_words import WORDS

# Sentences that only a programming mistake brings about.
OURS_TO_MEND = (
    "conflicting", "cannot merge", "invalid option string", "dest= is required", "invalid conflict_resolution",
    "cannot have multiple", "mutually exclusive", "'required' is an invalid", "is not callable", ".__call__()",
    'argument "-" with mode', "subcommands",
)  # fmt: skip


def sentences() -> set[str]:
    """Every sentence that this Python's argparse would have translated."""
    found = set()
    for node in ast.walk(ast.parse(Path(argparse.__file__).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"_", "ngettext"}:
            found |= {a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)}
    return found


def test_no_sentence_of_argparse_stays_english() -> None:
    assert len(sentences()) > 20
    english = {s for s in sentences() - set(WORDS) if not any(o in s for o in OURS_TO_MEND)}
    assert not english


def told(capsys, *words: str) -> tuple[int, str]:
    try:
        code = main(words)
    except SystemExit as stop:
        code = int(stop.code or 0)
    out, err = capsys.readouterr()
    return code, out + err


@pytest.mark.parametrize(("words", "code"), [((), 2), (("--help",), 0)])
def test_every_command_is_listed_with_its_line(capsys, words: tuple[str, ...], code: int) -> None:
    got, text = told(capsys, *words)
    assert got == code
    for name in COMMANDS:
        assert any(line.split()[:1] == [name] and len(line.split()) > 2 for line in text.splitlines()), name
    assert "usage" not in text
    assert "show " not in text


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("salah",), "PERINTAH: 'salah' tidak ada; yang ada: 'demo'"),
        (("backup",), "belum ditulis: FOLDER"),
        (("verify", "--desa"), "--desa: tulis satu nilai sesudahnya"),
        (("verify", "--apa"), "tidak dikenal: --apa"),
        (("kode", "jalan", "--tahun", "x"), "--tahun: nilai 'x' bukan angka; tulis misalnya 2025"),
        (("import", "apbdes", "a.xlsx"), "belum ditulis: --desa"),
    ],
)
def test_bad_use_is_told_and_ends_with_two(capsys, words: tuple[str, ...], sentence: str) -> None:
    code, text = told(capsys, *words)
    assert code == 2
    assert sentence in text
    assert text.startswith("Pemakaian: balai")


def test_overwriting_is_for_one_village_only(capsys) -> None:
    code, text = told(capsys, "restore", "folder", "--timpa")
    assert (code, text) == (2, "--timpa hanya untuk satu desa: tulis juga --desa KODE.\n")
