"""KB419: what answers a claim no longer says it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import BaseModel

from generator.checks.context import Context
from generator.diagnostics import Diagnostic
from generator.knowledge import Entry, KnowledgeBase
from generator.model import Claim, Fact
from generator.model.titles import value_with_unit
from generator.nodes import Mapping, Node, Scalar, Sequence
from generator.references import INLINE


def check(context: Context) -> Iterator[Diagnostic]:
    """Every claim whose words do not stand in the texts of the record that is said to answer it."""
    said: dict[str, str] = {}
    for entry in context.knowledge.of("claim", Claim):
        at, words = entry.record.at, entry.record.says
        if at not in said:
            said[at] = _words_of(_record(at, context), context.knowledge)
        if _squeezed(words) not in said[at]:
            hint = f"say it in {at} again, or name the words that answer the claim now"
            yield Diagnostic(entry.place("says"), "KB419", f"“{words}” does not stand in {at}", hint)


def _record(reference: str, context: Context) -> Entry[BaseModel]:
    key, _, id_ = reference.partition(":")
    return context.knowledge.entries[context.references.kinds_by_key[key]][id_]


def _words_of(entry: Entry[BaseModel], knowledge: KnowledgeBase) -> str:
    """All texts of a record in a row, with the values of facts and the words of links in their places."""
    return " | ".join(_squeezed(_shown(text, knowledge)) for text in _texts(entry.node))


def _texts(node: Node) -> Iterator[str]:
    match node:
        case Scalar():
            yield node.text
        case Sequence():
            for item in node.items:
                yield from _texts(item)
        case Mapping():
            for key, value in node.entries:
                yield from (key.text, *_texts(value))


def _shown(text: str, knowledge: KnowledgeBase) -> str:
    def words(match: re.Match[str]) -> str:
        value, shown = match["value"], match["text"]
        fact = value and knowledge.find("fact", Fact, value.strip().partition(":")[2])
        return value_with_unit(fact.record) if fact else shown or ""

    return INLINE.sub(words, text)


def _squeezed(text: str) -> str:
    return " ".join(text.replace("**", "").split()).casefold()
