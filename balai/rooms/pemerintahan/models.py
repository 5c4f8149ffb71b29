"""All tables of the room, for Django."""

from balai.rooms.pemerintahan.keputusan.models import Keputusan

__all__ = ["Keputusan"]
