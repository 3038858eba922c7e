"""What the search in the browser reads: plain JSON, a contract documented in the component's README.

Three files, so that the first result needs little: names first, then sentences, then the words of texts. Every reader
who searches is sent all, whole and in this order: what somebody types can be read in no request.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from generator.knowledge import Entry, KnowledgeBase
from generator.model import Fact, Faq, Path, Term
from generator.model.kinds import SEARCH
from generator.model.titles import summary, title, value_with_unit
from generator.model.types import Role
from generator.render.as_json import as_file
from generator.render.routes import Route, address, index_route, route
from generator.render.text import plain

FORMAT = 1
FIRST, SENTENCES, TEXTS = (f"{SEARCH}/{name}.json" for name in ("names", "sentences", "texts"))
NAMED = {
    "faq": 1.0, "path": 0.97, "guide": 0.95, "flow": 0.92, "tool": 0.9, "checklist": 0.85, "template": 0.85,
    "scenario": 0.8, "action": 0.75, "term": 0.7,
}  # fmt: skip
"""The kinds that are found from the first key on, each with what its entries weigh beside equally good ones."""
LATER = {"date": 0.55, "fact": 0.55}
"""The kinds that are found once the last file is there: many, and rarely what was looked for."""
SAYS_NOTHING = (
    "a an the is are was be am i my me you your it its of to in on at for from by with and or not do does did can "
    "could should would will may must have has had what which who how when where why if this that there they them "
    "their we our as so than then too about into out up"
)
_NOTHING = frozenset(SAYS_NOTHING.split())
_WORD = re.compile(r"[^\W_]+(?:[-(,'’][^\W_]+\)*)*")
_COMMON = 25
"""A word in more than one of so many texts tells them apart no more."""


@dataclass(frozen=True)
class Found:
    """An entry as it is looked for: its title, other ways to say it, one sentence, and all its words."""

    kind: str
    id: str
    title: str
    lines: tuple[str, ...] = ()
    sentence: str = ""
    text: str = ""
    alone: tuple[str, ...] = ()
    """Words by which it is meant if little else is typed."""


@dataclass(frozen=True)
class Kind:
    """What results of one kind have in common."""

    id: str
    name: str
    base: str
    end: str
    """What stands before and behind the id in an address."""


def search_files(knowledge: KnowledgeBase) -> dict[str, bytes]:
    """The files by their path below `docs/`; the same content gives the same bytes."""
    kinds = [_kind(id_, knowledge) for id_ in (*NAMED, *LATER)]
    entries = [_found(entry, knowledge) for kind in kinds for entry in knowledge.entries[kind.id].values()]
    return files(kinds, entries)


def start_of_lists(knowledge: KnowledgeBase) -> Route:
    """The list that the search leads to without JavaScript: that of the answers, where there are any."""
    return index_route(next((kind for kind in NAMED if knowledge.entries[kind]), "flow"), knowledge.names)


def files(kinds: Iterable[Kind], entries: Iterable[Found]) -> dict[str, bytes]:
    """The three files for entries that are sorted by kind."""
    listed, found = list(kinds), list(entries)
    places = {kind.id: place for place, kind in enumerate(listed)}
    named = [entry for entry in found if entry.kind in NAMED]
    later = [entry for entry in found if entry.kind in LATER]
    first = {
        "kinds": [_asas_file(kind) for kind in listed],
        "skip": SAYS_NOTHING,
        "entries": [_entry(entry, places) for entry in named],
        "also": _spread({place: _also(entry) for place, entry in enumerate(named)}),
        "alone": _spread({place: _words(*entry.alone) for place, entry in enumerate(named) if entry.alone}),
    }
    version = hashlib.sha256(as_file(first)).hexdigest()[:8]
    sentences = {"sentences": [entry.sentence for entry in named]}
    texts = {
        "entries": [_entry(entry, places) for entry in later],
        "sentences": [entry.sentence for entry in later],
        "texts": _spread({place: _text(entry) for place, entry in enumerate((*named, *later))}, _COMMON),
    }
    head = {"format": FORMAT, "version": version}
    return {path: as_file(head | data) for path, data in ((FIRST, first), (SENTENCES, sentences), (TEXTS, texts))}


def _kind(id_: str, knowledge: KnowledgeBase) -> Kind:
    name = plain(knowledge.names[id_].one, knowledge)
    base, _, end = address(route(id_, "-", knowledge.names)).rpartition("-")
    return Kind(id_, name, base, end)


def _asas_file(kind: Kind) -> dict[str, Any]:
    """A kind; `names` where every entry is one thing that may have several names."""
    names = {"names": True} if kind.id == "term" else {}
    weight = (NAMED | LATER)[kind.id]
    return {"name": kind.name, "base": kind.base, "end": kind.end, "weight": weight, **names}


def _found(entry: Entry[Any], knowledge: KnowledgeBase) -> Found:
    record = entry.record
    lines: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    if isinstance(record, Faq):
        lines, alone = record.also_asked, record.typed_alone
    elif isinstance(record, Term):
        lines = record.also
    elif isinstance(record, Path):
        lines = (record.short,)
    sentence = value_with_unit(record) if isinstance(record, Fact) else summary(record)
    text = " ".join(plain(each.text, knowledge) for each in entry.marked if isinstance(each.mark, Role))
    return Found(
        entry.kind,
        entry.id,
        plain(title(record), knowledge),
        tuple(plain(line, knowledge) for line in lines),
        plain(sentence, knowledge),
        text,
        tuple(plain(line, knowledge) for line in alone),
    )


def _entry(entry: Found, places: Mapping[str, int]) -> list[Any]:
    """An entry; names of one thing stay whole, since only all words of a name together mean it."""
    names = [list(entry.lines)] if entry.kind == "term" and entry.lines else []
    return [places[entry.kind], entry.id, entry.title, *names]


def _also(entry: Found) -> set[str]:
    """The words of an entry's lines that its title does not hold."""
    return set() if entry.kind == "term" else _words(*entry.lines) - _words(entry.title)


def _text(entry: Found) -> set[str]:
    """The words that only an entry's text holds."""
    return _words(entry.text) - _words(entry.title, *entry.lines, entry.sentence)


def _words(*texts: str) -> set[str]:
    return {word for text in texts for word in _WORD.findall(text.lower())} - _NOTHING


def _spread(words: Mapping[int, set[str]], common: int = 1) -> str:
    """A line a word: the word, then the places where it stands, each counted from the one before.

    Words that stand in more than one of `common` places, and not just in a few, are left out.
    """
    found: dict[str, list[int]] = defaultdict(list)
    for place, all_ in words.items():
        for word in all_:
            found[word].append(place)
    most = max(4, len(words) // common)
    return "\n".join(f"{word} {_steps(found[word])}" for word in sorted(found) if len(found[word]) <= most)


def _steps(places: list[int]) -> str:
    return " ".join(str(place - before) for before, place in zip([0, *places], places, strict=False))
