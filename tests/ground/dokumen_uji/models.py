"""A document that exists in tests only: the gate must fit procedures that the product does not have yet."""

from django.db import models

from balai.ground.utas.models import Document, one_simpul
from balai.ground.wilayah.fence import Told


class DokumenUji(Document):
    """An SK, an APB: whatever a step table of the tests says."""

    kind = models.CharField(max_length=20)
    about = models.CharField(max_length=80, blank=True)

    class Meta:
        app_label = "dokumen_uji"
        constraints = [one_simpul("dokumen_uji"), Told(name="dokumen_uji_jejak")]
