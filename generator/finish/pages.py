"""A finished HTML page as the few things the checks need to know of it."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from generator.diagnostics import Place

ARTICLE = "md-content__inner"
"""The class of the <article> that holds what was written as content."""


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


@dataclass(frozen=True, slots=True)
class Page:
    """One HTML file of the site."""

    path: str
    text: str
    ids: frozenset[str]
    """What a #fragment can point at."""
    repeated_ids: tuple[tuple[str, int], ...]
    links: tuple[Link, ...]
    marks: frozenset[Mark]
    article: frozenset[Mark]
    """The marks inside the article; none in a page without one."""
    headings: tuple[str, ...]
    """The ids of the headings inside the article, in their order."""
    article_is_whole: bool
    """Whether the article, if there is one, ends at its own end tag."""

    def place(self, attribute: str, value: str) -> Place:
        """Where an attribute with this value stands, or (no attribute given) the tag `value`; else line 1."""
        forms = [re.escape(form) for form in (value, html.escape(value), html.escape(value, quote=False))]
        exact = [rf"\b{re.escape(attribute)}\s*=\s*[\"']?\s*{form}(?![\w/-])" for form in forms]
        tags = [rf"<{form}\b" for form in forms]
        for pattern in [*exact, *forms] if attribute else tags:
            if found := re.search(pattern, self.text, re.IGNORECASE):
                start = found.start()
                line = self.text.count("\n", 0, start) + 1
                return Place(self.path, line, start - self.text.rfind("\n", 0, start))
        return Place(self.path)
