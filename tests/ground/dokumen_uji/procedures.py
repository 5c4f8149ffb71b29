"""Step tables that the product does not have yet: an SK, an APB's way, a proposal before a forum. One gate fits all."""

from collections.abc import Iterator

from balai.ground.procedure.steps import Bar, By, Facts, Guard, Procedure, Step, Weight
from balai.plain.findings import Finding, Level

APB_LAW = "permendagri-20-2018"


def quorum(facts: Facts) -> Iterator[Finding]:
    """Fewer than the village's own order asks for."""
    if facts.body.get("hadir", 99) < 10:
        yield Finding(Level.FINDING, "kuorum", "Yang hadir kurang dari kuorum tata tertib.")


def balanced(facts: Facts) -> Iterator[Finding]:
    """A draft that does not add up is not agreed to."""
    if facts.body.get("selisih"):
        yield Finding(Level.REFUSAL, "tidak_seimbang", "Belum seimbang.")


SK = Procedure(
    "sk",
    {"draf": "draf", "ditandatangani": "ditandatangani", "dicabut": "dicabut"},
    (
        Step("buat", (), "draf", ("sekdes",), "uu-6-2014"),
        Step(
            "tandatangani", ("draf",), "ditandatangani", ("kades",), "uu-6-2014", records=("sekdes",),
            papers=("scan",), effects=("mandat:mulai",), public=True,
        ),
        Step("cabut", ("ditandatangani",), "dicabut", ("kades",), "uu-6-2014", needs_reason=True),
    ),
)  # fmt: skip
APB = Procedure(
    "apb",
    {
        "draf": "draf", "disepakati": "disepakati BPD", "dievaluasi": "dievaluasi", "ditetapkan": "ditetapkan",
        "diundangkan": "diundangkan",
    },
    (
        Step("susun", (), "draf", ("sekdes",), APB_LAW),
        Step(
            "sepakati", ("draf",), "disepakati", ("ketua_bpd",), APB_LAW, records=("sekdes",),
            guards=(Guard(balanced, Weight.BLOCK), Guard(quorum, Weight.REASON)),
        ),
        Step("evaluasi", ("disepakati",), "dievaluasi", ("camat",), APB_LAW, guards=(Guard(quorum, Weight.FIND),)),
        Step(
            "tetapkan", ("dievaluasi",), "ditetapkan", ("kades",), APB_LAW, bars=(Bar(("sepakati",), APB_LAW),)
        ),
        Step(
            "undangkan", ("ditetapkan",), "diundangkan", ("sekdes",), APB_LAW, bars=(Bar(("tetapkan",), APB_LAW),)
        ),
    ),
)  # fmt: skip
USUL = Procedure(
    "kegiatan",
    {"diajukan": "diajukan", "ditunda": "ditunda", "diterima": "diterima", "lewat": "lewat waktu"},
    (
        Step("ajukan", (), "diajukan", ("warga",), "uu-6-2014", by=By.PERSON, records=("kader",)),
        Step(
            "tunda", ("diajukan", "ditunda"), "ditunda", ("forum:berita_acara",), "uu-6-2014", by=By.FORUM,
            records=("sekdes",),
        ),
        Step(
            "terima", ("diajukan", "ditunda"), "diterima", ("forum:berita_acara",), "uu-6-2014", by=By.FORUM,
            records=("sekdes",),
        ),
        Step("lewatkan", ("ditunda",), "lewat", ("hukum",), "uu-6-2014", by=By.LAW, records=("sekdes",)),
    ),
)  # fmt: skip
