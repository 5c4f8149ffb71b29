"""argparse's own words in Indonesian: what people see of a command line that is not ours.

argparse asks `_` and `ngettext` of its module for every sentence. A test holds this table against the sentences that
the running Python has; messages that only a programming mistake brings about stay English.
"""

import argparse

WORDS = {
    "usage: ": "Pemakaian: ",
    "positional arguments": "yang ditulis",
    "options": "pilihan",
    "show this help message and exit": "tampilkan keterangan ini",
    "%(prog)s: error: %(message)s\n": "%(prog)s: %(message)s\n",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "the following arguments are required: %s": "belum ditulis: %s",
    "one of the arguments %s is required": "tulis salah satu: %s",
    "unrecognized arguments: %s": "tidak dikenal: %s",
    "unexpected option string: %s": "pilihan tidak dikenal: %s",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s dapat berarti %(matches)s; tulis lengkap",
    "not allowed with argument %s": "tidak dapat dipakai bersama %s",
    "ignored explicit argument %r": "tidak menerima nilai %r",
    "expected one argument": "tulis satu nilai sesudahnya",
    "expected at most one argument": "paling banyak satu nilai",
    "expected at least one argument": "tulis paling sedikit satu nilai sesudahnya",
    "expected %s argument": "tulis %s nilai sesudahnya",
    "expected %s arguments": "tulis %s nilai sesudahnya",
    "invalid %(type)s value: %(value)r": "nilai %(value)r bukan angka; tulis misalnya 2025",
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)r tidak ada; yang ada: %(choices)s",
    "unknown parser %(parser_name)r (choices: %(choices)s)": "%(parser_name)r tidak ada; yang ada: %(choices)s",
    "can't open '%(filename)s': %(error)s": "'%(filename)s' tidak dapat dibuka: %(error)s",
}


def speak_indonesian() -> None:
    """From now on argparse says these words."""
    argparse._ = lambda text: WORDS.get(text, text)  # type: ignore[attr-defined]
    argparse.ngettext = lambda one, many, n: WORDS.get(one if n == 1 else many, many)  # type: ignore[attr-defined]
