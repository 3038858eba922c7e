"""How old the rules are that a text rests on: the facts it mentions, oldest first."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import BaseModel

from generator.knowledge import KnowledgeBase
from generator.markup import without_code
from generator.model import Fact, Role
from generator.model.texts import marked
from generator.references import INLINE


def facts_in(record: BaseModel, knowledge: KnowledgeBase) -> frozenset[str]:
    """The facts that the texts of a record mention, as values or as links."""
    key = knowledge.names["fact"].key
    found = set()
    for item in marked(record):
        if isinstance(item.mark, Role) and ("{{" in item.text or "[[" in item.text):
            for match in INLINE.finditer(without_code(item.text)):
                written, _, id_ = (match["value"] or match["ref"] or "").strip().partition(":")
                found |= {id_} if written == key else set()
    return frozenset(found)


def by_age(ids: Iterable[str], knowledge: KnowledgeBase) -> list[tuple[str, Fact]]:
    """Facts with their ids, that with the oldest text first."""
    facts = {entry.id: entry.record for entry in knowledge.of("fact", Fact)}
    return sorted(((id_, facts[id_]) for id_ in set(ids)), key=lambda pair: (pair[1].as_of, pair[0]))
