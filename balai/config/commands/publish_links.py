"""From a page of the site to a page of a folder: every address is relative, absolute under `--alamat`, or gone.

Pure: text in, text out. What the folder does not hold loses its link, and what only led there loses its words too.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from posixpath import dirname, relpath
from urllib.parse import quote, urldefrag, urljoin, urlsplit

SITE = "https://folder.invalid"  # stands for the folder's address while the pages are made; never written
_SEARCH = "cari/"
_ITEM = re.compile(r"<li>\s*(<a\b[^>]*>)[^<]*</a>\s*</li>")  # a link that is all of a list's item …
_SENTENCE = re.compile(r"(?<=\. )(<a\b[^>]*>)[^<]*</a>\. ")  # … or of a sentence


@dataclass(frozen=True, slots=True)
class Folder:
    """`files`: path on the site → file in the folder; `saved_as`: file → name offered on download; `address`: its
    public address with a closing slash, or "" if it has none."""

    files: Mapping[str, str]
    saved_as: Mapping[str, str]
    address: str = ""

    def relative(self, target: str, page: str) -> str | None:
        """The link from site path `page` to the address `target` as it stood on that page; None if it is not here."""
        path, fragment = urldefrag(urljoin(page, target))
        file = self.files.get(path)
        if file is None:
            return None
        link = quote(relpath(file, dirname(self.files[page]) or "."))
        return f"{link}#{fragment}" if fragment else link

    def public(self, path: str) -> str | None:
        """The whole address of a site path under `--alamat`."""
        file = self.files.get(path)
        return None if file is None else self.address + quote(file.removesuffix("index.html"))


def rewrite(html: str, page: str, folder: Folder) -> str:
    """The page at site path `page` as a page of `folder`."""
    html = _without_search(html, page)
    html = re.sub(r"<(?:link|meta)\b[^>]*>", lambda m: _head_tag(m.group(), page, folder), html)
    html = re.sub(rf"{re.escape(SITE)}([^\"<>\s]*)", lambda m: folder.public(m[1]) or folder.address, html)
    for alone in (_ITEM, _SENTENCE):
        html = alone.sub(lambda m: m.group() if _leads(m[1], page, folder) else "", html)
    html = re.sub(
        r"(<a\b[^>]*>)(.*?)</a>", lambda m: _anchor(m[1], m[2], page, folder), html, flags=re.DOTALL
    )
    return re.sub(r"<ul[^>]*>\s*</ul>|<div>\s*</div>", "", html)


def _without_search(html: str, page: str) -> str:
    """A folder cannot search: the form goes, and so does every paragraph that offers a search."""
    html = re.sub(r"<form\b[^>]*role=\"search\".*?</form>", "", html, flags=re.DOTALL)
    return re.sub(
        r"<p\b[^>]*>(?:(?!</p>).)*</p>",
        lambda m: "" if any(_searches(t, page) for t in _targets(m.group())) else m.group(),
        html,
        flags=re.DOTALL,
    )


def _searches(target: str, page: str) -> bool:
    return urlsplit(urljoin(page, target)).path.endswith(f"/{_SEARCH}")


def _targets(html: str) -> list[str]:
    return re.findall(r'href="([^"]*)"', html)


def _head_tag(tag: str, page: str, folder: Folder) -> str:
    """A `link` or `meta`: files of the folder relative, addresses of the site under `--alamat`, others gone."""
    found = re.search(r'(?:href|content)="([^"]*)"', tag)
    if found is None:
        return tag
    if found[1].startswith(SITE):
        whole = folder.public(found[1].removeprefix(SITE))
        return tag.replace(found[1], whole) if whole else ""
    if tag.startswith("<meta"):
        return tag
    link = folder.relative(found[1], page)
    return tag.replace(found[1], link) if link else ""


def _leads(opening: str, page: str, folder: Folder) -> bool:
    target = _targets(opening)
    return bool(target) and (_stands(target[0]) or folder.relative(target[0], page) is not None)


def _stands(target: str) -> bool:
    """An address that needs no change: on this page, or somewhere else on the web."""
    return target.startswith("#") or urlsplit(target).scheme in {"http", "https", "mailto"}


def _anchor(opening: str, words: str, page: str, folder: Folder) -> str:
    if not _leads(opening, page, folder):
        return words
    target = _targets(opening)[0]
    if _stands(target):
        return f"{opening}{words}</a>"
    link = folder.relative(target, page) or ""
    file = folder.files[urldefrag(urljoin(page, target))[0]]
    saved = f' download="{folder.saved_as[file]}"' if file in folder.saved_as else ""
    opening = opening.replace(f'href="{target}"', f'href="{link}"{saved}')
    return f"{opening}{words}</a>"
