"""A reason is words. What looks empty is empty."""

import pytest

from balai.plain.words import says_something


@pytest.mark.parametrize("text", ["salah berkas", "uji", "3 kali salah", "ꦏꦭꦶꦫꦸ", "خطأ", "Ke­li­ru"])
def test_words(text: str) -> None:
    assert says_something(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "   ", "\t\n", "\u200b\u200b\u200b\u200b", "\u00a0\u2007\u3000", "\ufeff\u2060\u200d", "\u3164\u3164\u3164\u115f", "\u202e\u202c...",
        "----", "123456", "?!?", "a", "\u2800\u2800\u2800", "\u0301\u0301\u0301",
    ],
)  # fmt: skip
def test_no_words(text: str) -> None:
    assert not says_something(text)
