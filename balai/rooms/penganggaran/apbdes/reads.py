"""What pages, papers and exports read. Plain data; a fixed number of statements whatever the length."""

from dataclasses import dataclass
from datetime import date, datetime

from balai.ground.cetakan.models import PUBLISHED, Cetakan
from balai.ground.files.models import Berkas
from balai.ground.published.models import Fakta
from balai.ground.references import chart
from balai.ground.utas.models import Temuan
from balai.ground.wilayah.reads import VillageName, village
from balai.ground.wilayah.scope import within
from balai.plain.findings import Finding, Level, Place
from balai.rooms.penganggaran.apbdes import versions
from balai.rooms.penganggaran.apbdes.models import Isi
from balai.rooms.penganggaran.apbdes.procedure import ABOVE
from balai.rooms.penganggaran.apbdes.rows import lines_of, stated_of
from balai.rooms.penganggaran.apbdes.shape import AWAL, Budget, Desa, Line, Source, Title, Version, Year

APBDES = "apbdes"


def published_year(where: VillageName, tahun: int) -> Year | None:
    """A village's published budget of one year, or None if there is none."""
    with within(where.id):
        rows = list(_cetakan(where.id, tahun))
        live = [c for c in rows if c.state in PUBLISHED]
        chosen = versions.in_force([versions.Candidate(c.pk, c.version, c.tanggal) for c in live])
        if chosen is None:
            return None
        berlaku = next(c for c in live if c.pk == chosen)
        awal = next((c for c in live if c.version == AWAL and c.pk != chosen), None)
        budgets = _budgets(where, [berlaku])
        if awal is not None and all(x.semula is None for x in budgets[berlaku.pk].lines):
            budgets |= _budgets(
                where, [awal]
            )  # a Perubahan prints what it changes; a changed Penjabaran does not
        else:
            awal = None
        masked = _masked(where.id, rows)
        revision, changed, known = _terbit(where.id)
        return Year(
            desa=desa_of(where), tahun=tahun, berlaku=budgets[berlaku.pk], awal=budgets[awal.pk] if awal else None,
            versions=tuple(_version(c, masked) for c in rows if c.published_at is not None), revision=revision,
            diperbarui=changed, other_years=tuple(y for y in known if y != tahun),
        )  # fmt: skip


def _masked(desa: int, rows: list[Cetakan]) -> set[int]:
    """Ids of originals of which only a masked copy is offered."""
    if all(c.berkas.stored for c in rows):
        return set()
    return set(Berkas.objects.filter(desa=desa, masked_of__isnull=False).values_list("masked_of", flat=True))


def _terbit(desa: int) -> tuple[int, datetime | None, tuple[int, ...]]:
    """Revision, when it was raised, and the years with a published budget. One statement."""
    fields = ("year", "desa__terbitan__revision", "desa__terbitan__changed_at")
    rows = list(Fakta.objects.filter(desa=desa, key="apbdes.belanja").order_by("year").values_list(*fields))
    return (rows[0][1], rows[0][2], tuple(r[0] for r in rows)) if rows else (0, None, ())


def years(where: VillageName) -> tuple[int, ...]:
    """The years of which something is published, newest first."""
    found = Fakta.objects.filter(desa=where.id, key="apbdes.belanja").values_list("year", flat=True)
    return tuple(sorted(found, reverse=True))


def once_published(where: VillageName) -> dict[int, tuple[Version, ...]]:
    """Prints that stood in public once, by year, in the order of their arrival; also withdrawn and superseded ones.

    For years in which nothing is in force any more: their pages tell what stood there. Three statements.
    """
    with within(where.id):
        rows = list(_cetakan(where.id).filter(published_at__isnull=False))
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
        return _row(row), _budget(where, row, office=True)


def published_before(desa: int, year: int, version: str) -> Budget | None:
    """The published print that a new one of this version would supersede (or, for a change, the one in force)."""
    with within(desa):
        live = [c for c in _cetakan(desa, year).select_related("desa") if c.state in PUBLISHED]
        same = next((c for c in live if c.version == version), None)
        chosen = (
            same.pk
            if same
            else versions.in_force([versions.Candidate(c.pk, c.version, c.tanggal) for c in live])
        )
        row = next((c for c in live if c.pk == chosen), None)
        where = village(row.desa.code) if row else None
        return _budget(where, row) if row and where else None


def desa_of(where: VillageName) -> Desa:
    """The village as budgets carry it."""
    return Desa(
        where.code, where.name, where.kecamatan, where.kabupaten, where.provinsi, where.contoh, where.zone
    )


def _cetakan(desa: int, year: int | None = None):  # type: ignore[no-untyped-def] # noqa: ANN202
    rows = Cetakan.objects.filter(desa=desa, kind=APBDES, **({"year": year} if year else {}))
    return rows.select_related("simpul", "berkas").order_by("received_at", "pk")


def _budget(where: VillageName, row: Cetakan, *, office: bool = False) -> Budget:
    return _budgets(where, [row], office=office)[row.pk]


def _budgets(where: VillageName, rows: list[Cetakan], *, office: bool = False) -> dict[int, Budget]:
    """Budgets of several prints, by id; for the office whole, with places and stated sums. Three or four statements."""
    ids = [c.pk for c in rows]
    said = Isi.objects.filter(desa=where.id, cetakan__in=ids).values_list("cetakan_id", "judul", "nama")
    contents = {cetakan: (judul, nama) for cetakan, judul, nama in said}
    lines = lines_of(where.id, ids, places=office)
    stated = stated_of(where.id, ids) if office else {}
    findings: dict[int, list[Finding]] = {}
    told = Temuan.objects.filter(desa=where.id, simpul__in=[c.simpul_id for c in rows]).order_by(
        "act", "urutan"
    )
    for f in told:
        if office or f.public:
            one = Finding(Level(f.level), f.code, f.message, Place(**f.letak), f.params)
            findings.setdefault(f.simpul_id, []).append(one)
    return {
        c.pk: Budget(
            desa=desa_of(where), tahun=c.year, versi=c.version, title=_title(contents[c.pk][0], c),
            source=_source(c),
            lines=lines.get(c.pk, ()), stated=stated.get(c.pk, ()), names=_names(contents[c.pk][1], lines.get(c.pk, ())),
            findings=tuple(findings.get(c.simpul_id, ())),
        )
        for c in rows
    }  # fmt: skip


def _names(printed: dict[str, str], lines: tuple[Line, ...]) -> dict[str, str]:
    """The print's own names; the chart's where the print gives none."""
    codes = {x.kode_kegiatan for x in lines} | {x.kode_rekening for x in lines}
    while above := {c.rpartition(".")[0] for c in codes} - codes:
        codes |= above
    official = chart.chart().names
    return {c: official.get(c, "") for c in codes if c} | printed


def _title(judul: dict[str, str], row: Cetakan) -> Title:
    return Title(
        desa=judul["desa"], kode_desa=judul["kode_desa"], kecamatan=judul["kecamatan"], kabupaten=judul["kabupaten"],
        tahun=row.year, versi=row.version, dasar=row.dasar, tanggal=row.tanggal, dicetak=_naive(row.dicetak),
    )  # fmt: skip


def _naive(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _source(row: Cetakan) -> Source:
    return Source(
        nama_berkas=row.berkas.name, sha256=row.berkas.sha256, ukuran=row.berkas.size, dicetak=_naive(row.dicetak),
        diterima_oleh=row.received_words, diterima_pada=row.received_at,
    )  # fmt: skip


def _version(row: Cetakan, masked: set[int]) -> Version:
    from_above = row.received_office == ABOVE
    return Version(
        nomor=f"{row.simpul.year}-{row.simpul.number}", versi=row.version, state=row.state, dasar=row.dasar,
        tanggal=row.tanggal, source=_source(row), diterbitkan=row.published_at,
        dikonfirmasi=not (from_above and row.state == "diterbitkan"), alasan=row.alasan,
        sejak=row.since, salinan_tersamar=row.berkas_id in masked,
    )  # fmt: skip


def _row(c: Cetakan) -> Row:
    return Row(
        id=c.pk, nomor=f"{c.simpul.year}-{c.simpul.number}", rev=c.rev, tahun=c.year, versi=c.version, state=c.state,
        belanja=c.simpul.rupiah, dasar=c.dasar, tanggal=c.tanggal, nama_berkas=c.berkas.name, sha256=c.berkas.sha256,
        dicetak=_naive(c.dicetak), received_words=c.received_words,
        from_above=c.received_office == ABOVE, received_at=c.received_at,
        published_at=c.published_at, alasan=c.alasan,
    )  # fmt: skip
