"""Content text to Markdown that is safe on a page: no HTML, no attributes, references resolved, terms explained once.

Content is not trusted to carry HTML. `<` and `{` lose their power here; `finish` checks the final HTML once more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape

from generator.loader import KnowledgeBase
from generator.markup import CODE, canonical, without_code
from generator.model import Fact, Source, Term
from generator.model.titles import title, value_with_unit
from generator.references import INLINE
from generator.render.dates import long_day
from generator.render.routes import Route, relative, route

_LINK = re.compile(r"!?\[[^\[\]\n]*\](?:\([^)\n]*\)|\[[^\[\]\n]*\])?|https?://\S+")
_HEADING = re.compile(r"^\s{0,3}(#{1,6}\s|[-=]{3,}\s*$|\|?[\s:|-]+\|)")
_FENCE = re.compile(r"`{3,}|~{3,}")
_SPECIAL = re.compile(r"([\\`*_\[\]#|])")
_BLOCK_START = re.compile(r"^(\s*)(\d+)([.)])(\s)")
_LIST_START = re.compile(r"^([-+>])")
_SPACES = re.compile(r"\s+")
_RUNS_SCRIPT = re.compile("javascript:", re.IGNORECASE)
_LINKED = re.compile(r"!?\[([^\[\]]*)\]\([^)]*\)")
_STRONG = re.compile(r"(\*\*|__|`)(.+?)\1")
_SHORT = 120
"""Texts up to this length, in characters, are titles that many pages say again."""


@dataclass(frozen=True)
class Vocabulary:
    """The glossary as one pattern; the words map to the id of their term."""

    pattern: re.Pattern[str] | None
    ids: Mapping[str, str]
    meanings: Mapping[str, str]


def vocabulary(knowledge: KnowledgeBase) -> Vocabulary:
    """All terms and their other spellings; the longest match wins, letter case counts."""
    terms = knowledge.of("term", Term)
    ids = {word: entry.id for entry in terms for word in (entry.record.term, *entry.record.also)}
    words = sorted(ids, key=lambda word: (-len(word), word))
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words))})(?![\w-])") if words else None
    return Vocabulary(pattern, ids, {entry.id: plain(entry.record.meaning, knowledge) for entry in terms})


@dataclass
class PageText:
    """Turns texts into the Markdown of one page; remembers which terms the page has explained already."""

    path: str
    knowledge: KnowledgeBase
    words: Vocabulary
    explained: set[str] = field(default_factory=set)

    def markdown(self, text: str) -> str:
        """A Markdown text, made safe, its references and terms as links."""
        return _by_code(text, lambda prose: self._references(prose, self._prose))

    def line(self, text: str) -> str:
        """A line of plain words: Markdown characters are shown as typed, references are links."""
        return self._references(text, escaped)

    def cell(self, text: str) -> str:
        """A line for a table, where terms are explained too."""
        return self._references(text, lambda words: self._terms(escaped(words)))

    def link(self, kind: str, id_: str, text: str | None = None) -> str:
        """A link to a record, with its title unless said otherwise."""
        entry = self.knowledge.entries[kind][id_]
        words = text or plain(title(entry.record), self.knowledge)
        return f"[{escaped(words)}]({relative(self.path, route(kind, id_, self.knowledge.names))})"

    def ref(self, reference: str, text: str | None = None) -> str:
        """A link to what `kind:id` names, the kind being the site's own word."""
        key, _, id_ = reference.partition(":")
        return self.link(self._kind(key), id_, text)

    def to(self, target: Route) -> str:
        """The address of another page."""
        return relative(self.path, target)

    def _kind(self, key: str) -> str:
        return next(kind for kind, names in self.knowledge.names.items() if names.key == key)

    def _references(self, text: str, rest: Callable[[str], str]) -> str:
        """The text with its references as links; `rest` treats what stands between them."""
        done, start = [], 0
        for match in INLINE.finditer(without_code(text)):  # what the checks see: code names no record
            done.append(rest(text[start : match.start()]))
            if match["value"] is not None:
                done.append(self._value(match["value"].strip().partition(":")[2]))
            else:
                done.append(self.ref(match["ref"].strip(), match["text"]))
            start = match.end()
        done.append(rest(text[start:]))
        return "".join(done)

    def _value(self, id_: str) -> str:
        """A fact's value, linked to where its source and date stand."""
        record = self.knowledge.entries["fact"][id_].record
        assert isinstance(record, Fact)
        address = relative(self.path, route("fact", id_, self.knowledge.names))
        hover = _attribute(f"{long_day(record.as_of)}, {self._publisher(record)}")
        return f'[{escaped(value_with_unit(record))}]({address} "{hover}"){{ .fact }}'

    def _publisher(self, fact: Fact) -> str:
        source = self.knowledge.entries["source"][fact.sources[0]].record
        assert isinstance(source, Source)
        return source.publisher

    def _prose(self, text: str) -> str:
        """Prose made safe; terms of the glossary are explained where they first stand outside headings and links."""
        lines = harmless(text).split("\n")
        return "\n".join(line if _HEADING.match(line) else self._terms(line) for line in lines)

    def _terms(self, line: str) -> str:
        if not self.words.pattern:
            return line
        done, start = [], 0
        for link in _LINK.finditer(line):
            done += [self.words.pattern.sub(self._explained, line[start : link.start()]), link.group()]
            start = link.end()
        done.append(self.words.pattern.sub(self._explained, line[start:]))
        return "".join(done)

    def _explained(self, match: re.Match[str]) -> str:
        id_ = self.words.ids[match.group()]
        target = route("term", id_, self.knowledge.names)
        if id_ in self.explained or target.path == self.path:
            return match.group()
        self.explained.add(id_)
        address = relative(self.path, target)
        return f'[{match.group()}]({address} "{_attribute(self.words.meanings[id_])}"){{ .term }}'


def plain(text: str, knowledge: KnowledgeBase, within: frozenset[tuple[str, str]] = frozenset()) -> str:
    """The words of a text alone: references become titles and values, Markdown marks go.

    `within` are the records whose titles are being said: two that name each other end at the id.
    """
    if within or len(text) > _SHORT:
        return _plain(text, knowledge, within)
    if text not in knowledge.said:
        knowledge.said[text] = _plain(text, knowledge, within)
    return knowledge.said[text]


def _plain(text: str, knowledge: KnowledgeBase, within: frozenset[tuple[str, str]]) -> str:
    done, start = [], 0
    for match in INLINE.finditer(without_code(text)):
        done += [text[start : match.start()], _said(match, knowledge, within)]
        start = match.end()
    text = _LINKED.sub(r"\1", "".join([*done, text[start:]]))
    return " ".join(_STRONG.sub(r"\2", text).split())


def _said(match: re.Match[str], knowledge: KnowledgeBase, within: frozenset[tuple[str, str]]) -> str:
    written = match["value"] if match["value"] is not None else match["ref"]
    key, _, id_ = written.strip().partition(":")
    kind = next(kind for kind, names in knowledge.names.items() if names.key == key)
    record = knowledge.entries[kind][id_].record
    if match["value"] is not None and isinstance(record, Fact):
        return value_with_unit(record)
    if match["text"] or (kind, id_) in within:
        return match["text"] or id_
    return plain(title(record), knowledge, within | {(kind, id_)})


def in_html(text: str) -> str:
    """Plain words as HTML, in an element or between double quotes."""
    return escape(text, quote=False).replace('"', "&quot;")


def harmless(text: str) -> str:
    """Markdown prose in which no HTML, no attribute list and no snippet can start."""
    text = text.replace("<", "&lt;").replace("{", "&#123;").replace("--8&lt;--", "&#45;-8&lt;--")
    # What is left of fences is no code to us, so it must be none to Markdown: it would take the next fence for an end.
    text = _FENCE.sub(lambda run: f"&#{ord(run.group()[0])};" * len(run.group()), text)
    return _RUNS_SCRIPT.sub("javascript&#58;", text)


def escaped(text: str) -> str:
    """Plain words as Markdown that shows them as typed, on one line."""
    text = _SPACES.sub(" ", text).replace("&", "&amp;")
    text = harmless(_SPECIAL.sub(r"\\\1", text))
    return _BLOCK_START.sub(r"\1\2\\\3\4", _LIST_START.sub(r"\\\1", text))


def _by_code(text: str, treat: Callable[[str], str]) -> str:
    """The text with everything but its code treated."""
    done, start = [], 0
    for code in CODE.finditer(text):
        done += [treat(text[start : code.start()]), canonical(code)]
        start = code.end()
    return "".join([*done, treat(text[start:])])


def _attribute(text: str) -> str:
    """Words for a Markdown link's title."""
    return (
        text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").replace("{", "&#123;").replace("\\", "")
    )
