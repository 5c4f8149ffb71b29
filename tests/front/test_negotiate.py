"""Accept-Encoding, If-None-Match and Vary: examples and rules of RFC 9110."""

import pytest

from balai.config.front.negotiate import takes_gzip, unchanged, varies_by_encoding


@pytest.mark.parametrize(("accepted", "takes"), [
    (None, False),  # anything is acceptable; plain bytes are understood by all
    ("", False),  # section 12.5.3, example: empty means no coding
    ("compress, gzip", True),  # its examples
    ("*", True),
    ("compress;q=0.5, gzip;q=1.0", True),
    ("gzip;q=1.0, identity; q=0.5, *;q=0", True),
    ("gzip;q=0", False),
    ("gzip; q=0.0, deflate", False),
    ("GZIP ; Q=0.001", True),  # names and weights know no case
    ("*;q=0", False),
    ("gzip;q=0, *", False),  # what is named goes before the star
    ("x-gzip", True),  # section 8.4.1.3: the same
    ("gzip;q=0.5, identity", False),  # the higher weight is preferred
    ("identity;q=0, gzip", True),
    ("gzip;q=banyak", False),
    ("gzipped, notgzip", False),
    ("br, deflate", False),
])  # fmt: skip
def test_who_takes_gzip(accepted: str | None, takes: bool) -> None:
    assert takes_gzip(accepted) is takes


@pytest.mark.parametrize(("known", "same"), [
    (['"xyzzy"'], True),  # section 13.1.2, its examples
    (['W/"xyzzy"'], True),
    (['"xyzzy", "r2d2xxxx", "c3piozzzz"'], True),
    (['W/"r2d2xxxx",  W/"xyzzy" ,'], True),
    (['"r2d2xxxx"', 'W/"xyzzy"'], True),  # two lines of one field are one list (section 5.3)
    (["*"], True),
    (['"a, xyzzy, b"'], False),  # a comma inside a tag
    (["xyzzy"], False),
    (['"XYZZY"'], False),
    (['"*"'], False),
    ([""], False),
])  # fmt: skip
@pytest.mark.parametrize("etag", ['"xyzzy"', 'W/"xyzzy"'])
def test_whether_it_is_known_already(known: list[str], etag: str, same: bool) -> None:
    assert unchanged(known, etag) is same


@pytest.mark.parametrize(("before", "after"), [
    ([], "Accept-Encoding"),
    ([("vary", "Cookie"), ("vary", "Accept-Language")], "Cookie, Accept-Language, Accept-Encoding"),
    ([("vary", "accept-encoding, Cookie")], "accept-encoding, Cookie"),
    ([("vary", "*")], "*"),
])  # fmt: skip
def test_what_an_answer_depends_on(before: list[tuple[str, str]], after: str) -> None:
    assert varies_by_encoding([("etag", '"x"'), *before]) == [("etag", '"x"'), ("vary", after)]
