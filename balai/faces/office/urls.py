"""Addresses of the office."""

from django.urls import path, re_path

from balai.faces.office import kantor, massal, massal_jawab, masuk, mulai
from balai.faces.office.pemerintahan import keputusan
from balai.faces.office.penganggaran import cetakan, titipan

KODE = r"(?P<kode>[0-9]{2}(?:\.[0-9]{2}){0,2}(?:\.[0-9]{4})?)"
KIRIMAN = r"(?P<token>[a-f0-9]{32})"

urlpatterns = [
    path("masuk/", masuk.sign_in, name="masuk"),
    path("keluar/", masuk.sign_out, name="keluar"),
    path("demo/masuk/<slug:peran>/", masuk.demo_sign_in, name="demo-masuk"),
    path("mulai/", mulai.start, name="mulai"),
    re_path(r"^mulai/(?P<kode>[0-9.]{13})/$", mulai.person, name="mulai-orang"),
    path("kantor/", masuk.sign_in, name="kantor-saya"),
    re_path(rf"^kantor/{KODE}/$", kantor.home, name="kantor"),
    re_path(rf"^kantor/{KODE}/cetakan/$", cetakan.prints, name="cetakan"),
    re_path(
        rf"^kantor/{KODE}/cetakan/titipan/(?P<token>[A-Za-z0-9_-]{{10,40}})/$",
        titipan.preview,
        name="pratinjau",
    ),
    re_path(rf"^kantor/{KODE}/cetakan/(?P<nomor>[0-9]{{1,12}})/$", cetakan.detail, name="cetakan-satu"),
    re_path(
        rf"^kantor/{KODE}/cetakan/(?P<nomor>[0-9]{{1,12}})/(?P<langkah>[a-z_]+)/$",
        cetakan.act,
        name="cetakan-langkah",
    ),
    re_path(rf"^kantor/{KODE}/keputusan/$", keputusan.listed, name="keputusan"),
    re_path(rf"^kantor/{KODE}/keputusan/baru/$", keputusan.new, name="keputusan-baru"),
    re_path(rf"^kantor/{KODE}/keputusan/(?P<nomor>[0-9]{{1,12}})/$", keputusan.detail, name="keputusan-satu"),
    re_path(
        rf"^kantor/{KODE}/keputusan/(?P<nomor>[0-9]{{1,12}})/sk.pdf$", keputusan.paper, name="keputusan-pdf"
    ),
    re_path(
        rf"^kantor/{KODE}/keputusan/(?P<nomor>[0-9]{{1,12}})/lembar/(?P<sha256>[0-9a-f]{{64}})/$",
        keputusan.sheet,
        name="keputusan-lembar",
    ),
    re_path(
        rf"^kantor/{KODE}/keputusan/(?P<nomor>[0-9]{{1,12}})/(?P<langkah>[a-z_]+)/$",
        keputusan.act,
        name="keputusan-langkah",
    ),
    re_path(rf"^kantor/{KODE}/massal/$", massal.bulk, name="massal"),
    re_path(rf"^kantor/{KODE}/massal/{KIRIMAN}/$", massal.batch, name="kiriman"),
    re_path(rf"^kantor/{KODE}/massal/{KIRIMAN}/laporan.csv$", massal.report_csv, name="kiriman-csv"),
    re_path(
        rf"^kantor/{KODE}/massal/{KIRIMAN}/(?P<nomor>[0-9]{{1,5}})/$",
        massal_jawab.answer,
        name="kiriman-jawab",
    ),
]
