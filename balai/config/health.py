"""`/sehat`: whether this Balai can answer, for monitors. No figures that help an attacker."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse


def health(request: HttpRequest) -> JsonResponse:
    """200 with `{"sehat": true}`, or 503 with what is missing."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"sehat": False, "karena": "basis data tidak menjawab"}, status=503)
    return JsonResponse({"sehat": True})
