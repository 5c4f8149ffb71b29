"""Which activity code fits what people say? The chart of accounts (Permendagri 20/2018), searched by everyday words."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from balai.faces.kit.typed import typed
from balai.faces.public.penganggaran import words
from balai.ground.references import chart
from balai.ground.references.search import Explained, explain, search_activities
from balai.plain import clock

BEST = 10  # of the words; below a code all stand
EXAMPLES = ("posyandu", "jalan usaha tani", "jamban", "rumah tidak layak huni", "02.06", "internet")


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """The page: words or a code in `q`, activities in a calm list, best first."""
    query = typed(request.GET.get("q", ""), 100)
    year = clock.today().year
    code = chart.normal_kegiatan(query)
    found = found_for(query, code, year)
    return render(
        request,
        "public/kode.html",
        {
            "q": query, "kode": code, "hasil": found, "contoh_kata": EXAMPLES, "bidang": list(words.BIDANG.items()),
            "bagan": chart.chart(year), "di": "kode",
        },
    )  # fmt: skip


def found_for(query: str, code: str | None, year: int) -> list[dict[str, Any]]:
    """Activities as the list shows them; for a code all that stand below it, also a regency's own."""
    hits = search_activities(query, limit=BEST if code is None else 1000, year=year) if query else []
    best = max((h.score for h in hits), default=0)
    told = [explain(h.code, year) for h in hits if h.score * 2 >= best]  # half as good is another matter
    if code and not told:
        told = [explain(code, year)]
    return [_row(one) for one in told if one is not None]


def _row(one: Explained) -> dict[str, Any]:
    (bidang, official), (sub, sub_name) = one.above
    return {"k": one, "bidang": words.bidang(bidang, {bidang: official}), "sub": sub_name, "kode_sub": sub}
