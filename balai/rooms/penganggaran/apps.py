"""The room of the budget."""

from django.apps import AppConfig


class Penganggaran(AppConfig):
    """Registers the room's checks for `verify`."""

    name = "balai.rooms.penganggaran"
    label = "penganggaran"

    def ready(self) -> None:
        """Hand over what replay and recomputation must look at."""
        from balai.rooms.penganggaran.apbdes import checks

        checks.register()
