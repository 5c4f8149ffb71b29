"""How many connections the front holds at once. Whoever opens many and sends nothing must not shut out the others."""

import sys

MOST = 8000  # measured: beside 2,000 that send nothing a page takes 1 ms; beside 10,000 one in twenty waits
KEPT_BACK = 448  # file descriptors for everything else: bodies being received (`front/app.py`), Django, code


def room_for_connections() -> int:
    """Raise this process's limit of open files as far as it is allowed to. Returns how many connections then fit."""
    if sys.platform == "win32":  # has no such limit
        return MOST
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST + KEPT_BACK
    if soft != resource.RLIM_INFINITY and soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return MOST if soft == resource.RLIM_INFINITY else max(64, min(MOST, soft - KEPT_BACK))
