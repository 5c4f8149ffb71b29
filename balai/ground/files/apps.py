"""Content-addressed files."""

from django.apps import AppConfig


class Files(AppConfig):
    """Content-addressed files."""

    name = "balai.ground.files"
    label = "files"
