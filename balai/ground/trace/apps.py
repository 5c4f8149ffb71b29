"""The event chain."""

from django.apps import AppConfig


class Trace(AppConfig):
    """The event chain, with what the ground itself asks of it."""

    name = "balai.ground.trace"
    label = "trace"

    def ready(self) -> None:
        """Hand the ground's checks to the engine."""
        from balai.ground.trace import files, mandates, place, verify

        for module in (place, mandates, files):
            verify.register(module.check)
