"""Which record mentions which: `[[kind:id]]` and `{{fact:id}}` in texts, ids and references in fields; and back."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from pydantic import BaseModel

from generator.diagnostics import Place
from generator.loader import Entry, KnowledgeBase
from generator.markup import without_code
from generator.model import Points
from generator.model.kinds import is_shown
from generator.model.texts import Marked
from generator.model.types import Refers
from generator.nodes import Loc, Scalar, find

Target = tuple[str, str]
"""Kind and id."""

INLINE = re.compile(r"\[\[(?P<ref>[^\[\]|\n]*)(?:\|(?P<text>[^\[\]\n]*))?\]\]|\{\{(?P<value>[^{}\n]*)\}\}")
OPENED = re.compile(r"\[\[|\{\{")


@dataclass(frozen=True, slots=True)
class Mention:
    """One reference as written: the kind by the site's own word, where it stands, and whether it shows a value."""

    source: Target
    key: str
    id: str
    place: Place
    in_text: bool
    shows_value: bool = False


@dataclass(frozen=True)
class References:
    """Every mention in a knowledge base, and what is derived from them."""

    mentions: tuple[Mention, ...]
    kinds_by_key: Mapping[str, str]

    def target(self, mention: Mention) -> Target | None:
        """The kind and id that a mention names, or None for an unknown word before the colon."""
        kind = self.kinds_by_key.get(mention.key)
        return (kind, mention.id) if kind else None

    @cached_property
    def facts(self) -> Mapping[Target, frozenset[str]]:
        """For each record that mentions facts, their ids."""
        found: defaultdict[Target, set[str]] = defaultdict(set)
        for mention in self.mentions:
            if self.kinds_by_key.get(mention.key) == "fact":
                found[mention.source].add(mention.id)
        return {source: frozenset(ids) for source, ids in found.items()}

    @cached_property
    def backlinks(self) -> Mapping[Target, tuple[Target, ...]]:
        """For each record those that mention it, each once, sorted by kind and id; a record does not mention itself."""
        found: defaultdict[Target, set[Target]] = defaultdict(set)
        for mention in self.mentions:
            target = self.target(mention)
            if target and target != mention.source and is_shown(mention.source[0]):
                found[target].add(mention.source)
        return {target: tuple(sorted(sources)) for target, sources in found.items()}


def references(knowledge: KnowledgeBase) -> References:
    """All mentions in all records, in the order of kinds, ids and fields."""
    keys = {names.key: kind for kind, names in knowledge.names.items() if is_shown(kind)}
    entries: list[Entry[BaseModel]] = [*knowledge.all(), *knowledge.redirects.values(), knowledge.site_entry]
    found = tuple(mention for entry in entries for mention in _mentions(entry, knowledge))
    return References(found, keys)


def _mentions(entry: Entry[BaseModel], knowledge: KnowledgeBase) -> Iterator[Mention]:
    origin = (entry.kind, entry.id)
    for item in entry.marked:
        if isinstance(item.mark, Points):
            if not item.mark.is_sure and item.text not in knowledge.entries[item.mark.kind]:
                continue
            place = entry.key_place(*item.loc) if item.is_key else entry.place(*item.loc)
            yield Mention(origin, knowledge.names[item.mark.kind].key, item.text, place, in_text=False)
        elif isinstance(item.mark, Refers):
            key, _, id_ = item.text.partition(":")
            yield Mention(origin, key, id_, entry.place(*item.loc), in_text=False)
        elif "[[" in item.text or "{{" in item.text:
            yield from _in_text(entry, item, knowledge)


def _in_text(entry: Entry[BaseModel], item: Marked, knowledge: KnowledgeBase) -> Iterator[Mention]:
    for match in INLINE.finditer(without_code(item.text)):
        written = match["value"] if match["value"] is not None else match["ref"]
        key, colon, id_ = written.strip().partition(":")
        place = locate(entry, item.loc, knowledge.texts[entry.path], match.group(), item.text, match.start())
        named = (key, id_) if colon else ("", key)
        yield Mention((entry.kind, entry.id), *named, place, in_text=True, shows_value=match["value"] is not None)


def locate(entry: Entry[BaseModel], loc: Loc, file: str, words: str, text: str, start: int) -> Place:
    """Where words of a text stand in the file: the same occurrence among the lines that the text was read from.

    Falls back to the start of the text where quoting or folding changed the words.
    """
    node = find(entry.node, loc)
    if not isinstance(node, Scalar):
        return node.place
    lines = _lines(file)[node.place.line - 1 : node.end_line]
    occurrence = text.count(words, 0, start)
    for offset, line in enumerate(lines):
        column = node.place.column - 1 if offset == 0 else 0
        while (column := line.find(words, column)) >= 0:
            if occurrence == 0:
                return Place(node.place.path, node.place.line + offset, column + 1)
            occurrence -= 1
            column += len(words)
    return node.place


@lru_cache(maxsize=64)
def _lines(file: str) -> tuple[str, ...]:
    """The lines of a file; one that holds hundreds of records is asked for as often."""
    return tuple(file.split("\n"))
