"""Logs carry no sixteen digits: neither in the message nor in the traceback that quotes what was sent."""

import io
import logging

from balai.config.logs import MaskNik

NIK = "3304081203850002"


def test_a_traceback_quotes_no_nik() -> None:
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.addFilter(MaskNik())
    log = logging.Logger("uji")
    log.addHandler(handler)
    try:
        int(f"Failing row contains ({NIK})")
    except ValueError:
        log.exception("gagal untuk %s", NIK)
    assert NIK not in out.getvalue()
    assert "Failing row contains" in out.getvalue()
