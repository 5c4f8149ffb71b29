"""All addresses (house, section 7). Public pages exist in both languages; the rest speaks the reader's choice."""

from django.urls import path

from balai.config.health import health

urlpatterns = [
    path("sehat", health),
]
