"""Whose budget, of which year, in which version: what the command or the screen says, against what the file says."""

from collections.abc import Container, Sequence
from dataclasses import replace

from balai.plain.findings import Finding, Level
from balai.rooms.penganggaran.apbdes.shape import Desa, Print, Title
from balai.rooms.penganggaran.apbdes.versions import is_version

_WORDS = ("desa", "pemerintah", "kelurahan")


def same_name(a: str, b: str) -> bool:
    """Whether two spellings name the same village: case, spaces, `Desa` and dots do not count."""
    return _bare(a) == _bare(b)


def _bare(name: str) -> str:
    words = [w for w in name.lower().replace(".", " ").replace("-", " ").split() if w not in _WORDS]
    return "".join(words)


def settle(
    printed: Print, desa: Desa | None, *, tahun: int | None = None, versi: str = "", settled: bool = True
) -> tuple[Title, list[Finding]]:
    """The title with what was told put first, and findings or questions where the file says otherwise.

    `settled`: the person said which village it is (`--desa`), so another title is a finding; otherwise a question.
    """
    title, found = printed.title, []
    level = Level.FINDING if settled else Level.QUESTION
    if desa is not None and _other_village(title, desa):
        where = title.desa or title.kode_desa
        message = (
            f"Judul berkas menyebut desa “{where}”, sedangkan yang dipilih Desa {desa.nama} ({desa.kode})."
        )
        found.append(Finding(level, "desa_lain", message, params={"judul": where}))
    if tahun is not None and title.tahun is not None and title.tahun != tahun:
        message = f"Judul berkas menyebut tahun anggaran {title.tahun}, sedangkan yang dipilih {tahun}."
        found.append(Finding(Level.QUESTION, "tahun_lain", message, params={"judul": title.tahun}))
    if tahun is None and title.tahun is None:
        message = "Tahun anggaran tidak tertulis di judul berkas. Sebutkan tahunnya."
        found.append(Finding(Level.QUESTION, "tanpa_tahun", message))
    if versi and not is_version(versi):
        raise ValueError(
            f"Versi ditulis rancangan, awal, penjabaran-1 (dan seterusnya), atau perubahan, bukan “{versi}”."
        )
    return replace(title, tahun=tahun or title.tahun, versi=versi or title.versi), found


def _other_village(title: Title, desa: Desa) -> bool:
    if title.kode_desa:
        return title.kode_desa != desa.kode
    return bool(title.desa) and not same_name(title.desa, desa.nama)


def as_is(findings: Sequence[Finding], only: Container[str] | None = None) -> list[Finding]:
    """`--sebagaimana-adanya`: questions about an enacted document become published findings.

    `only`: the keys of the questions that were answered so; without it all are.
    """
    return [
        replace(f, level=Level.FINDING)
        if f.level is Level.QUESTION and (only is None or f.key in only)
        else f
        for f in findings
    ]
