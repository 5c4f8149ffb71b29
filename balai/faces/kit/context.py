"""What every page knows. Nothing of the reader: public pages are the same for all."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from balai import __version__
from balai.faces.kit.typed import names_person


def every_page(request: HttpRequest) -> dict[str, Any]:
    """Version, demo mode and its day, language, this path, and the same page in the other language if there is one.

    `folder`: the page is rendered for a folder without server (`balai publish`): nothing that needs one stands on it.
    `asing`: the attribute of words that stay Indonesian on an English page.
    """
    path = request.path
    english = path.startswith("/en/")
    here = path if names_person(request.get_full_path()) else request.get_full_path()
    other = translate_url(here, "id" if english else "en")
    folder = bool(request.META.get("balai.folder"))
    return {
        "balai_versi": __version__,
        "balai_demo": settings.BALAI_DEMO,
        "balai_hari": settings.BALAI_DEMO_DAY,
        "balai_url": settings.BALAI_URL,
        "bahasa": get_language() or "id",
        "jalur": path,
        "jalur_lain": other if other != here else "",
        "awalan": "/en" if english else "",
        "folder": folder,
        "asing": SafeString(' lang="id"' if english else ""),
    }
