"""YAML text to values that remember where they stand; the only module that knows PyYAML.

Scalars stay text, as YAML 1.2 and the editor see them: `no`, `12:30` and `2026-01-01` are words until a schema
asks for something else. Nothing here raises on content: every function returns its value with the problems found.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Protocol

import yaml

from generator.diagnostics import Diagnostic, Place
from generator.nodes import Mapping, Node, Scalar, Sequence

MAX_BYTES = 1_000_000
MAX_DEPTH = 24
MAX_NODES = 50_000

# What YAML's own set has beyond this are line ends that no editor shows as such, and the byte order mark.
_NOT_TEXT = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_EXPLANATIONS = (
    ("mapping values are not allowed", "put a text that holds a colon and a space into quotes"),
    ("found character that cannot start any token", "indent with spaces, not tabs; quote texts that start with @ or `"),
    ("found a tab character", "indent with spaces, not tabs"),
    ("quoted scalar", "close the quotation mark, or double it inside the text"),
    ("expected '-' indicator", "give every item of this list a dash at the same indentation"),
    ("expected ',' or ']'", "close the list with ]"),
    ("expected ',' or '}'", "close the braces with }"),
    ("expected <block end>", "line this up with the lines around it"),
    ("could not find expected ':'", "write `key: value`, with a space after the colon"),
    ("alphabetic or numeric character", "quote a text that starts with & or *"),
)  # fmt: skip


class _Mark(Protocol):
    """A position as PyYAML and libyaml give it, counted from 0."""

    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


def decode(data: bytes, path: str, most: int = MAX_BYTES) -> tuple[str, list[Diagnostic]]:
    """The file's text with `\\n` line ends, and what is wrong with its bytes (too many, not UTF-8, not text)."""
    if len(data) > most:
        return "", [too_large(Place(path), len(data), most)]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        place = _place_at(path, before, len(before))
        return "", [_problem(place, "KB104", "the file is not UTF-8 text", "save it with the encoding UTF-8")]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if bad := _NOT_TEXT.search(text):
        what = f"the character U+{ord(bad.group()):04X} does not belong in a text"
        return "", [_problem(_place_at(path, text, bad.start()), "KB104", what, "delete it, or save the file as text")]
    return text, []


def too_large(place: Place, size: int, most: int) -> Diagnostic:
    """What is said of a file that has more than `most` bytes."""
    what = f"the file is {size / 1_000_000:.1f} MB; content files end at {most / 1_000_000:.0f} MB"
    return _problem(place, "KB105", what, "split it")


def parse(text: str, path: str, first_line: int = 1, most: int = MAX_NODES) -> tuple[Node | None, list[Diagnostic]]:
    """The value that the YAML text holds, or None with the reason; `first_line` is where it starts in its file.

    `most` is the number of values that it may unfold to.
    """
    builder = _Builder(path, first_line - 1, most)
    try:
        for event in yaml.parse(text, Loader=yaml.CBaseLoader):
            builder.take(event)
            if builder.fatal:
                break
    except yaml.MarkedYAMLError as error:
        builder.problems.append(_syntax_problem(error, path, first_line - 1))
    except yaml.YAMLError as error:  # a reader error has no mark: only text that decode() did not see can cause one
        builder.problems.append(_problem(Place(path, first_line), "KB101", f"not valid YAML: {error}"))
    if not builder.problems and builder.root is None:
        builder.problems.append(_problem(Place(path, first_line), "KB109", "the file holds nothing"))
    return (None if builder.problems else builder.root), builder.problems


def split_front_matter(text: str) -> tuple[str, str, int]:
    """A Markdown file's front matter, its body, and the line on which the body starts; empty front matter if none."""
    if not text.startswith("---\n"):
        return "", text, 1
    end = text.find("\n---\n", 3)
    if end < 0:
        return (text[4:-3], "", text.count("\n") + 1) if text.endswith("\n---") else ("", text, 1)
    return text[4 : end + 1], text[end + 5 :], text.count("\n", 0, end + 5) + 1


@dataclass
class _Frame:
    """A list or mapping that is still open."""

    place: Place
    is_mapping: bool
    anchor: str | None
    items: list[Node] = field(default_factory=list)
    entries: list[tuple[Scalar, Node]] = field(default_factory=list)
    key: Scalar | None = None
    seen: dict[str, Scalar] = field(default_factory=dict)
    weight: int = 1


class _Builder:
    """Builds the tree from parser events with a stack of its own, so that depth costs no recursion."""

    def __init__(self, path: str, line_offset: int, most: int) -> None:
        self.path, self.offset, self.most = path, line_offset, most
        self.root: Node | None = None
        self.problems: list[Diagnostic] = []
        self.fatal = False
        self.stack: list[_Frame] = []
        self.anchors: dict[str, tuple[Node, int]] = {}
        self.documents = 0

    def take(self, event: yaml.Event) -> None:
        place = self._place(event.start_mark)
        tag: str | None = getattr(event, "tag", None)
        if tag:
            self._stop(place, "KB102", f"tags such as {tag} are not used here", "delete the tag")
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self._stop(place, "KB108", "a second YAML document starts here", "keep one document in a file")
        elif isinstance(event, yaml.ScalarEvent):
            end = self._last_line(event.end_mark)
            text = event.value.replace("\r\n", "\n").replace("\r", "\n")
            if bad := _NOT_TEXT.search(text):
                what = f"this text spells the character U+{ord(bad.group()):04X}"
                self._stop(place, "KB104", what, "delete its escape")
            self._add(Scalar(text, bool(event.implicit[0]), place, max(end, place.line)), 1, event.anchor)
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event.anchor or "", place)
        elif isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
            if len(self.stack) >= MAX_DEPTH:
                self._stop(place, "KB106", f"lists and mappings are nested more than {MAX_DEPTH} deep", "flatten this")
            self.stack.append(_Frame(place, isinstance(event, yaml.MappingStartEvent), event.anchor))
        elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
            frame = self.stack.pop()
            node: Node = (
                Mapping(tuple(frame.entries), frame.place)
                if frame.is_mapping
                else Sequence(tuple(frame.items), frame.place)
            )
            self._add(node, frame.weight, frame.anchor)

    def _place(self, mark: _Mark | None) -> Place:
        assert mark is not None  # libyaml marks every event
        return Place(self.path, mark.line + 1 + self.offset, mark.column + 1)

    def _last_line(self, mark: _Mark | None) -> int:
        """The line that a value ends on; a mark at a line's start stands behind the line before."""
        place = self._place(mark)
        return place.line - (place.column == 1)

    def _alias(self, anchor: str, place: Place) -> None:
        known = self.anchors.get(anchor)
        if known is None:
            hint = f"define &{anchor} further up, or quote the text"
            self._stop(place, "KB107", f"*{anchor} points to nothing", hint)
        else:
            self._add(*known, None, place)

    def _add(self, node: Node, weight: int, anchor: str | None, used_at: Place | None = None) -> None:
        if anchor:
            self.anchors[anchor] = (node, weight)
        if not self.stack:
            self.root = node
            return
        frame = self.stack[-1]
        frame.weight += weight
        if frame.weight > self.most:
            place = used_at or node.place
            what = f"the file unfolds to more than {self.most:,} values"
            self._stop(place, "KB107", what, "write fewer, or no anchors")
        elif not frame.is_mapping:
            frame.items.append(node)
        elif frame.key is None:
            self._key(frame, node, used_at or node.place)
        else:
            frame.entries.append((frame.key, node))
            frame.key = None

    def _key(self, frame: _Frame, node: Node, place: Place) -> None:
        if not isinstance(node, Scalar):
            self._stop(place, "KB102", "a key must be a word", "quote a text that starts with { or [")
            return
        earlier = frame.seen.setdefault(node.text, node)
        if earlier is not node:
            self.problems.append(
                _problem(place, "KB103", f"the key “{node.text}” stands here a second time",
                         f"the first stands in line {earlier.place.line}; keep one of them")
            )  # fmt: skip
        frame.key = node

    def _stop(self, place: Place, code: str, message: str, hint: str) -> None:
        self.problems.append(_problem(place, code, message, hint))
        self.fatal = True


def _syntax_problem(error: yaml.MarkedYAMLError, path: str, offset: int) -> Diagnostic:
    mark = error.problem_mark or error.context_mark
    place = Place(path, mark.line + 1 + offset, mark.column + 1) if mark else Place(path, offset + 1)
    said = " ".join(part for part in (error.context, error.problem) if part)
    hint = next((advice for words, advice in _EXPLANATIONS if words in said), "")
    return _problem(place, "KB101", f"not valid YAML: {error.problem or error.context}", hint)


def printable(text: str) -> str:
    """The text on one line, with U+FFFD for what is no text: file names may hold anything."""
    return re.sub(r"[\t\n\r]", "\ufffd", _NOT_TEXT.sub("\ufffd", text))


def _place_at(path: str, text: str, index: int) -> Place:
    return Place(path, text.count("\n", 0, index) + 1, index - (text.rfind("\n", 0, index) + 1) + 1)


def _problem(place: Place, code: str, message: str, hint: str = "") -> Diagnostic:
    return Diagnostic(place, code, message, hint)
