"""Prints."""

from django.apps import AppConfig


class Cetakan(AppConfig):
    """Prints."""

    name = "balai.ground.cetakan"
    label = "cetakan"
