"""All addresses (house, section 7). Public pages exist in both languages; the rest speaks the reader's choice."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from balai.config.health import health

urlpatterns = [
    path("sehat", health),
    path("", include("balai.faces.office.urls")),
    *i18n_patterns(path("", include("balai.faces.public.urls")), prefix_default_language=False),
]

handler400 = "balai.faces.public.errors.bad_request"
handler403 = "balai.faces.public.errors.forbidden"
handler404 = "balai.faces.public.errors.not_found"
handler500 = "balai.faces.public.errors.server_error"
