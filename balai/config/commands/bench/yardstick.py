"""The fixed piece of work against which everything is measured, and the measuring itself."""

import hashlib
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

_TEXTS = tuple(f"{n * 7919 % 999_999_937}.{n % 100:02d}" for n in range(60_000))
_BYTES = bytes(range(256)) * 16_384  # 4 MB


def yardstick() -> None:
    """What Balai does all day, without a library of others: read decimals, sum them, take a fingerprint."""
    total = sum((Decimal(t) for t in _TEXTS), Decimal(0))
    hashlib.sha256(_BYTES + str(total).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Work:
    """One row: `run(n)` does the work the n-th time with data of its own; `peer(n)` is the natural limit beside it."""

    what: str
    run: Callable[[int], object]
    peer: Callable[[int], object] | None = None
    peer_name: str = ""
    budget_ms: int = 0
    long: bool = False  # a minute or more: once, and nothing to warm


@dataclass(frozen=True, slots=True)
class Measured:
    """Milliseconds as min, median, max; ratios are medians of the ratios of each round."""

    row: str
    what: str
    ms: tuple[float, float, float]
    ratio: float
    peer: str
    peer_ratio: float
    peak_mb: int
    peak_mb_children: int
    budget_ms: int

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


def measure(row: str, work: Work, rounds: int) -> Measured:
    """Warm once, then `rounds` rounds of yardstick, work and peer in turn. Long work runs once."""
    rounds = 1 if work.long else rounds
    yardstick()
    if not work.long:
        work.run(0)
    if work.peer:
        work.peer(0)
    times, ratios, peers = [], [], []
    for n in range(1, rounds + 1):
        fixed, own = _timed(lambda _n: yardstick(), n), _timed(work.run, n)
        times.append(own * 1000)
        ratios.append(own / fixed)
        if work.peer:
            peers.append(own / _timed(work.peer, n))
    own_peak, children = _peaks()
    return Measured(
        row, work.what, (min(times), statistics.median(times), max(times)), statistics.median(ratios),
        work.peer_name, statistics.median(peers) if peers else 0.0, own_peak, children, work.budget_ms,
    )  # fmt: skip


def _timed(work: Callable[[int], object], n: int) -> float:
    start = time.perf_counter()
    work(n)
    return time.perf_counter() - start


def _peaks() -> tuple[int, int]:
    """Highest memory of this process and of its largest child, in MB; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0, 0
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    own, child = (resource.getrusage(w).ru_maxrss for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own // unit, child // unit
