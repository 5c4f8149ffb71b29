"""The picture of a signed sheet: set anew and kept; the act that names it writes its row."""

from django.http import HttpRequest

from balai.faces.office.access import Desk
from balai.ground.files import proofs
from balai.ground.files.pictures import set_anew
from balai.ground.files.proofs import Proof


def sheet_of(request: HttpRequest, desk: Desk) -> Proof | None:
    """The uploaded picture as we keep it, or None if none came. Raises PictureRefused."""
    upload = request.FILES.get("lembar")
    return proofs.keep(desk.place.code, set_anew(upload.read())) if upload else None
