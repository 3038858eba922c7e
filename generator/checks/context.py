"""What every check is given."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel

from generator.loader import Entry, KnowledgeBase
from generator.model import Flow, Role
from generator.model.texts import Marked
from generator.references import References


@dataclass(frozen=True)
class Context:
    """The knowledge base with its table of mentions; without `today` nothing is too old."""

    knowledge: KnowledgeBase
    references: References
    today: datetime.date | None = None

    @property
    def flows(self) -> list[Entry[Flow]]:
        """Every flow, by id."""
        return self.knowledge.of("flow", Flow)

    def texts(self) -> Iterator[tuple[Entry[BaseModel], Marked]]:
        """Every text of every record and of the site, with its record."""
        entries: list[Entry[BaseModel]] = [*self.knowledge.all(), self.knowledge.site_entry]
        for entry in entries:
            for item in entry.marked:
                if isinstance(item.mark, Role):
                    yield entry, item
