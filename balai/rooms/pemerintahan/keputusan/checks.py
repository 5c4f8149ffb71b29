"""What `verify` looks at in decrees: state, words and mandate of each against the chain."""

from collections.abc import Iterator

from balai.ground.trace import verify
from balai.ground.trace.verify import Village, Wrong
from balai.rooms.pemerintahan.keputusan.digests import about
from balai.rooms.pemerintahan.keputusan.models import KIND, Keputusan
from balai.rooms.pemerintahan.keputusan.procedure import SK


def register() -> None:
    """Hand the check to the engine."""
    verify.register(decrees)


def decrees(village: Village) -> Iterator[Wrong]:
    """Each decree says what its last event that told its words said, is where its last event left it, and has its mandate."""
    told: dict[str, dict[str, str]] = {}
    for event in village.events:
        step = str(event.get("step", "")).removeprefix(f"{KIND}.")
        if step not in SK.by_name or (event["from"] is not None and event["simpul"] not in told):
            continue
        one = told.setdefault(event["simpul"], {"rev": "0", "mandate": ""})
        one |= {"state": event["to"], "since": event["at"], "rev": str(int(one["rev"]) + 1)}
        one["about"] = event["data"].get("about", one.get("about", ""))
        links = [down for up, down, _share in event["links"] if up == event["simpul"]]
        one["mandate"] = next((down for down in links if down.startswith("mandat-")), one["mandate"])
    rows = Keputusan.objects.filter(desa_id=village.id).select_related("simpul", "mandat__simpul")
    stored = {
        row.simpul.code: {
            "state": row.state, "since": row.since.isoformat(), "rev": str(row.rev), "about": about(row),
            "mandate": row.mandat.simpul.code if row.mandat else "",
        }
        for row in rows
    }  # fmt: skip
    for code in sorted(told.keys() | stored.keys()):
        if code not in told or code not in stored:
            have = ("ada", "tidak ada")
            yield Wrong("pemerintahan_keputusan", code, have[code not in told], have[code not in stored])
            continue
        for name, have in stored[code].items():
            if told[code].get(name) != have:
                yield Wrong(
                    "pemerintahan_keputusan", f"{code} {name}", str(told[code].get(name))[:36], have[:36]
                )
