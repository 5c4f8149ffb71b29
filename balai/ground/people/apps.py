"""Logins, persons, offices, mandates."""

from django.apps import AppConfig


class People(AppConfig):
    """Logins, persons, offices, mandates."""

    name = "balai.ground.people"
    label = "people"
