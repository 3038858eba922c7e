"""Content carries no markup of its own: only what our tools make of it may stand in a page's article.

KB905  a tag, attribute or address in a page that content must not bring in
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.diagnostics import Diagnostic
from generator.finish.addresses import scheme
from generator.finish.allowed import SCHEMES, attribute_is_allowed, tag_is_allowed
from generator.finish.pages import Fault, Link, Mark, Page, Texts

_CODE = "KB905"
_NO_MARKUP = "content is Markdown: write it without HTML tags and attribute lists"


def check_safety(pages: Mapping[str, Page], texts: Texts) -> list[Diagnostic]:
    """What no page may hold, and what stands in an article without being allowed there; sorted."""
    return sorted(
        fault.diagnostic(path, texts) for path, page in pages.items() for fault in page.faults if fault.code == _CODE
    )


def faults(
    marks: Iterable[Mark], article: Iterable[Mark], links: Iterable[Link], *, article_is_whole: bool
) -> Iterator[Fault]:
    """What is wrong with a page of which these are the marks, those inside its article, and the addresses."""
    if not article_is_whole:
        message = "a stray tag in the article opens or closes more than the article itself"
        yield Fault("", "article", _CODE, message, _NO_MARKUP)
    for mark in marks:
        if _runs(mark):
            yield Fault("", mark.tag, _CODE, f"<{mark.tag} {mark.attribute}=…> brings a script of its own")
    for link in links:
        name = scheme(link.address)
        if name and name not in SCHEMES:
            hint = f"write one of: {', '.join(sorted(SCHEMES))}"
            message = f'the address "{link.address[:60]}" has the scheme "{name}"'
            yield Fault(link.attribute, link.address, _CODE, message, hint)
    for mark in article:
        if message := _fault(mark):
            where = (mark.attribute, mark.value) if mark.value else ("", mark.tag)
            yield Fault(*where, _CODE, message, _NO_MARKUP)


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
