"""Places in use. The national list stays a file (`places.py`); only what somebody works with becomes a row."""

from django.db import models

from balai.ground.wilayah.fence import Rights


class Wilayah(models.Model):
    """A place. Not behind the fence: names and codes of places are public."""

    code = models.CharField(max_length=13, unique=True)
    name = models.CharField(max_length=120)
    level = models.CharField(max_length=10)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    contoh = models.BooleanField(default=False)
    zone = models.CharField(max_length=4, default="WIB")

    class Meta:
        constraints = [Rights(name="wilayah_hak", may="SELECT, INSERT")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
