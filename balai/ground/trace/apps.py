"""The event chain."""

from django.apps import AppConfig


class Trace(AppConfig):
    """The event chain."""

    name = "balai.ground.trace"
    label = "trace"
