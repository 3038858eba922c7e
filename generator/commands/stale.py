"""`kb stale`: which facts are to be read again, and what rests on each."""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.commands import Said, how_many, readable
from generator.knowledge import Entry, KnowledgeBase
from generator.model import Fact, Source
from generator.references import references

WITHIN = 60
"""Days ahead that the list reaches unless told otherwise."""


@dataclass(frozen=True)
class Due:
    """A fact that is due: its id and file, its day, where it is read again, and the records that mention it."""

    fact: str
    title: str
    review_by: datetime.date
    is_past: bool
    place: str
    addresses: tuple[str, ...]
    mentioned: tuple[str, ...]


def stale(content: Path, today: datetime.date, within: int = WITHIN, form: str = "text") -> Said:
    """The facts whose day of review has passed or comes `within` so many days, soonest first.

    All is well if none has passed. Raises ContentError for content with errors.
    """
    knowledge = readable(content)
    found = due_facts(knowledge, today, within)
    is_fine = not any(it.is_past for it in found)
    return Said(_as_json(found) if form == "json" else _as_text(found, within), is_fine)


def due_facts(knowledge: KnowledgeBase, today: datetime.date, within: int) -> list[Due]:
    """The facts to be read again by `within` days from today, soonest first."""
    backlinks = references(knowledge).backlinks
    last = today + datetime.timedelta(days=within)
    facts = [(entry.record.review_by, entry) for entry in knowledge.of("fact", Fact)]
    soon = sorted(((day, entry) for day, entry in facts if day and day <= last), key=lambda it: (it[0], it[1].id))
    return [_due(entry, day, today, knowledge, backlinks.get(("fact", entry.id), ())) for day, entry in soon]


def _due(
    entry: Entry[Fact],
    day: datetime.date,
    today: datetime.date,
    knowledge: KnowledgeBase,
    users: Sequence[tuple[str, str]],
) -> Due:
    sources = [knowledge.find("source", Source, id_) for id_ in entry.record.sources]
    return Due(
        fact=entry.id,
        title=entry.record.title,
        review_by=day,
        is_past=day < today,
        place=str(entry.place("review_by")),
        addresses=tuple(source.record.url for source in sources if source),
        mentioned=tuple(f"{knowledge.names[kind].key}:{id_}" for kind, id_ in users if kind in knowledge.names),
    )


def _as_json(found: Sequence[Due]) -> str:
    facts = [{**it.__dict__, "review_by": it.review_by.isoformat()} for it in found]
    return json.dumps({"facts": facts}, indent=2, ensure_ascii=False)


def _as_text(found: Sequence[Due], within: int) -> str:
    if not found:
        return f"no fact is due within {how_many(within, 'day')}"
    lines = [line for it in found for line in _lines(it)]
    past = sum(it.is_past for it in found)
    return "\n".join([*lines, f"{how_many(past, 'fact')} past the day of review, {len(found) - past} due soon"])


def _lines(it: Due) -> list[str]:
    word = "past its day" if it.is_past else "due"
    return [
        f"{it.place}: {it.review_by} {word}: {it.title}",
        *(f"    read {address}" for address in it.addresses),
        f"    mentioned in {', '.join(it.mentioned) or 'nothing'}",
    ]
