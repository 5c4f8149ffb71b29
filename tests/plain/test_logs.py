"""Logs carry no sixteen digits: neither in the message nor in the traceback that quotes what was sent."""

import io
import logging

from balai.config.logs import MaskNik, OneLine

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


def test_a_wrong_request_is_one_line_and_a_fault_of_ours_is_whole(capsys) -> None:
    log = logging.getLogger("uji.sebaris")
    handler = logging.StreamHandler()
    handler.addFilter(OneLine())
    log.addHandler(handler)
    for status in (400, 500):
        try:
            int("multipart")
        except ValueError:
            log.exception("Bad Request", extra={"status_code": status})
    log.removeHandler(handler)
    said = capsys.readouterr().err
    assert said.count("Bad Request") == 2
    assert said.count("Traceback") == 1
