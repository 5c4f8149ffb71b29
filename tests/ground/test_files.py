"""Bytes by content: whole or not at all, closed to others, and two villages share nothing."""

import hashlib

import pytest

from balai.ground.files import store

A, B = "33.99.99.2001", "33.04.08.2010"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.BALAI_FILES = tmp_path / "berkas"
    return settings.BALAI_FILES


def test_what_is_kept_comes_back_by_its_hash() -> None:
    digest = store.keep(A, b"isi")
    assert digest == hashlib.sha256(b"isi").hexdigest()
    assert store.read(A, digest) == b"isi"


def test_the_same_bytes_twice_are_one_file(folder) -> None:
    store.keep(A, b"isi")
    store.keep(A, b"isi")
    assert len([p for p in folder.rglob("*") if p.is_file()]) == 1, "and no draft is left behind"


def test_equal_bytes_of_two_villages_share_nothing() -> None:
    digest = store.keep(A, b"isi")
    with pytest.raises(FileNotFoundError):
        store.read(B, digest)
    store.keep(B, b"isi")
    store.path_of(A, digest).write_bytes(b"lain")
    assert store.read(B, digest) == b"isi"


def test_bytes_changed_on_disk_are_not_served() -> None:
    digest = store.keep(A, b"isi")
    store.path_of(A, digest).write_bytes(b"lain")
    with pytest.raises(store.FileDamaged):
        store.read(A, digest)


def test_folders_are_closed_to_others(folder) -> None:
    path = store.path_of(A, store.keep(A, b"isi"))
    for place in (path.parent, path.parent.parent, folder):
        assert place.stat().st_mode & 0o077 == 0, place


def test_bytes_sent_again_mend_a_damaged_file() -> None:
    digest = store.keep(A, b"isi")
    store.path_of(A, digest).write_bytes(b"lain")
    store.keep(A, b"isi")
    assert store.read(A, digest) == b"isi"
