"""The life of a decree of appointment: drafted, signed on paper, revoked; or recorded from a sheet signed before.

The Kepala Desa decides and signs on paper (UU 6/2014 Ps 26); the Sekdes keeps the village's papers (Permendagri 84/2015
Ps 7) and drafts and records. Cadre and operator only: since UU 3/2024 perangkat desa need the Bupati's written word too.
Nothing is erased: a draft that is given up stays as given up.
"""

from balai.ground.procedure.steps import Guard, Procedure, Step, Weight, register
from balai.rooms.pemerintahan.keputusan import rules
from balai.rooms.pemerintahan.keputusan.models import KIND

SHEET = "lembar_sk"
_KEEPS_PAPERS = "permendagri-84-2015-ps-7"
_APPOINTS = "uu-6-2014-ps-26"
_COMPLETE = Guard(rules.complete, Weight.BLOCK)
_NUMBERED = Guard(rules.numbered, Weight.BLOCK)
_FLAGS = (
    Guard(rules.begins_before_it_is_signed, Weight.FIND),
    Guard(rules.holds_another_office, Weight.FIND),
)

SK = register(
    Procedure(
        kind=KIND,
        states={
            "draf": "draf",
            "ditandatangani": "ditandatangani",
            "dicabut": "dicabut",
            "dibatalkan": "draf dibatalkan",
        },
        steps=(
            Step(
                "susun", (), "draf", ("sekdes",), _KEEPS_PAPERS, guards=(_COMPLETE, _FLAGS[1]), public=False,
                label="Susun keputusan",
            ),
            Step("batalkan", ("draf",), "dibatalkan", ("sekdes",), _KEEPS_PAPERS, label="Batalkan draf"),
            Step(
                "tandatangani", ("draf",), "ditandatangani", ("kades",), _APPOINTS, records=("sekdes",), papers=(SHEET,),
                guards=(_NUMBERED, *_FLAGS), effects=("mandat:mulai",), fields=("nomor",), public=True,
                label="Catat yang sudah ditandatangani",
            ),
            Step(
                "catat", (), "ditandatangani", ("kades",), _APPOINTS, records=("sekdes",), papers=(SHEET,),
                guards=(_COMPLETE, _NUMBERED, *_FLAGS), effects=("mandat:mulai",), public=True,
                label="Catat keputusan yang ada di kertas",
            ),
            Step(
                "cabut", ("ditandatangani",), "dicabut", ("kades",), _APPOINTS, records=("sekdes",), papers=(SHEET,),
                guards=(Guard(rules.nothing_done_since, Weight.BLOCK),), effects=("mandat:akhiri",), needs_reason=True,
                label="Catat pencabutan",
            ),
        ),
    )
)  # fmt: skip
