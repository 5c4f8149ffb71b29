"""What is public, across villages."""

from django.apps import AppConfig


class Published(AppConfig):
    """What is public, across villages."""

    name = "balai.ground.published"
    label = "published"
