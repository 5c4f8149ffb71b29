"""The source of the running Balai, as the AGPL asks (section 13): exactly the files that answer here, as a ZIP."""

import io
import zipfile
from functools import cache
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from balai import __version__

PACKAGE = Path(__file__).resolve().parents[2]


@cache
def packed() -> bytes:
    """The package as a ZIP; the same bytes for the same files. No data and no secrets lie inside the package."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(p for p in PACKAGE.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
            entry = zipfile.ZipInfo(
                f"balai-{__version__}/balai/{path.relative_to(PACKAGE).as_posix()}", (2020, 1, 1, 0, 0, 0)
            )
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, path.read_bytes())
    return out.getvalue()


@require_safe
def source(request: HttpRequest) -> HttpResponse:
    """Download it."""
    response = HttpResponse(packed(), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="balai-{__version__}-sumber.zip"'
    return response
