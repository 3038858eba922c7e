"""The navigation: index pages in four groups, then the hand-written pages; entries stay out, so pages stay small."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.loader import KnowledgeBase
from generator.model.kinds import PROBLEMS
from generator.render.routes import index_route
from generator.render.text import in_html, plain

GROUPS = (
    ("Decide", ("flow", "scenario", "path")),
    ("Read", ("faq", "guide")),
    ("Do", ("tool", "action", "checklist", "template", "date", "city")),
    ("Look up", ("term", "fact", "source", "question", "change")),
)


def navigation(knowledge: KnowledgeBase, handwritten: Sequence[str] = ()) -> list[dict[str, Any]]:
    """The value of `nav:` for MkDocs, titles as HTML: kinds with records, and hand-written pages under "About"."""
    nav: list[dict[str, Any]] = [{"Home": "index.md"}]
    for heading, kinds in GROUPS:
        pages = [
            {in_html(plain(knowledge.names[kind].many, knowledge)): index_route(kind, knowledge.names).path}
            for kind in kinds
            if knowledge.entries[kind]
        ]
        if pages:
            nav.append({heading: pages})
    return [*nav, {"About": [*sorted(handwritten), f"{PROBLEMS}/index.md"]}]
