"""Content carries no markup of its own: only what our tools make of it may stand in a page's article.

KB905  a tag, attribute or address in a page that content must not bring in
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.diagnostics import Diagnostic
from generator.finish.addresses import scheme
from generator.finish.allowed import SCHEMES, attribute_is_allowed, tag_is_allowed
from generator.finish.pages import Mark, Page

_CODE = "KB905"
_NO_MARKUP = "content is Markdown: write it without HTML tags and attribute lists"


def check_safety(pages: Mapping[str, Page]) -> list[Diagnostic]:
    """What no page may hold, and what stands in an article without being allowed there; sorted."""
    return sorted({problem for page in pages.values() for problem in _in_page(page)})


def _in_page(page: Page) -> Iterator[Diagnostic]:
    if not page.article_is_whole:
        message = "a stray tag in the article opens or closes more than the article itself"
        yield Diagnostic(page.place("", "article"), _CODE, message, _NO_MARKUP)
    for mark in page.marks:
        if _runs(mark):
            message = f"<{mark.tag} {mark.attribute}=…> brings a script of its own"
            yield Diagnostic(page.place("", mark.tag), _CODE, message)
    for link in page.links:
        name = scheme(link.address)
        if name and name not in SCHEMES:
            hint = f"write one of: {', '.join(sorted(SCHEMES))}"
            message = f'the address "{link.address[:60]}" has the scheme "{name}"'
            yield Diagnostic(page.place(link.attribute, link.address), _CODE, message, hint)
    for mark in page.article:
        if message := _fault(mark):
            place = page.place(mark.attribute, mark.value) if mark.value else page.place("", mark.tag)
            yield Diagnostic(place, _CODE, message, _NO_MARKUP)


def _runs(mark: Mark) -> bool:
    return mark.attribute.startswith("on") or mark.attribute == "srcdoc"


def _fault(mark: Mark) -> str:
    tag, name, value = mark
    if _runs(mark):
        return ""  # reported already, for the whole page
    if not name:
        return "" if tag_is_allowed(tag) else f"<{tag}> does not belong in content"
    if attribute_is_allowed(tag, name, value) or not tag_is_allowed(tag):
        return ""
    what = f'{name}="{value}"' if value or name == "type" else name
    return f"{what} on <{tag}> does not belong in content"
