"""An act in progress: what the room's `write` may use. It collects; `close` writes the thread and the chain."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from balai.ground.files.models import Berkas
from balai.ground.people.reads import Held
from balai.ground.procedure.errors import Conflict, GateBug
from balai.ground.procedure.steps import Actor, Answer, By, Procedure, Step
from balai.ground.trace.acts import append, event
from balai.ground.trace.files import facts as file_facts
from balai.ground.utas.models import Document, Lampiran, Simpul, Tautan, Temuan
from balai.ground.utas.numbers import new_simpuls
from balai.ground.wilayah.models import Wilayah
from balai.plain import clock
from balai.plain.findings import Finding, place_dict


def code_of(simpul: Simpul) -> str:
    """`cetakan-2025-1`: how the chain and addresses name a Simpul."""
    return simpul.code


@dataclass
class Act:
    """One step being carried out."""

    desa: Wilayah
    procedure: Procedure
    step: Step
    key: str
    at: date
    reason: str = ""
    doc: Any = None
    rows: dict[tuple[type[Document], int], Any] = field(default_factory=dict)
    found: list[Finding] = field(default_factory=list)
    data: dict[str, Any] = field(default_factory=dict)
    touched: list[str] = field(default_factory=list)
    decider: Held | None = None
    recorder: Held | None = None
    actor: Actor = field(default_factory=lambda: Actor(By.LAW))
    recorded: Actor = field(default_factory=lambda: Actor(By.LAW))
    papers: dict[str, Berkas] = field(default_factory=dict)
    brought: list[Berkas] = field(default_factory=list)  # files that came with it
    now: datetime = field(default_factory=clock.now)  # one moment for its rows and events
    _effects: list[dict[str, Any]] = field(default_factory=list)
    _done: list[str] = field(default_factory=list)
    _found_written: int = 0
    _links: list[tuple[Simpul, Simpul, Decimal | None]] = field(default_factory=list)
    _ends: list[tuple[Simpul, Simpul]] = field(default_factory=list)

    def new_simpul(
        self,
        kind: str,
        year: int,
        title: str,
        state: str,
        *,
        rupiah: Decimal | None = None,
        public: bool = False,
    ) -> Simpul:
        """A new Simpul with the next number of its kind and year, counted inside this transaction."""
        return self.new_simpuls(kind, year, [(title, rupiah)], state, public=public)[0]

    def new_simpuls(
        self,
        kind: str,
        year: int,
        many: Sequence[tuple[str, Decimal | None]],
        state: str,
        *,
        public: bool = False,
    ) -> list[Simpul]:
        """Several of one kind, (title, rupiah) each, in one statement."""
        return new_simpuls(self.desa.pk, kind, year, many, state, self.at, public=public)

    def link(self, up: Simpul, down: Simpul, share: Decimal | None = None) -> None:
        """`down` came out of `up`."""
        self._links.append((up, down, share))

    def end(self, up: Simpul, down: Simpul) -> None:
        """The link between them holds no longer. It stays, with the day of its end. Raises Conflict if none stands."""
        standing = Tautan.objects.filter(desa=self.desa, up=up, down=down, until=None)
        if not standing.update(until=self.at, until_act=self.key):
            message = f"Tautan {code_of(up)} ke {code_of(down)} sudah berakhir atau tidak ada."
            raise Conflict("tautan_sudah_berakhir", message)
        self._ends.append((up, down))

    def move(self, row: Document, target: str, effect: str, **columns: Any) -> None:
        """A locked neighbour changes state too: an event of its own."""
        self._must_declare(effect)
        before = row.state
        row.state, row.since, row.rev = target, self.at, row.rev + 1
        for name, value in columns.items():
            setattr(row, name, value)
        row.save(update_fields=["state", "since", "rev", *columns])
        Simpul.objects.filter(desa=self.desa, pk=row.simpul_id).update(state=target, date=self.at)
        self._effects.append(self._event(effect.replace(":", "."), code_of(row.simpul), before, target))

    def effect(self, effect: str, simpul: Simpul, before: str | None, after: str, **data: Any) -> None:
        """Something else that this step brings about, as the step declares it."""
        self._must_declare(effect)
        self._effects.append(self._event(effect.replace(":", "."), code_of(simpul), before, after, data))

    def _must_declare(self, effect: str) -> None:
        if effect not in self.step.effects:
            raise GateBug(f"{self.procedure.kind}.{self.step.name} does not declare {effect}")
        self._done.append(effect)

    def close(self, digest: str) -> "Answer":
        """Document, Simpul, links, findings; then head, events and key. Called by the gate only."""
        if self.doc is None:
            raise GateBug(f"{self.procedure.kind}.{self.step.name} made no document")
        created = not self.step.sources
        before = None if created else self.doc.state
        if not created:
            self.doc.state, self.doc.since, self.doc.rev = self.step.target, self.at, self.doc.rev + 1
            self.doc.save(update_fields=["state", "since", "rev", *self.touched])
        self._update_simpul()
        self._write_links()
        self._write_papers()
        self.write_findings()
        main = self._event(
            f"{self.procedure.kind}.{self.step.name}",
            code_of(self.doc.simpul),
            before,
            self.step.target,
            self.data,
        )
        main["links"] = [[code_of(u), code_of(d), str(s) if s is not None else ""] for u, d, s in self._links]
        main["ends"] = [[code_of(u), code_of(d)] for u, d in self._ends]
        main["found"] = [f.code for f in self.found]
        main["papers"] = {kind: berkas.sha256 for kind, berkas in self.papers.items()}
        main["files"] = [file_facts(b) for b in (*self.brought, *self.papers.values())]
        answer: dict[str, Any] = {
            "simpul": code_of(self.doc.simpul),
            "state": self.step.target,
            "findings": [f.code for f in self.found],
        }
        seq = append(self.desa.pk, [main, *self._effects], digest, answer)
        return Answer(answer["simpul"], answer["state"], seq, False, tuple(answer["findings"]))

    def _update_simpul(self) -> None:
        changes: dict[str, Any] = {"state": self.step.target, "date": self.at}
        if self.step.public is not None:
            changes["public"] = self.step.public
        Simpul.objects.filter(desa=self.desa, pk=self.doc.simpul_id).update(**changes)

    def _write_links(self) -> None:
        Tautan.objects.bulk_create(
            Tautan(
                desa=self.desa,
                up=u,
                up_kind=u.kind,
                down=d,
                down_kind=d.kind,
                share=s,
                since=self.at,
                act=self.key,
            )
            for u, d, s in self._links
        )

    def _write_papers(self) -> None:
        """The proofs, beside the document. The same file for another step of it is there already."""
        Lampiran.objects.bulk_create(
            (
                Lampiran(desa=self.desa, simpul_id=self.doc.simpul_id, berkas=berkas, kind=kind)
                for kind, berkas in sorted(self.papers.items())
            ),
            ignore_conflicts=True,
        )

    def write_findings(self) -> None:
        """Write the findings so far; a room calls it early if its own digest must cover them."""
        fresh = list(enumerate(self.found, 1))[self._found_written :]
        Temuan.objects.bulk_create(
            Temuan(
                desa=self.desa, simpul_id=self.doc.simpul_id, act=self.key, urutan=n, level=str(f.level), code=f.code,
                message=f.message, message_en=str(f.params.get("en", "")), params=f.params, letak=place_dict(f.place),
                public=bool(f.params.get("public", True)),
            )
            for n, f in fresh
        )  # fmt: skip
        self._found_written = len(self.found)

    def _event(
        self, step: str, simpul: str, before: str | None, after: str, data: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        return event(
            step, simpul, before, after, act=self.key, at=self.at, rec_at=self.now, data=data,
            by=self._who(self.actor, self.decider), rec=self._who(self.recorded, self.recorder),
        )  # fmt: skip

    @staticmethod
    def _who(actor: Actor, held: Held | None) -> dict[str, Any]:
        if held is not None:
            return {"as": "office", "mandate": held.uid, "office": held.office, "person": held.person}
        key = "forum" if actor.by is By.FORUM else "person"
        return {"as": str(actor.by), key: actor.uid or None}
