"""What pages, papers and exports read. Plain data; a fixed number of statements whatever the length."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from balai.ground.cetakan.models import PUBLISHED, Cetakan
from balai.ground.files.models import Berkas
from balai.ground.published.models import Fakta
from balai.ground.references import chart
from balai.ground.wilayah.models import Wilayah
from balai.ground.wilayah.reads import VillageName, village
from balai.ground.wilayah.scope import within
from balai.rooms.penganggaran.apbdes import prints, versions
from balai.rooms.penganggaran.apbdes.prints import Seen
from balai.rooms.penganggaran.apbdes.procedure import ABOVE
from balai.rooms.penganggaran.apbdes.rows import lines_of, stated_of
from balai.rooms.penganggaran.apbdes.shape import AWAL, Budget, Desa, Line, Source, Title, Version, Year

APBDES = "apbdes"


def published_year(where: VillageName, tahun: int) -> Year | None:
    """A village's published budget of one year, or None if there is none."""
    with within(where.id):
        rows = prints.prints(where.id, tahun)
        live = [c for c in rows if c.state in PUBLISHED]
        chosen = _in_force(live)
        if chosen is None:
            return None
        berlaku = _budget(where, chosen)
        first = next((c for c in live if c.version == AWAL and c is not chosen), None)
        # A Perubahan prints what it changes; a changed Penjabaran does not.
        awal = _budget(where, first) if first and all(x.semula is None for x in berlaku.lines) else None
        masked = _masked(where.id, rows)
        changed, known = prints.published_years(where.id)
        return Year(
            desa=berlaku.desa, tahun=tahun, berlaku=berlaku, awal=awal,
            versions=tuple(_version(c, masked) for c in rows if c.published_at is not None), edition=_edition(live),
            diperbarui=changed, other_years=tuple(y for y in known if y != tahun),
        )  # fmt: skip


def _in_force(live: list[Seen]) -> Seen | None:
    key = versions.in_force([versions.Candidate(c.id, c.version, c.tanggal) for c in live])
    return next((c for c in live if c.id == key), None)


def _masked(desa: int, rows: list[Seen]) -> set[int]:
    """Ids of originals of which only a masked copy is offered."""
    if all(c.stored for c in rows):
        return set()
    return set(Berkas.objects.filter(desa=desa, masked_of__isnull=False).values_list("masked_of", flat=True))


def _edition(live: list[Seen]) -> str:
    """Twelve hex digits over the year's published prints and their states."""
    return hashlib.sha256("\n".join(f"{c.nomor} {c.state}" for c in live).encode()).hexdigest()[:12]


def editions(where: VillageName) -> dict[int, str]:
    """The edition of each published year of a village. One statement."""
    with within(where.id):
        live = [c for c in prints.prints(where.id) if c.state in PUBLISHED]
    return {y: _edition([c for c in live if c.year == y]) for y in sorted({c.year for c in live})}


def years(where: VillageName) -> tuple[int, ...]:
    """The years of which something is published, newest first."""
    found = Fakta.objects.filter(desa=where.id, key="apbdes.belanja").values_list("year", flat=True)
    return tuple(sorted(found, reverse=True))


def once_published(where: VillageName) -> dict[int, tuple[Version, ...]]:
    """Prints that stood in public once, by year, in the order of their arrival; also withdrawn and superseded ones.

    For years in which nothing is in force any more: their pages tell what stood there. Three statements.
    """
    with within(where.id):
        rows = [c for c in prints.prints(where.id) if c.published_at is not None]
        masked = _masked(where.id, rows)
    found: dict[int, tuple[Version, ...]] = {}
    for row in rows:
        found[row.year] = (*found.get(row.year, ()), _version(row, masked))
    return found


def file_of(where: VillageName, sha256: str) -> tuple[Berkas, bool] | None:
    """The file that is offered for a published print: the original, or its masked copy (then True).

    Only files of published prints are found, also of superseded and withdrawn ones: nothing vanishes.
    """
    with within(where.id):
        shown = Cetakan.objects.filter(desa=where.id, published_at__isnull=False, berkas__sha256=sha256)
        row = shown.select_related("berkas").first()
        if row is None:
            return None
        if row.berkas.stored:
            return row.berkas, False
        copy = Berkas.objects.filter(desa=where.id, masked_of=row.berkas).first()
        return (copy, True) if copy else None


@dataclass(frozen=True, slots=True)
class Row:
    """One print in the office's list."""

    id: int
    nomor: str
    rev: int
    tahun: int
    versi: str
    state: str
    belanja: object
    dasar: str
    tanggal: date | None
    nama_berkas: str
    sha256: str
    dicetak: datetime | None
    received_words: str
    from_above: bool  # received by the kabupaten's office
    received_at: datetime
    published_at: datetime | None
    alasan: str


def office_list(desa: int, office: str = "") -> list[Row]:
    """All prints of a village, newest first; for the kabupaten's office only its own and published ones."""
    with within(desa):
        rows = (
            Cetakan.objects.filter(desa=desa, kind=APBDES)
            .select_related("simpul", "berkas")
            .order_by("-received_at", "-pk")
        )
        return [_row(c) for c in rows if _may_see(c, office)]


def _may_see(c: Cetakan, office: str) -> bool:
    return office != ABOVE or c.received_office == ABOVE or c.published_at is not None


def office_print(desa: int, cetakan_id: int, office: str = "") -> tuple[Row, Budget] | None:
    """One print with its whole content, published or not. Office only; a village's drafts are not its kabupaten's."""
    with within(desa):
        row = (
            Cetakan.objects.filter(desa=desa, pk=cetakan_id, kind=APBDES)
            .select_related("simpul", "berkas", "desa")
            .first()
        )
        if row is None or not _may_see(row, office):
            return None
        where = village(row.desa.code)
        assert where is not None  # noqa: S101 - the row's own foreign key
        return _row(row), _budget(where, prints.seen(row), office=True)


def withdrawn(desa: int, sha256: str) -> Row | None:
    """The village's withdrawn print of these bytes."""
    return next((r for r in office_list(desa) if r.sha256 == sha256 and r.state == "ditarik"), None)


def printed_later(desa: int, title: Title) -> datetime | None:
    """When the published print of the same year and version was printed, if that is later than this one."""
    same = [r for r in office_list(desa) if (r.tahun, r.versi) == (title.tahun, title.versi)]
    dates = [r.dicetak for r in same if r.state in PUBLISHED and r.dicetak]
    return dates[0] if dates and title.dicetak and dates[0] > title.dicetak else None


def published_before(desa: int, year: int, version: str) -> Budget | None:
    """The published print that a new one of this version would supersede (or, for a change, the one in force)."""
    with within(desa):
        live = [c for c in prints.prints(desa, year) if c.state in PUBLISHED]
        row = next((c for c in live if c.version == version), None) or _in_force(live)
        if row is None:
            return None
        where = village(Wilayah.objects.values_list("code", flat=True).get(pk=desa))
        return _budget(where, row) if where else None


def desa_of(where: VillageName) -> Desa:
    """The village as budgets carry it."""
    return Desa(
        where.code, where.name, where.kecamatan, where.kabupaten, where.provinsi, where.contoh, where.zone
    )


def _budget(where: VillageName, row: Seen, *, office: bool = False) -> Budget:
    """One print's budget; for the office whole, with places and stated sums. Three or four statements."""
    judul, nama = prints.content(where.id, row.id)
    lines = lines_of(where.id, [row.id], places=office).get(row.id, ())
    return Budget(
        desa=desa_of(where), tahun=row.year, versi=row.version, title=_title(judul, row), source=_source(row),
        lines=lines, stated=stated_of(where.id, [row.id]).get(row.id, ()) if office else (), names=_names(nama, lines),
        findings=prints.findings(where.id, row.simpul, private=office),
    )  # fmt: skip


def _names(printed: dict[str, str], lines: tuple[Line, ...]) -> dict[str, str]:
    """The print's own names; the chart's where the print gives none."""
    codes = {x.kode_kegiatan for x in lines} | {x.kode_rekening for x in lines}
    while above := {c.rpartition(".")[0] for c in codes} - codes:
        codes |= above
    official = chart.chart().names
    return {c: official.get(c, "") for c in codes if c} | printed


def _title(judul: dict[str, str], row: Seen) -> Title:
    return Title(
        desa=judul["desa"], kode_desa=judul["kode_desa"], kecamatan=judul["kecamatan"], kabupaten=judul["kabupaten"],
        tahun=row.year, versi=row.version, dasar=row.dasar, tanggal=row.tanggal, dicetak=_naive(row.dicetak),
    )  # fmt: skip


def _naive(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _source(row: Seen) -> Source:
    return Source(
        nama_berkas=row.nama_berkas, sha256=row.sha256, ukuran=row.ukuran, dicetak=_naive(row.dicetak),
        diterima_oleh=row.received_words, diterima_pada=row.received_at,
    )  # fmt: skip


def _version(row: Seen, masked: set[int]) -> Version:
    from_above = row.received_office == ABOVE
    return Version(
        nomor=row.nomor, versi=row.version, state=row.state, dasar=row.dasar,
        tanggal=row.tanggal, source=_source(row), diterbitkan=row.published_at,
        dikonfirmasi=not (from_above and row.state == "diterbitkan"), alasan=row.alasan,
        sejak=row.since, salinan_tersamar=row.berkas in masked,
    )  # fmt: skip


def _row(c: Cetakan) -> Row:
    return Row(
        id=c.pk, nomor=f"{c.simpul.year}-{c.simpul.number}", rev=c.rev, tahun=c.year, versi=c.version, state=c.state,
        belanja=c.simpul.rupiah, dasar=c.dasar, tanggal=c.tanggal, nama_berkas=c.berkas.name, sha256=c.berkas.sha256,
        dicetak=_naive(c.dicetak), received_words=c.received_words,
        from_above=c.received_office == ABOVE, received_at=c.received_at,
        published_at=c.published_at, alasan=c.alasan,
    )  # fmt: skip
