"""What stands around every request: timing in demo mode, policy headers, the mark of published pages."""

import re
import time
from collections.abc import Callable
from contextlib import ExitStack
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse

from balai.config.charset import ODD_CHARSET
from balai.config.demo_day import demo_day
from balai.config.front.bridge import CLIENT, TOO_LARGE
from balai.faces.public.errors import bad_request, too_large
from balai.ground.published.marker import EVERYWHERE, Marker

Next = Callable[[HttpRequest], HttpResponse]
VILLAGE = re.compile(r"^/(?:en/)?desa/([0-9.]{13})/")
POLICY = (
    "default-src 'none'; img-src 'self' data:; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "font-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


@cache
def marker() -> Marker:
    """This process's map of the counters."""
    return Marker(Path(settings.BALAI_PUBLISHED))


def server_timing(get_response: Next) -> Next:
    """`Server-Timing: sql;desc=7, app;dur=9` on dynamic answers, in demo mode."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not settings.BALAI_DEMO:
            return get_response(request)
        count = 0

        def counted(execute, sql, params, many, context):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202
            nonlocal count
            count += 1
            return execute(sql, params, many, context)

        start = time.perf_counter()
        with ExitStack() as stack:
            stack.enter_context(connection.execute_wrapper(counted))
            response = get_response(request)
        spent = (time.perf_counter() - start) * 1000
        response["Server-Timing"] = f"sql;desc={count}, app;dur={spent:.0f}"
        return response

    return middleware


def policy_headers(get_response: Next) -> Next:
    """Content-Security-Policy everywhere; private answers are never kept by anybody; the demo is not indexed."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.headers.get(TOO_LARGE):
            return too_large(request)
        if client := request.headers.get(CLIENT):
            request.META["REMOTE_ADDR"] = client  # the front's word: it strips what comes from outside
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", "geolocation=(), microphone=(), camera=()")
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        if settings.BALAI_DEMO:
            response["X-Robots-Tag"] = "noindex"
        return response

    return middleware


def published_mark(get_response: Next) -> Next:
    """Tell the front which answers it may keep: public village pages without query, cookie or error.

    The counter is read before the page is rendered, so a publish in between makes the page stale at once.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        code = _public_code(request)
        if code is None:
            response = get_response(request)
            if not request.path.startswith(settings.STATIC_URL):
                response.headers.setdefault(
                    "Cache-Control", "no-store" if _signed_in(request) else "no-cache"
                )
            return response
        counter = marker().value(code)
        response = get_response(request)
        if (
            response.status_code == 200
            and not response.cookies
            and not response.streaming
            and "no-store" not in response.get("Cache-Control", "")
        ):
            response["Balai-Terbit"] = f"{code} {counter}".strip()
        return response

    return middleware


def demo_clock(get_response: Next) -> Next:
    """In demo mode today is the day after the story's last act; the time of day runs on."""

    def middleware(request: HttpRequest) -> HttpResponse:
        with demo_day():
            return get_response(request)

    return middleware


def plain_requests(get_response: Next) -> Next:
    """Outermost: what no browser sends never reaches a parser. Forms are UTF-8; a session's name is letters and digits."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.META.get(ODD_CHARSET):
            return bad_request(request)
        session = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
        if session and not (session.isascii() and session.isalnum()):
            del request.COOKIES[settings.SESSION_COOKIE_NAME]
        return get_response(request)

    return middleware


def no_nul(get_response: Next) -> Next:
    """NUL is no letter: nobody types it, and the database takes no text that holds it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        sent = (
            v for q in (request.GET, request.POST) for values in q.lists() for v in (values[0], *values[1])
        )
        return bad_request(request) if any("\x00" in str(v) for v in sent) else get_response(request)

    return middleware


def _signed_in(request: HttpRequest) -> bool:
    user = getattr(request, "user", None)
    return user is not None and user.is_authenticated


def _public_code(request: HttpRequest) -> str | None:
    """The village of a page that may be kept, EVERYWHERE for the front door, None for all others."""
    if request.method not in {"GET", "HEAD"} or request.META.get("QUERY_STRING"):
        return None
    if request.path in {"/", "/en/"}:
        return EVERYWHERE
    match = VILLAGE.match(request.path)
    return match.group(1) if match else None
