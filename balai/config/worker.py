"""The worker: one process beside the server. It sets papers after each publish, and has batches of files done.

A batch runs in a process of its own (`batch.py`), one at a time: papers of other villages do not wait for it.
"""

import logging
import os
import signal
import subprocess
import time
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from balai.ground.outbox.models import Pekerjaan

log = logging.getLogger("balai.worker")
PAUSE_SECONDS = 0.5
PAPERS, BATCH = "kertas", "massal"

Running = tuple["Pekerjaan", subprocess.Popen[bytes]]


def start() -> BaseProcess:
    """Start the worker as a process of its own; it ends with its parent. Returns the process."""
    process = get_context("spawn").Process(target=run, args=(os.getpid(),), daemon=True, name="balai-worker")
    process.start()
    return process


def run(parent: int) -> None:
    """Take up jobs until the parent is gone or SIGTERM comes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    going = [True]
    signal.signal(signal.SIGTERM, lambda *_: going.clear())
    if hasattr(os, "nice"):
        os.nice(10)  # readers come first
    from balai.config import boot

    boot.setup()
    from balai.config.papers import ask_for_missing
    from balai.ground.outbox import acts

    acts.release()
    ask_for_missing()
    running: Running | None = None
    while going and os.getppid() == parent:
        running = tend(running)
        if not work_once():
            time.sleep(PAUSE_SECONDS)
    if running is not None:
        running[1].terminate()  # what it has done stays done; the next worker takes it up again
        running[1].wait(5)
    boot.close_connections()


def tend(running: Running | None) -> Running | None:
    """Begin the next batch, or look whether the running one has ended. Returns the one that runs."""
    from balai.config import batch
    from balai.ground.cetakan import kiriman
    from balai.ground.outbox import acts

    if running is None:
        job = acts.claim(BATCH)
        return (job, batch.start(job.payload["kiriman"])) if job else None
    job, process = running
    code = process.poll()
    if code is None:
        return running
    if code == 0:
        acts.done(job)
        return None
    log.error("batch of %s ended with %s", job.wilayah.code, code)
    acts.failed(job, f"exit {code}")
    if job.state == "gagal":
        kiriman.stopped(job.payload["kiriman"])
    return None


def work_once() -> bool:
    """Set the papers of one job. False if there is none."""
    from balai.ground.outbox import acts

    job = acts.claim(PAPERS)
    if job is None:
        return False
    try:
        papers(job.wilayah.code, int(job.payload["tahun"]))
    except Exception as error:
        log.exception("job %s of %s", job.kind, job.wilayah.code)
        acts.failed(job, repr(error))
    else:
        acts.done(job)
    return True


def papers(code: str, tahun: int) -> None:
    """Set the papers of a village's year, and let its pages name them."""
    from balai.adapters.papers.stored import make_papers
    from balai.ground.published.acts import marker
    from balai.ground.wilayah.reads import village
    from balai.rooms.penganggaran.apbdes.reads import published_year

    where = village(code)
    year = published_year(where, tahun) if where else None
    if year is not None:
        make_papers(year)
        marker().touch(code)
