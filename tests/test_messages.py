"""English is complete, and what is compiled is what is written."""

from tests import messages


def test_every_message_has_its_english() -> None:
    assert messages.untranslated(messages.fresh()) == []


def test_the_catalogue_is_extracted_and_compiled() -> None:
    catalogue = messages.fresh()
    assert messages.PO.read_bytes() == messages.as_po(catalogue), "run `make messages`"
    assert messages.PO.with_suffix(".mo").read_bytes() == messages.as_mo(catalogue), "run `make messages`"
