"""The canonical form: one text for one event, no names, no floats; the stand-alone verifier agrees."""

import json
import subprocess
import sys
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest

from balai.ground.trace import canonical, verify_export
from balai.ground.trace.models import GENESIS


def test_the_form_is_fixed() -> None:
    event = {
        "at": date(2024, 12, 30), "data": {"belanja": Decimal("1917392621"), "ok": True}, "from": None, "n": 7,
        "rec_at": datetime(2025, 1, 2, 12, 0, tzinfo=timezone(timedelta(hours=7))), "step": "cetakan.terima",
    }  # fmt: skip
    assert canonical.text(event) == (
        '{"at":"2024-12-30","data":{"belanja":"1917392621.00","ok":true},"from":null,"n":7,'
        '"rec_at":"2025-01-02T05:00:00.000000Z","step":"cetakan.terima"}'
    )


@pytest.mark.parametrize(
    "value", [1.5, "Bu Rasmi", "rm -rf /", 2**53, {"Kunci": 1}, {"a b": 1}, b"x", "x" * 121]
)
def test_what_may_not_stand_in_the_chain(value: object) -> None:
    with pytest.raises(canonical.NotCanonical):
        canonical.text({"x": value})


def chain(count: int = 5) -> list[str]:
    """An exported chain of a small village."""
    lines, previous, state = [], GENESIS, None
    for seq in range(1, count + 1):
        text = canonical.text(
            {"simpul": "cetakan-2025-1", "from": state, "to": f"s{seq}", "at": date(2025, 1, seq)}
        )
        previous = canonical.event_hash("33.99.99.2001", seq, previous, text)
        state = f"s{seq}"
        lines.append(json.dumps({"village": "33.99.99.2001", "seq": seq, "text": text, "hash": previous}))
    return lines


def test_the_stand_alone_verifier_agrees_and_needs_no_balai(tmp_path: Path) -> None:
    file = tmp_path / "jejak.jsonl"
    file.write_text("\n".join(chain()))
    done = subprocess.run(
        [sys.executable, "-I", verify_export.__file__, str(file)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout.strip()) == (0, "whole")


def test_every_changed_character_of_a_small_chain_is_caught() -> None:
    whole = chain(3)
    assert list(verify_export.check(whole)) == []
    for number, line in enumerate(whole):
        for at in range(len(line)):
            other = "0" if line[at] != "0" else "1"
            changed = [*whole[:number], line[:at] + other + line[at + 1 :], *whole[number + 1 :]]
            try:
                found = list(verify_export.check(changed))
            except (ValueError, KeyError, TypeError):
                continue  # no JSON any more: caught by the reader
            assert found, line[:at] + other + line[at + 1 :]


def test_a_missing_event_is_caught() -> None:
    whole = chain(4)
    assert list(verify_export.check([whole[0], *whole[2:]]))
