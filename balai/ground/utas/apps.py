"""The thread."""

from django.apps import AppConfig


class Utas(AppConfig):
    """The thread."""

    name = "balai.ground.utas"
    label = "utas"
