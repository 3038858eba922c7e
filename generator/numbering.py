"""Which records have short addresses, and which number each was given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel

from generator.knowledge import Entry, KnowledgeBase
from generator.model import Flow
from generator.nodes import Loc

FOLDER = "q"
"""Where the short addresses lie."""
NUMBERED = ("flow", "scenario", "path", "guide", "faq")
"""The kinds whose records have numbers; the outcomes of flows have them, too."""


def short_address(number: int) -> str:
    """The address that a number makes, in the site."""
    return f"{FOLDER}/{number}/"


@dataclass(frozen=True)
class Numbered:
    """A record, or an outcome of a flow, that has or may have a number."""

    ref: str
    """`kind:id` by the site's own word; of an outcome `kind:id/outcome`."""
    entry: Entry[BaseModel]
    outcome: str
    number: int | None
    loc: Loc
    """The path of keys to what is numbered."""


def numbered(knowledge: KnowledgeBase) -> Iterator[Numbered]:
    """Everything that has or may have a number: kind after kind, a flow before its outcomes."""
    for kind in NUMBERED:
        key = knowledge.names[kind].key
        for entry in knowledge.entries[kind].values():
            ref = f"{key}:{entry.id}"
            yield Numbered(ref, entry, "", getattr(entry.record, "number", None), ())
            if isinstance(entry.record, Flow):
                for id_, outcome in entry.record.outcomes.items():
                    yield Numbered(f"{ref}/{id_}", entry, id_, outcome.number, ("outcomes", id_))


def next_number(knowledge: KnowledgeBase) -> int:
    """The first number that nothing has or ever had."""
    had = [it.number for it in numbered(knowledge) if it.number is not None]
    if knowledge.address_book:
        had += [page.number for page in knowledge.address_book.pages.values() if page.number is not None]
    return max(had, default=0) + 1
