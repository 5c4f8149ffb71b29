"""Public addresses. They stand on printed paper: keep them."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import path, re_path

from balai.faces.public import daftar, kode, pages, source, wewenang
from balai.faces.public.penganggaran import views

DESA = r"^desa/(?P<kode>[0-9]{2}\.[0-9]{2}\.[0-9]{2}\.[0-9]{4})/"
TAHUN = DESA + r"anggaran/(?P<tahun>[0-9]{4})/"


def _with_year(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    def inner(request: HttpRequest, kode: str, tahun: str, **more: str) -> HttpResponseBase:
        return view(request, kode, int(tahun), **more)

    return inner


urlpatterns = [
    path("", daftar.front_door, name="depan"),
    path("desa/", daftar.villages, name="daftar"),
    path("kode/", kode.find, name="kode"),
    path("privasi/", pages.privacy, name="privasi"),
    path("tentang/", pages.about, name="tentang"),
    path("tentang/sumber.zip", source.source, name="sumber"),
    re_path(DESA + r"$", pages.village_home, name="desa"),
    re_path(DESA + r"wewenang/$", wewenang.who_may, name="wewenang"),
    re_path(DESA + r"berkas/(?P<sha256>[0-9a-f]{64})/$", views.original, name="berkas"),
    re_path(TAHUN + r"$", _with_year(views.year), name="anggaran"),
    re_path(
        TAHUN + r"belanja/(?P<kode_belanja>[0-9]{2}(?:\.[0-9]{2}\.[0-9]{2})?)/$",
        _with_year(views.spending),
        name="belanja",
    ),
    re_path(TAHUN + r"belanja/tanpa-kegiatan/$", _with_year(views.loose), name="tanpa-kegiatan"),
    re_path(TAHUN + r"sumber/(?P<sumber>[A-Z]{2,6})/$", _with_year(views.source), name="sumber"),
    re_path(TAHUN + r"pendapatan/$", _with_year(views.income), name="pendapatan"),
    re_path(TAHUN + r"pembiayaan/$", _with_year(views.financing), name="pembiayaan"),
    re_path(TAHUN + r"cari/$", _with_year(views.search), name="cari"),
    re_path(TAHUN + r"unduh/(?P<nama>[a-z0-9.-]{3,40})$", _with_year(views.download), name="unduh"),
]
