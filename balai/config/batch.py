"""One batch of files in a process of its own, `python -m balai.config.batch TOKEN`: papers do not wait for it.

What it needs of memory goes back when it ends; a crash costs the file at hand, and the job is taken up again.
"""

import os
import subprocess
import sys


def start(token: str) -> subprocess.Popen[bytes]:
    """Begin (or take up again) a batch. Its exit code is 0 only if all was done."""
    return subprocess.Popen([sys.executable, "-m", "balai.config.batch", token], start_new_session=True)


def main(token: str) -> None:
    """Do one batch, as nice as the worker that began it; end with that worker."""
    from balai.config import boot

    parent = os.getppid()
    boot.setup()
    from balai.adapters.sheets.kiriman import work
    from balai.config.demo_day import demo_day

    try:
        with demo_day():
            work(token, going=lambda: os.getppid() == parent)
    finally:
        boot.close_connections()


if __name__ == "__main__":
    main(sys.argv[1])
