"""How old the rules are that a text rests on: the facts it mentions, and when they are due to be read again."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from pydantic import BaseModel

from generator.knowledge import KnowledgeBase
from generator.markup import without_code
from generator.model import Fact, Points, Role
from generator.model.texts import marked
from generator.references import INLINE


def facts_in(record: BaseModel, knowledge: KnowledgeBase) -> frozenset[str]:
    """The facts that a record takes its figures from, and those that its texts mention, as values or as links."""
    # Records live as long as the knowledge base that holds them, so that their ids are names.
    if id(record) not in knowledge.mentioned:
        knowledge.mentioned[id(record)] = _facts_in(record, knowledge.names["fact"].key)
    return knowledge.mentioned[id(record)]


def _facts_in(record: BaseModel, key: str) -> frozenset[str]:
    found = set()
    for item in marked(record):
        if isinstance(item.mark, Points) and item.mark.kind == "fact":
            found.add(item.text)
        elif isinstance(item.mark, Role) and ("{{" in item.text or "[[" in item.text):
            for match in INLINE.finditer(without_code(item.text)):
                written, _, id_ = (match["value"] or match["ref"] or "").strip().partition(":")
                found |= {id_} if written == key else set()
    return frozenset(found)


def by_age(ids: Iterable[str], knowledge: KnowledgeBase) -> list[tuple[str, Fact]]:
    """Facts with their ids, that with the oldest text first."""
    found = ((id_, knowledge.find("fact", Fact, id_)) for id_ in set(ids))
    facts = ((id_, entry.record) for id_, entry in found if entry)
    return sorted(facts, key=lambda pair: (pair[1].as_of, pair[0]))


@dataclass(frozen=True)
class Review:
    """Facts with a day of review and their ids, soonest first: those past it on the day of the build, and the rest."""

    past: tuple[tuple[str, Fact], ...] = ()
    coming: tuple[tuple[str, Fact], ...] = ()


def is_past(fact: Fact, today: datetime.date | None) -> bool:
    """Whether a fact should have been looked at again before this day; without a day none is too old."""
    return today is not None and fact.review_by is not None and fact.review_by < today


def review(ids: Iterable[str], knowledge: KnowledgeBase, today: datetime.date | None) -> Review:
    """When these facts are to be looked at again."""
    dated = [(fact.review_by, id_, fact) for id_, fact in by_age(ids, knowledge) if fact.review_by]
    soonest = sorted(dated, key=lambda it: it[:2])
    return Review(
        past=tuple((id_, fact) for _, id_, fact in soonest if is_past(fact, today)),
        coming=tuple((id_, fact) for _, id_, fact in soonest if not is_past(fact, today)),
    )
