"""The values that a content file holds, each with its place: a tree of texts, lists and mappings."""

from __future__ import annotations

from dataclasses import dataclass

from generator.diagnostics import Place

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text; `plain` when it stands without quotes, `end_line` is the last line it touches."""

    text: str
    plain: bool
    place: Place
    end_line: int

    @property
    def is_null(self) -> bool:
        """Whether YAML 1.2 reads this as "no value"."""
        return self.plain and self.text in _NULLS


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with values, in the order of the file; a key that stands twice is there twice."""

    entries: tuple[tuple[Scalar, Node], ...]
    place: Place

    def get(self, key: str) -> Node | None:
        """The value under a key, or None."""
        return next((value for name, value in self.entries if name.text == key), None)

    def key(self, key: str) -> Scalar | None:
        """The key itself, for its place."""
        return next((name for name, _ in self.entries if name.text == key), None)


Node = Scalar | Sequence | Mapping
Loc = tuple[str | int, ...]


def plain(node: Node) -> object:
    """The node as plain Python: dict, list, str, or None where YAML says null."""
    match node:
        case Scalar():
            return None if node.is_null else node.text
        case Sequence():
            return [plain(item) for item in node.items]
        case Mapping():
            return {key.text: plain(value) for key, value in node.entries}


def find(node: Node, loc: Loc) -> Node:
    """The node at a path of keys and indices, or the deepest one on the way; steps that name no child are skipped."""
    for step in loc:
        match node:
            case Mapping():
                node = node.get(str(step)) or node
            case Sequence() if isinstance(step, int) and step < len(node.items):
                node = node.items[step]
            case _:
                pass
    return node


def key_place(node: Node, loc: Loc) -> Place:
    """The place of the key that a path ends with, else of what is nearest to it."""
    parent = find(node, loc[:-1])
    key = parent.key(str(loc[-1])) if isinstance(parent, Mapping) and loc else None
    return key.place if key else find(node, loc).place
