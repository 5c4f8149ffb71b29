"""Error pages in Balai's own words. What was typed is kept where a form was sent."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.shortcuts import render
from django.utils.translation import gettext as _

from balai.plain.masks import mask_nik


def page(request: HttpRequest, status: int, title: str, words: str, **more: Any) -> HttpResponse:
    """One error page."""
    return render(
        request, "public/galat.html", {"galat": status, "judul": title, "kata": words, **more}, status=status
    )


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return page(
        request,
        400,
        _("Permintaan tidak terbaca"),
        _(
            "Alamat atau isian yang dikirim tidak dapat dibaca. Kembali ke halaman sebelumnya, lalu coba lagi."
        ),
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return page(
        request,
        403,
        _("Ini wewenang jabatan lain"),
        _(
            "Hanya pemegang jabatan itu yang dapat melakukannya. Masuklah dengan jabatan itu, atau mintalah kepada pejabatnya."
        ),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    found = page(
        request,
        404,
        _("Halaman tidak ada"),
        _(
            "Alamat ini tidak ada di Balai, atau bukan untuk umum. Periksa kode desa dan tahunnya, atau mulai dari daftar desa."
        ),
    )
    return HttpResponseNotFound(found.content)


def too_large(request: HttpRequest) -> HttpResponse:
    """413."""
    return page(
        request,
        413,
        _("Berkas terlalu besar"),
        _(
            "Sekali kirim paling banyak 128 MB, dan tiap cetakan paling besar 20 MB. Bagi kirimannya per kecamatan."
        ),
    )


def too_many(request: HttpRequest) -> HttpResponse:
    """429."""
    return page(request, 429, _("Terlalu sering"), _("Tunggu beberapa menit, lalu coba lagi."))


def server_error(request: HttpRequest) -> HttpResponse:
    """500."""
    return page(
        request,
        500,
        _("Ada kesalahan pada Balai"),
        _(
            "Kesalahannya pada kami dan sudah tercatat. Yang sudah tersimpan tidak berubah. Coba lagi sebentar lagi."
        ),
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token is missing or old: what was typed is shown again, to be sent anew."""
    typed = [
        (k, mask_nik(v))
        for k, v in request.POST.items()
        if k != "csrfmiddlewaretoken" and "sandi" not in k and "password" not in k
    ]
    words = _(
        "Halaman formulirnya sudah terlalu lama terbuka. Isian Anda di bawah ini; kembali ke formulir, muat ulang, lalu kirim lagi."
    )
    return page(request, 403, _("Formulir perlu dimuat ulang"), words, isian=typed)
