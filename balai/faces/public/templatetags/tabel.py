"""Budget tables: one tag writes a whole table. A budget page has a hundred cells; as templates they cost half its time."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from django import template
from django.template import Context
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from balai.faces.kit.templatetags.balai import batang, garis, rupiah
from balai.faces.public.penganggaran.positions import Group, Pos

register = template.Library()


@dataclass(frozen=True, slots=True)
class _Look:
    """What all rows of a table share: whether there are two columns of money, the words of the cells, the language."""

    two: bool
    before: str
    after: str
    new: str
    gone: str
    same: str
    foreign: str  # attribute of names that stay Indonesian on an English page

    def money(self, r: Pos | Group) -> str:
        """The cells of an amount: before and after, or one."""
        after = f'<td class="n menjadi" data-l="{self.after}">{rupiah(r.menjadi)}'
        if not self.two:
            return f"{after}</td>"
        same = r.semula == r.menjadi
        moved = self.same if same else escape(r.gerak) if isinstance(r, Pos) else ""
        small = f"<small>{moved}</small>" if moved else ""
        kelas = "n semula sama" if same else "n semula"  # a phone shows an unchanged amount once
        return f'<td class="{kelas}" data-l="{self.before}">{rupiah(r.semula)}</td>{after}{small}</td>'

    def stamp(self, r: Pos) -> str:
        """New or gone, where there is a before."""
        if self.two and r.baru:
            return f' <span class="cap cap-tunggu">{self.new}</span>'
        return f' <span class="cap cap-bata">{self.gone}</span>' if self.two and r.hapus else ""

    def name(self, r: Pos, base: str = "") -> str:
        """The row's words, as a link where a page stands behind it."""
        lang = self.foreign if r.asli else ""
        if r.ke:
            return f'<a href="{escape(base + r.ke)}"{lang}>{garis(r.nama)}</a>'
        return f"<span{lang}>{garis(r.nama)}</span>" if lang else garis(r.nama)

    def caption(self, words: str, own: object) -> str:
        """A caption for those who do not see; `own`: in the print's words."""
        return f'<caption class="sr"{self.foreign if own else ""}>{escape(words)}</caption>'


def _look(context: Context) -> _Look:
    two = bool(context.get("dua"))
    after = _("Menjadi") if two else _("Anggaran")
    before, new, gone, same = _("Semula"), _("Baru"), _("Dihapus"), _("tidak berubah")
    return _Look(
        two, escape(before), escape(after), escape(new), escape(gone), escape(same), context.get("asing", "")
    )


@register.simple_tag(takes_context=True)
def tabel(
    context: Context, rows: Iterable[Pos], caption: str, first: str, *, jumlah: Pos | Group | None = None,
    kata: str = "", ke: str = "", dasar: str = "", terbesar: Decimal | None = None, asli: object = False,
) -> SafeString:  # fmt: skip
    """A table of rows with their amounts. `first`: head of the first column; `jumlah`: the foot, with its words and link.

    `dasar` stands before the rows' links; `terbesar` draws bars on that scale where a bar fits; `asli`: the
    caption is the print's own words.
    """
    look = _look(context)
    body = "\n".join(_row(look, r, dasar, terbesar) for r in rows)
    head = _head(look, "tumpuk", look.caption(caption, asli), first)
    return SafeString(f"{head}<tbody>\n{body}</tbody>{_foot(look, jumlah, kata, ke)}</table>")


def _row(look: _Look, r: Pos, base: str, biggest: Decimal | None) -> str:
    note = " · ".join(n for n in (r.kode, r.ket) if n)
    small = f'<small class="ket-baris">{escape(note)}</small>' if note else ""
    bar = batang(r.menjadi, biggest, r.semula if look.two else None) if biggest and r.batang else ""
    return f'<tr><th scope="row">{look.name(r, base)}{look.stamp(r)}{small}{bar}</th>{look.money(r)}</tr>'


@register.simple_tag(takes_context=True)
def rincian(context: Context, group: Group, caption: str, kata: str, asli: object = False) -> SafeString:
    """A table of budget lines with their source of funds, and their sum."""
    look = _look(context)
    source, source_head = escape(_("Sumber")), escape(_("Sumber dana"))
    body = "\n".join(
        f'<tr class="baris-anggaran"><th scope="row">{look.name(r)}{look.stamp(r)}<small class="ket-baris">{escape(r.kode)}'
        f'</small></th><td data-l="{source}">{escape(r.ket)}</td>{look.money(r)}</tr>'
        for r in group.rows
    )
    head = _head(
        look, "tumpuk rinci", look.caption(caption, asli), _("Baris"), f'<th scope="col">{source_head}</th>'
    )
    return SafeString(f"{head}<tbody>\n{body}\n</tbody>{_foot(look, group, kata, '', '<td></td>')}</table>")


def _head(look: _Look, kelas: str, caption: str, first: str, more: str = "") -> str:
    names = (_("Semula (murni)"), _("Menjadi")) if look.two else (_("Anggaran"),)
    money = "".join(f'<th scope="col" class="n">{escape(n)}</th>' for n in names)
    return (
        f'<table class="{kelas}{" dua" if look.two else ""}">{caption}'
        f'<thead><tr><th scope="col">{escape(first)}</th>{more}{money}</tr></thead>'
    )


def _foot(look: _Look, total: Pos | Group | None, words: str, link: str, more: str = "") -> str:
    if total is None:
        return ""
    name = f'<a href="{escape(link)}">{escape(words)}</a>' if link else escape(words)
    return f'<tfoot><tr><th scope="row">{name}</th>{more}{look.money(total)}</tr></tfoot>'
