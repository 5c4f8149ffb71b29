"""Signing in and out; in demo mode also as one of the cast."""

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from balai.faces.kit.typed import names_person, typed
from balai.faces.office.access import home_of
from balai.ground.people import brake
from balai.ground.people.models import Pengguna

DEVICE = "balai_perangkat"  # a device that has signed in before; sent to this page only
DEVICE_SECONDS = 400 * 24 * 3600


def sign_in(request: HttpRequest) -> HttpResponse:
    """The form, and what it sends. After eight tries in five minutes: wait (`people/brake.py`)."""
    onward = _safe(request.GET.get("lanjut") or request.POST.get("lanjut") or "")
    context = {"lanjut": onward, "nama": ""}
    if request.method != "POST":
        if request.user.is_authenticated and not onward and (home := home_of(request)) != "/":
            return HttpResponseRedirect(home)
        return render(request, "office/masuk.html", context)
    name = request.POST.get("nama", "").strip().lower()[:60]
    one = brake.attempt(name, request.META.get("REMOTE_ADDR", ""), request.COOKIES.get(DEVICE, ""))
    if not brake.allowed(one):
        context |= {
            "nama": typed(name, 60),
            "salah": _("Terlalu sering salah. Tunggu lima menit, lalu coba lagi."),
        }
        return render(request, "office/masuk.html", context, status=429)
    user = authenticate(request, username=name, password=request.POST.get("sandi", ""))
    if user is None:
        context |= {"nama": typed(name, 60), "salah": _("Nama atau kata sandi tidak cocok.")}
        return render(request, "office/masuk.html", context, status=422)
    brake.succeeded(one)
    login(request, user)
    answer = HttpResponseRedirect(onward or home_of(request))
    answer.set_cookie(
        DEVICE, brake.mark_of(one), max_age=DEVICE_SECONDS, path=settings.LOGIN_URL, httponly=True, samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip
    return answer


def _safe(path: str) -> str:
    """Only addresses of this site, without a NIK."""
    if names_person(path):
        return ""
    return path if url_has_allowed_host_and_scheme(path, allowed_hosts=None) and path.startswith("/") else ""


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Out."""
    logout(request)
    return HttpResponseRedirect("/")


@csrf_exempt  # example logins of invented people on this machine; the door is for scripts too
@require_POST
def demo_sign_in(request: HttpRequest, peran: str) -> HttpResponse:
    """Demo mode only: sign in as one of the cast; anybody else is not there."""
    if not settings.BALAI_DEMO or peran not in dict(settings.BALAI_DEMO_ROLES):
        raise Http404
    user = Pengguna.objects.filter(username=peran).first()
    if user is None:
        raise Http404
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    return HttpResponseRedirect(home_of(request))
