"""Translations by Babel: `make messages` extracts every source string, keeps what is translated, compiles.

Source strings are Indonesian; English must be complete (`tests/test_messages.py`). Django templates become
Python-like text through Django's own `templatize`, which Babel then reads.
"""

import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
PO = ROOT / "balai" / "locale" / "en" / "LC_MESSAGES" / "django.po"
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
KEYWORDS = {
    "gettext": None, "gettext_lazy": None, "gettext_noop": None, "_": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip

Found = tuple[str, int, str | tuple[str, str], str | None]


def found() -> Iterator[Found]:
    """Every message in the product: (file, line, id, context)."""
    for path in sorted((ROOT / "balai").rglob("*")):
        if path.suffix == ".py" and "migrations" not in path.parts:
            text = path.read_text(encoding="utf-8")
        elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
            text = templatize(path.read_text(encoding="utf-8"), origin=str(path))
        else:
            continue
        for line, ids, _comments, context in extract("python", io.BytesIO(text.encode()), KEYWORDS, (), {}):
            yield str(path.relative_to(ROOT)), line, ids, context


def fresh() -> Catalog:
    """The catalogue as it must be: all messages found, with the translations that exist."""
    old = read_po(io.BytesIO(PO.read_bytes()), locale="en") if PO.exists() else Catalog(locale="en")
    new = Catalog(
        locale="en", project="Balai", version="", copyright_holder="Balai", charset="utf-8", fuzzy=False
    )
    new.creation_date = new.revision_date = EPOCH  # the present date would change the file on every run
    for file, _line, ids, context in found():
        known = old.get(ids, context=context)
        entry = new.add(ids, known.string if known else None, locations=[(file, None)], context=context)
        if "python-format" in entry.flags and known is not None:
            entry.flags.discard("fuzzy")
    return new


def as_po(catalogue: Catalog) -> bytes:
    """The text of the .po file."""
    out = io.BytesIO()
    write_po(out, catalogue, width=110, sort_by_file=True, include_lineno=False)
    return out.getvalue()


def as_mo(catalogue: Catalog) -> bytes:
    """The compiled catalogue."""
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def main() -> int:
    """Write django.po and django.mo; say what is missing."""
    catalogue = fresh()
    PO.parent.mkdir(parents=True, exist_ok=True)
    PO.write_bytes(as_po(catalogue))
    PO.with_suffix(".mo").write_bytes(as_mo(catalogue))
    missing = untranslated(catalogue)
    for message in missing:
        print(f"no English: {message!r}")
    print(f"{len(catalogue)} messages, {len(missing)} without English")
    return 1 if missing else 0


def untranslated(catalogue: Catalog) -> list[str]:
    """Ids without a complete English text."""
    return [
        str(m.id)
        for m in catalogue
        if m.id and not all(m.string if isinstance(m.string, tuple) else (m.string,))
    ]


if __name__ == "__main__":
    sys.exit(main())
