"""All tables of the room, for Django."""

from balai.rooms.penganggaran.apbdes.models import Baris, Isi, Jumlah, Kegiatan

__all__ = ["Baris", "Isi", "Jumlah", "Kegiatan"]
