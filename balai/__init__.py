"""Balai, the open village hall. `docs/decisions/` says how it is built and why."""

__version__ = "0.1.0"
