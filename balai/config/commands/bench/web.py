"""Published and uncached pages of a running demo, beside nginx on the same bytes. Needs wrk; nginx if present.

One published page; each server warmed; rounds interleaved; medians.
"""

import contextlib
import gzip
import re
import shutil
import statistics
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

PAGE = "/desa/33.99.99.2001/anggaran/2025/"


def missing(address: str) -> str:
    """Why pages cannot be measured here, or ""."""
    if not address.startswith(("http://127.0.0.1:", "http://localhost:")):
        return "bench hanya mengukur komputer ini: --alamat http://127.0.0.1:PORT"
    if not shutil.which("wrk"):
        return "halaman memerlukan wrk (Debian: apt-get install wrk)."
    try:
        fetch(address + PAGE)
    except OSError as problem:
        return f"{address} tidak menjawab ({problem}). Jalankan `balai demo` dahulu."
    return ""


def lines(address: str, rounds: int, seconds: int) -> Iterator[str]:
    """What was measured, one line each."""
    url = address + PAGE
    body = fetch(url)
    yield f"page: {len(body):,} bytes gzip"
    with nginx(PAGE, body) as peer:
        alone = [wrk(url, 8, seconds) for _ in range(rounds)]
        if peer:
            pairs = [(wrk(url, 8, seconds)[0], wrk(peer, 8, seconds)[0]) for _ in range(rounds)]
            ratios = sorted(a / b for a, b in pairs)
            middle = statistics.median(ratios)
            yield f"published by Balai / nginx gzip_static: {middle:.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})"
        else:
            yield "nginx is not here: no ratio"
    yield f"published, idle: {_median(alone)}"
    mixed = [beside(url, seconds) for _ in range(rounds)]
    yield f"published while 16 clients load uncached pages: {_median(mixed)}"
    yield f"uncached: {uncached(url)}"


def _median(found: list[tuple[float, float]]) -> str:
    rate, half = (statistics.median(column) for column in zip(*found, strict=True))
    return f"{rate:,.0f} requests/s, p50 {half:.2f} ms"


def fetch(url: str) -> bytes:
    """The page's gzip bytes; asked twice, so that it is kept."""
    for _ in range(4):
        request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})  # noqa: S310 - loopback only
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
            body: bytes = answer.read()
    return body


def wrk(url: str, clients: int, seconds: int) -> tuple[float, float]:
    """Requests per second and p50 in milliseconds."""
    command = ["wrk", "-t1", f"-c{clients}", f"-d{seconds}s", "--latency", "-H", "Accept-Encoding: gzip", url]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rate = re.search(r"Requests/sec:\s+([0-9.]+)", text)
    half = re.search(r"50%\s+([0-9.]+)(us|ms|s)", text)
    if not rate or not half:
        raise OSError(f"wrk said: {text[:200]}")
    factor = {"us": 0.001, "ms": 1.0, "s": 1000.0}[half.group(2)]
    return float(rate.group(1)), float(half.group(1)) * factor  # not money: measured


def beside(url: str, seconds: int) -> tuple[float, float]:
    """The published page while 16 others load pages that are never kept (they carry a query)."""
    other = subprocess.Popen(
        ["wrk", "-t1", "-c16", f"-d{seconds + 1}s", f"{url}?beban=1"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(0.5)
    try:
        return wrk(url, 4, seconds)
    finally:
        other.wait()


def uncached(url: str) -> str:
    """Statements and milliseconds of the application for one page, as the demo tells them; median of 20."""
    times, statements = [], 0
    for number in range(20):
        with urllib.request.urlopen(f"{url}?ukur={number}", timeout=10) as answer:  # noqa: S310
            timing = answer.headers.get("Server-Timing", "")
        match = re.search(r"sql;desc=(\d+), app;dur=(\d+)", timing)
        if not match:
            return "the server tells no timing (not a demo)"
        statements = int(match.group(1))
        times.append(int(match.group(2)))
    return f"{statements} SQL, {statistics.median(times):.0f} ms in the application"


@contextlib.contextmanager
def nginx(page: str, body: bytes) -> Iterator[str]:
    """nginx with the same bytes by gzip_static, on a free port; "" if it is not installed."""
    program = shutil.which("nginx")
    if not program:
        yield ""
        return
    from balai.config.embedded import free_port

    with tempfile.TemporaryDirectory() as folder:
        root, port = Path(folder), free_port()
        root.chmod(0o755)
        target = root / "www" / page.strip("/")
        target.mkdir(parents=True)
        (target / "index.html.gz").write_bytes(body)
        (target / "index.html").write_bytes(gzip.decompress(body))
        conf = root / "nginx.conf"
        conf.write_text(
            f"worker_processes 2; daemon off; pid {root}/pid; error_log {root}/error;\n"
            f"events {{ worker_connections 256; }}\n"
            f"http {{ access_log off; client_body_temp_path {root}/b; proxy_temp_path {root}/p; fastcgi_temp_path {root}/f; "
            f"uwsgi_temp_path {root}/u; scgi_temp_path {root}/s; keepalive_requests 1000000000;\n"
            f"server {{ listen 127.0.0.1:{port}; root {root}/www; gzip_static on; index index.html; default_type text/html; }} }}\n"
        )
        process = subprocess.Popen([program, "-p", folder, "-c", str(conf)], stderr=subprocess.DEVNULL)
        time.sleep(0.5)
        try:
            yield f"http://127.0.0.1:{port}{page}"
        finally:
            process.terminate()
            process.wait()
