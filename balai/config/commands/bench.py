"""`balai bench --alamat URL`: how fast a running demo answers, as ratios within one run. Needs wrk; nginx if present.

Method and budgets: one published page; each server warmed; rounds interleaved; medians. Absolute figures of two runs
are never compared.
"""

import argparse
import contextlib
import gzip
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

HELP = "Ukur kecepatan sebuah Balai yang sedang berjalan, sebagai perbandingan dalam satu kali jalan."
PAGE = "/desa/33.99.99.2001/anggaran/2025/"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where it runs, and how long to look."""
    parser.add_argument("--alamat", default="http://127.0.0.1:8000")
    parser.add_argument("--halaman", default=PAGE)
    parser.add_argument("--putaran", type=int, default=5)
    parser.add_argument("--detik", type=int, default=2)


def run(args: argparse.Namespace) -> int:
    """0: measured; 2: a tool or the server is missing."""
    if not args.alamat.startswith(("http://127.0.0.1:", "http://localhost:")):
        print("bench hanya mengukur komputer ini: --alamat http://127.0.0.1:PORT", file=sys.stderr)
        return 2
    if not shutil.which("wrk"):
        print("bench memerlukan wrk (Debian: apt-get install wrk).", file=sys.stderr)
        return 2
    url = args.alamat + args.halaman
    try:
        body = fetch(url)
    except OSError as problem:
        print(f"{url} tidak menjawab: {problem}", file=sys.stderr)
        return 2
    print(f"page: {len(body):,} bytes gzip")
    with nginx(args.halaman, body) as peer:
        alone = [wrk(url, 8, args.detik) for _ in range(args.putaran)]
        if peer:
            pairs = [(wrk(url, 8, args.detik)[0], wrk(peer, 8, args.detik)[0]) for _ in range(args.putaran)]
            ratios = sorted(a / b for a, b in pairs)
            print(
                f"published by Balai / nginx gzip_static: {statistics.median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})"
            )
        else:
            print("nginx is not here: no ratio")
    print(
        f"published, idle: {statistics.median(r for r, _p in alone):,.0f} requests/s, p50 {statistics.median(p for _r, p in alone):.2f} ms"
    )
    mixed = [beside(url, args.detik) for _ in range(args.putaran)]
    print(f"published while 16 clients load uncached pages: {statistics.median(r for r, _p in mixed):,.0f} requests/s, "
          f"p50 {statistics.median(p for _r, p in mixed):.2f} ms")  # fmt: skip
    print(f"uncached: {uncached(url)}")
    return 0


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
