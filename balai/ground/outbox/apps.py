"""Work for later."""

from django.apps import AppConfig


class Outbox(AppConfig):
    """Work for later."""

    name = "balai.ground.outbox"
    label = "outbox"
