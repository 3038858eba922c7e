"""A finished HTML page as the few things the later steps need to know of it; its text is not among them."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from generator.diagnostics import Diagnostic, Place

ARTICLE = "md-content__inner"
"""The class of the <article> that holds what was written as content."""

Texts = Callable[[str], str]
"""Path in the site → text, read when it is needed: to say where in a file a problem stands."""


class Use(Enum):
    """Whether a browser goes there when a reader asks, or asks for it (or sends something) by itself."""

    VISIT = "visit"
    LOAD = "load"


class Link(NamedTuple):
    """An address in a page, decoded."""

    tag: str
    attribute: str
    address: str
    use: Use


class Mark(NamedTuple):
    """A tag that occurs (`attribute` is empty), or an attribute; `value` only for `style` and `type`."""

    tag: str
    attribute: str = ""
    value: str = ""


class Fault(NamedTuple):
    """What is wrong with a page whatever else the site holds; the place is that of the attribute with this value."""

    attribute: str
    value: str
    code: str
    message: str
    hint: str = ""

    def diagnostic(self, path: str, texts: Texts) -> Diagnostic:
        """The fault of the page at this path as a problem with its place."""
        return Diagnostic(place(path, texts(path), self.attribute, self.value), self.code, self.message, self.hint)


class Leads(NamedTuple):
    """Where the addresses of a page lead, from where it stands."""

    files: tuple[str, ...]
    """The files of the site, whether they are there or not."""
    fragments: tuple[tuple[str, str], ...]
    """File and the part of it that an address names."""
    faults: tuple[Fault, ...]
    """The addresses that are wrong wherever they lead."""


@dataclass(frozen=True, slots=True)
class Page:
    """What one HTML file of the site holds, wherever in the site it stands."""

    ids: frozenset[str]
    """What a #fragment can point at."""
    links: Sequence[Link]
    """Each only once, in the order of their first."""
    headings: tuple[str, ...]
    """The ids of the headings inside the article, in their order."""
    places: frozenset[str]
    """The ids inside the article, that of its title left out."""
    faults: tuple[Fault, ...]
    sheets: tuple[str, ...]
    """The addresses of its style sheets, in their order."""
    fetched: tuple[str, ...]
    """The addresses of what a browser fetches with it by itself, sheets apart, each once."""
    files: tuple[str, ...]
    """Its addresses that may be those of a style sheet or a part of the theme, each once."""
    names: frozenset[str]
    """What a style sheet can select by: `tag`, `.class`, `[attribute]`, `[attribute=value]`; ids are in `ids`."""
    scripts: tuple[str, ...]
    """The inline scripts that run, as the hashes that a policy names them by."""
    words: frozenset[str]
    """The words in those scripts."""
    kind: str
    """What the theme says it is, by `data-kind` on <html>; else nothing."""
    hidden: bool
    """Whether it asks search engines to pass it over."""
    leads_on: bool
    """Whether it only sends readers to another page."""


def place(path: str, text: str, attribute: str, value: str) -> Place:
    """Where an attribute with this value stands in a page, or (no attribute given) the tag `value`; else line 1."""
    forms = [re.escape(form) for form in (value, html.escape(value), html.escape(value, quote=False))]
    exact = [rf"\b{re.escape(attribute)}\s*=\s*[\"']?\s*{form}(?![\w/-])" for form in forms]
    tags = [rf"<{form}\b" for form in forms]
    for pattern in [*exact, *forms] if attribute else tags:
        if found := re.search(pattern, text, re.IGNORECASE):
            start = found.start()
            return Place(path, text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start))
    return Place(path)
