"""`balai bench`: rows by name, each in a process of its own, as ratios to work done in the same round."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from balai.config.commands.bench.yardstick import Work, measure

ROOT = Path(__file__).resolve().parents[2]


def bench(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "balai", "bench", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_a_row_is_measured_against_the_yardstick_and_its_peer() -> None:
    done = bench("xlsx", "--putaran", "2", "--json")
    (row,) = json.loads(done.stdout)["rows"]
    low, middle, high = row["ms"]
    assert 0 < low <= middle <= high
    assert row["ratio"] > 0.5  # reading a print is more than the yardstick's 20 ms, on any computer
    assert row["peer_ratio"] > 3  # a bare read of the cells is one small part of reading and judging them
    assert row["peak_mb"] > 20
    assert row["peak_mb_children"] > 20  # the file was opened by a child


@pytest.mark.parametrize("words", [("xslx",), ("halaman", "--alamat", "http://127.0.0.1:9")])
def test_what_cannot_be_measured_is_said(words: tuple[str, ...]) -> None:
    done = bench(*words)
    assert done.returncode == 2
    assert "xslx" in done.stderr or "wrk" in done.stdout or "tidak menjawab" in done.stdout


def test_each_round_has_data_of_its_own_and_long_work_runs_once() -> None:
    seen: list[int] = []
    measure("x", Work("x", seen.append), 3)
    assert seen == [0, 1, 2, 3]  # warm, then three rounds
    seen.clear()
    measure("x", Work("x", seen.append, long=True), 3)
    assert seen == [1]
