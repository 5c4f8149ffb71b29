"""Places in use and the village fence."""

from django.apps import AppConfig


class Wilayah(AppConfig):
    """Places in use and the village fence."""

    name = "balai.ground.wilayah"
    label = "wilayah"
