"""Error pages: our own words, the right status, what was typed kept, secrets not."""

import pytest
from django.test import Client, RequestFactory

from balai.faces.public import errors


@pytest.fixture(autouse=True)
def plain_static(settings) -> None:
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": plain}}


def request(data: dict[str, str] | None = None):
    made = RequestFactory().post("/kantor/", data or {})
    made._messages = []
    return made


@pytest.mark.parametrize(("view", "status"), [
    (errors.bad_request, 400), (errors.forbidden, 403), (errors.not_found, 404), (errors.too_large, 413),
    (errors.too_many, 429), (errors.server_error, 500),
])  # fmt: skip
def test_each_has_its_status_its_words_and_a_way_out(view, status: int) -> None:
    answer = view(request())
    html = answer.content.decode()
    assert answer.status_code == status
    assert f'<p class="ket">{status}</p>' in html
    assert 'href="/"' in html
    assert ".." not in html.split("<main")[1].split("</main")[0], "a sentence with two full stops"


def test_an_old_form_keeps_what_was_typed_but_no_secret() -> None:
    typed = {
        "alasan": "Berkas <keliru>",
        "csrfmiddlewaretoken": "t0ken",
        "kata_sandi": "rahasia1",
        "password": "rahasia2",
    }
    html = errors.csrf_failure(request(typed)).content.decode()
    assert "Berkas &lt;keliru&gt;" in html
    for secret in ("t0ken", "rahasia1", "rahasia2"):
        assert secret not in html


def test_csrf_failure_is_wired_and_an_unknown_path_is_ours() -> None:
    client = Client(enforce_csrf_checks=True)
    assert "Halaman tidak ada" in client.get("/tidak/ada/").content.decode()
    answer = client.post("/masuk/", {"pengguna": "seseorang", "sandi": "rahasia"})
    assert answer.status_code == 403
    assert "Formulir perlu dimuat ulang" in answer.content.decode()
    assert "seseorang" in answer.content.decode()
    assert "rahasia" not in answer.content.decode()


def test_english_errors_are_english() -> None:
    html = Client().get("/en/desa/nope/").content.decode()
    assert "Halaman tidak ada" not in html
    assert 'lang="en"' in html
