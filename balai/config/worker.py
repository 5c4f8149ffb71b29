"""The worker: one process beside the server that sets papers after each publish."""

import logging
import os
import signal
import time
from multiprocessing import get_context

log = logging.getLogger("balai.worker")
PAUSE_SECONDS = 0.5


def start():  # type: ignore[no-untyped-def] # noqa: ANN201
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
    from balai.ground.outbox import acts

    acts.release()
    while going and os.getppid() == parent:
        if not work_once():
            time.sleep(PAUSE_SECONDS)
    boot.close_connections()


def work_once() -> bool:
    """Do one job. False if there is none."""
    from balai.ground.outbox import acts

    job = acts.claim()
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
