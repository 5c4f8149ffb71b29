"""The room of the village government: decrees and appointments."""

from django.apps import AppConfig


class Pemerintahan(AppConfig):
    """Registers the room's checks for `verify`."""

    name = "balai.rooms.pemerintahan"
    label = "pemerintahan"

    def ready(self) -> None:
        """Hand over what replay and recomputation must look at."""
        from balai.rooms.pemerintahan.keputusan import checks

        checks.register()
