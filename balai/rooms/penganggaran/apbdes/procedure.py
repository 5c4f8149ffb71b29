"""The life of a budget print: received, published, confirmed, superseded, withdrawn (issue 01; house, decision 9).

A kabupaten's office may receive and publish for its villages; the village confirms, replaces or withdraws. Nothing is erased.
"""

from collections.abc import Iterable

from balai.ground.procedure.steps import Facts, Guard, Procedure, Step, Weight, register
from balai.plain.findings import Finding, Level
from balai.rooms.penganggaran.apbdes.shape import RANCANGAN

ABOVE = "dinas_pmd"
VILLAGE = ("sekdes", "operator", "kades")
RECEIVERS = (*VILLAGE, ABOVE)


def draft_is_not_published(facts: Facts) -> Iterable[Finding]:
    """A rancangan is for the office only."""
    if facts.doc.get("version") == RANCANGAN:
        message = "Rancangan tidak diterbitkan; terbitkan cetakan sesudah APB Desa ditetapkan."
        yield Finding(Level.REFUSAL, "rancangan_tidak_terbit", message)


def confirms_only_what_came_from_above(facts: Facts) -> Iterable[Finding]:
    """A village confirms what its kabupaten published; its own print needs no confirmation."""
    if facts.doc.get("received_office") != ABOVE:
        message = "Cetakan ini diterima oleh desa sendiri, sehingga tidak perlu dibenarkan."
        yield Finding(Level.REFUSAL, "cetakan_desa_sendiri", message)


def the_village_keeps_its_own(facts: Facts) -> Iterable[Finding]:
    """The kabupaten publishes what it received; a print that the village received or confirmed is the village's."""
    if facts.office != ABOVE:
        return
    if any(
        d.get("received_office") != ABOVE or d["state"] == "dikonfirmasi" for d in (facts.doc, *facts.beside)
    ):
        message = (
            "Desa sudah menerima atau membenarkan cetakannya sendiri; Dinas tidak menerbitkan atau menggantinya. "
            "Minta desa menerbitkannya."
        )
        yield Finding(Level.REFUSAL, "cetakan_milik_desa", message)


_OPEN = "uu-6-2014-ps-86"  # the village's information system is open to its people
_BOOK = "permendagri-20-2018-ps-39"  # the APB is told to the people
_NO_DRAFT = Guard(draft_is_not_published, Weight.BLOCK)
_OWN = Guard(the_village_keeps_its_own, Weight.BLOCK)

CETAKAN = register(
    Procedure(
        kind="cetakan",
        states={
            "diterima": "diterima",
            "diterbitkan": "diterbitkan",
            "dikonfirmasi": "dikonfirmasi desa",
            "digantikan": "digantikan cetakan yang lebih baru",
            "ditarik": "ditarik",
        },
        steps=(
            Step("terima", (), "diterima", RECEIVERS, _BOOK, label="Terima cetakan", public=False),
            Step(
                "terbitkan", ("diterima", "digantikan"), "diterbitkan", RECEIVERS, _BOOK, guards=(_NO_DRAFT, _OWN),
                effects=("kegiatan:anggarkan",), label="Terbitkan", public=True,
            ),
            Step(
                "terbitkan_ganti", ("diterima", "digantikan"), "diterbitkan", RECEIVERS, _BOOK, guards=(_NO_DRAFT, _OWN),
                effects=("kegiatan:anggarkan", "cetakan:ganti"), label="Terbitkan sebagai pengganti", public=True,
            ),
            Step(
                "konfirmasi", ("diterbitkan",), "dikonfirmasi", VILLAGE, _OPEN,
                guards=(Guard(confirms_only_what_came_from_above, Weight.BLOCK),), label="Nyatakan cetakan Dinas ini benar",
            ),
            Step(
                "tarik", ("diterima", "diterbitkan", "dikonfirmasi"), "ditarik", VILLAGE, _OPEN, needs_reason=True,
                label="Tarik cetakan",
            ),
        ),
    )
)  # fmt: skip
