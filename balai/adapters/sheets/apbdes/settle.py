"""Whose budget, of which year, in which version: what the command or the screen says, against what the file says."""

from collections.abc import Container, Sequence
from dataclasses import replace

from balai.adapters.sheets.apbdes.title import enumerated
from balai.plain import clock
from balai.plain.findings import Finding, Level
from balai.rooms.penganggaran.apbdes.shape import Desa, Print, Title
from balai.rooms.penganggaran.apbdes.versions import FIRST_YEAR, is_plausible_year, is_version

_WORDS = ("desa", "pemerintah", "kelurahan")
_REGENCY = ("kabupaten", "kota", "kab", "adm", "administrasi", "pemerintah")
# Questions about the file, not about the document: what they ask about is missing from the lines or unsettled, so no
# haste may turn them into findings.
UNREAD = frozenset({
    "jumlah_tak_terbaca", "rumus_tanpa_nilai", "kolom_jumlah_ganda", "kode_tak_terbaca", "semula_tak_dibagi",
    "dua_lembar", "tanpa_tahun", "tanpa_rekening", "jumlah_kecil", "baris_lepas",
})  # fmt: skip


def same_name(a: str, b: str) -> bool:
    """Whether two spellings name the same village: case, spaces, `Desa` and dots do not count."""
    return _bare(a) == _bare(b)


def same_kabupaten(a: str, b: str) -> bool:
    """Whether two spellings name the same kabupaten or kota: `KAB. CONTOH`, `Kabupaten Contoh`."""
    return bare_kabupaten(a) == bare_kabupaten(b)


def bare_kabupaten(name: str) -> str:
    """The name in one spelling, without its kind."""
    return _bare(name, _REGENCY)


def _bare(name: str, left_out: Sequence[str] = _WORDS) -> str:
    words = [w for w in name.lower().replace(".", " ").replace("-", " ").split() if w not in left_out]
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
    elif desa is not None and _other_kabupaten(title, desa):
        message = (
            f"Judul berkas menyebut {title.kabupaten.title()}, sedangkan Desa {desa.nama} ({desa.kode}) berada di "
            f"{desa.kabupaten}."
        )
        found.append(Finding(level, "desa_lain", message, params={"judul": title.kabupaten}))
    years: list[int] = next((f.params["tahun"] for f in printed.findings if f.code == "dua_tahun"), [])
    if tahun is not None and years and tahun not in years:
        message = f"Judul berkas menyebut tahun anggaran {enumerated(years)}, sedangkan yang dipilih {tahun}."
        found.append(Finding(Level.QUESTION, "tahun_lain", message, params={"judul": years}))
    if tahun is not None and title.tahun is not None and title.tahun != tahun:
        message = f"Judul berkas menyebut tahun anggaran {title.tahun}, sedangkan yang dipilih {tahun}."
        found.append(Finding(Level.QUESTION, "tahun_lain", message, params={"judul": title.tahun}))
    if tahun is None and title.tahun is None:
        found.append(without_year(printed, "Sebutkan tahunnya."))
    found += strange_year(tahun or title.tahun) or decreed_long_before(tahun or title.tahun, title)
    if versi and not is_version(versi):
        raise ValueError(
            f"Versi ditulis rancangan, awal, penjabaran-1 (dan seterusnya), atau perubahan, bukan “{versi}”."
        )
    return replace(title, tahun=tahun or title.tahun, versi=versi or title.versi), found


def without_year(printed: Print, what: str) -> Finding:
    """The question about a title that names no fiscal year, or more than one. `what`: what to do about it."""
    twice = next((f for f in printed.findings if f.code == "dua_tahun"), None)
    why = twice.message if twice else "Tahun anggaran tidak tertulis di judul berkas ini."
    return Finding(Level.QUESTION, "tanpa_tahun", f"{why} {what}")


def strange_year(tahun: int | None) -> list[Finding]:
    """A question about a fiscal year in which no village budget can be."""
    if tahun is None or is_plausible_year(tahun, clock.today()):
        return []
    why = f"APB Desa baru ada sejak {FIRST_YEAR}" if tahun < FIRST_YEAR else "tahun itu masih jauh"
    message = f"Tahun anggaran {tahun}? {why[:1].upper()}{why[1:]}. Periksa tahunnya."
    return [Finding(Level.QUESTION, "tahun_janggal", message, params={"tahun": tahun})]


def decreed_long_before(tahun: int | None, title: Title) -> list[Finding]:
    """A question about a budget decreed more than a year before it begins: one of the two years is wrong."""
    if tahun is None or title.tanggal is None or tahun <= title.tanggal.year + 1:
        return []
    message = (
        f"Tahun anggaran {tahun}, padahal peraturannya ditetapkan {title.tanggal.year}. Periksa tahunnya."
    )
    return [Finding(Level.QUESTION, "tahun_janggal", message, params={"tahun": tahun})]


def _other_village(title: Title, desa: Desa) -> bool:
    if title.kode_desa:
        return title.kode_desa != desa.kode
    return bool(title.desa) and not same_name(title.desa, desa.nama)


def _other_kabupaten(title: Title, desa: Desa) -> bool:
    """Villages of one name are many. The invented kabupaten's name is nobody's to say."""
    named = bool(title.kabupaten and desa.kabupaten) and not desa.contoh
    return named and not same_kabupaten(title.kabupaten, desa.kabupaten)


def as_is(findings: Sequence[Finding], only: Container[str] | None = None) -> list[Finding]:
    """`--sebagaimana-adanya`: questions about an enacted document become published findings; those of UNREAD stay.

    `only`: the keys of the questions that were answered so; without it all are.
    """
    return [
        replace(f, level=Level.FINDING)
        if f.level is Level.QUESTION and f.code not in UNREAD and (only is None or f.key in only)
        else f
        for f in findings
    ]
