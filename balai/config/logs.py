"""Logs carry no sixteen-digit numbers."""

import logging

from balai.plain.masks import mask_nik


class MaskNik(logging.Filter):
    """Masks the finished message of every record, and its traceback."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always lets the record through, masked."""
        record.msg = mask_nik(record.getMessage())
        record.args = ()
        if (
            record.exc_info and not record.exc_text
        ):  # a traceback quotes what was sent, and rows of the database
            record.exc_text = mask_nik(logging.Formatter().formatException(record.exc_info))
        return True


class OneLine(logging.Filter):
    """A request that is wrong by itself (400) is one line: a stranger fills no log with tracebacks."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always lets the record through."""
        if getattr(record, "status_code", None) == 400:
            record.exc_info = record.exc_text = None
        return True


class NotYet(logging.Filter):
    """Drops 503: said on purpose, with the time to come back. It is no fault, and a page that asks again repeats it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether to write it."""
        return getattr(record, "status_code", None) != 503
