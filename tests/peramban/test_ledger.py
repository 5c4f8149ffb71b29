"""The ledger is true: each test that it names exists, and each page that it names answers in the demo."""

import re
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def rows() -> list[list[str]]:
    text = (ROOT / "docs" / "seed.md").read_text(encoding="utf-8")
    cells = [
        [c.strip() for c in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("| ")
    ]
    return [c for c in cells if c[0] not in {"line"}]


def test_all_fifty_lines_and_the_issue_stand_there() -> None:
    names = {r[0].split(" ")[0] for r in rows()}
    assert {f"S{n}" for n in range(1, 51)} <= names
    assert {f"3.{n}" for n in range(1, 14)} <= names


def test_every_state_is_one_of_three_and_part_says_what_is_missing() -> None:
    for row in rows():
        state = row[2] if row[0].startswith("S") else row[1]
        assert re.match(r"(done(: .{10,})?|part: .{10,}|not)$", state), row


def test_named_tests_exist() -> None:
    for row in rows():
        named = row[-1]
        if named.startswith("tests/"):
            assert (ROOT / named.split("::")[0]).exists(), named


def test_named_pages_answer(demo: str) -> None:
    pages = {p for row in rows() for p in re.findall(r"`(/[^`]*)`", " ".join(row))}
    assert pages
    for page in pages:
        with urllib.request.urlopen(demo + page) as answer:
            assert answer.status == 200, page
