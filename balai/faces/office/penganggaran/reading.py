"""Reading a dropped file beside the request: a short one is done at once, a long one shows that it is being read.

The bytes stay in memory until it is known whether sixteen digits stand in them.
"""

import hashlib
import logging
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillReading

from django.utils.translation import gettext as _

from balai.adapters.sheets.apbdes import read_apbdes
from balai.adapters.sheets.fileread_json import to_json
from balai.adapters.sheets.guard import SheetRefused
from balai.adapters.sheets.readers import TIMEOUT_SECONDS, read_file
from balai.faces.office.access import Desk
from balai.ground.cetakan import held
from balai.plain import clock

_log = logging.getLogger(__name__)
PATIENCE_SECONDS = 3.0  # longer than most prints take; then the page says that it is still reading
_pool = ThreadPoolExecutor(2, thread_name_prefix="baca")  # each read is a limited child of its own


def drop(desk: Desk, data: bytes, name: str) -> str:
    """Begin to read a file for this desk. Returns the token of its page. Raises SheetRefused if that is known soon."""
    token = held.begin(
        {
            "owner": desk.owner, "place": desk.place.code, "name": name, "size": len(data),
            "sha256": hashlib.sha256(data).hexdigest(), "tahun": None, "versi": "", "accepted": [], "settled": False,
        }
    )  # fmt: skip
    job = _pool.submit(_read, token, data, name)
    try:
        job.result(PATIENCE_SECONDS)
    except SheetRefused:
        held.drop(token)
        raise
    except StillReading:
        pass
    return token


def _read(token: str, data: bytes, name: str) -> None:
    try:
        file = read_file(data, name)
        read_apbdes(file)
    except SheetRefused as refused:
        held.change(token, refused=refused.message)
        raise
    except Exception:  # a bug of ours: the log keeps it, the page says what to do
        _log.exception("baca: %s", token)
        held.change(token, failed=True)
        return
    held.finish(token, to_json(file), None if file.masked else data)


def stopped(one: held.Held) -> str:
    """Why a file that has no content will never have any; empty while it is still being read."""
    if one.about.get("refused"):
        return str(one.about["refused"])
    if one.about.get("failed"):
        return _("Berkas ini gagal dibaca. Simpan ulang sebagai XLSX, lalu kirim lagi.")
    if clock.now().timestamp() - one.about["since"] > 2 * TIMEOUT_SECONDS:  # the server was stopped meanwhile
        return _("Pembacaan berkas ini terhenti. Kirim lagi.")
    return ""
