"""`kb number`: gives every record that lacks one its number, for ever."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.commands import Said, how_many, readable
from generator.diagnostics import Place
from generator.knowledge import KnowledgeBase
from generator.nodes import Mapping as Mapping_
from generator.nodes import find
from generator.numbering import Numbered, next_number, numbered
from generator.publish import add_files


def number(content: Path) -> Said:
    """Writes `number:` into the files of all records and outcomes that have none; raises ContentError."""
    knowledge = readable(content)
    given = dict(enumerate((it for it in _first_things_first(knowledge) if it.number is None), next_number(knowledge)))
    files: dict[str, list[tuple[Place, int]]] = {}
    for free, it in given.items():
        place = it.entry.key_place(*it.loc, "number") if _has_key(it) else find(it.entry.node, it.loc).place
        files.setdefault(it.entry.path, []).append((place, free))
    label = content.as_posix().rstrip("/")
    changed = {
        path.removeprefix(f"{label}/"): numbered_text(knowledge.texts[path], places).encode()
        for path, places in files.items()
    }
    add_files(content, changed)
    return Said(f"{how_many(len(given), 'number')} given" + (f", up to {max(given)}" if given else ""))


def _has_key(it: Numbered) -> bool:
    """Whether the key stands there already, without a value."""
    node = find(it.entry.node, it.loc)
    return isinstance(node, Mapping_) and node.key("number") is not None


def numbered_text(text: str, places: Iterable[tuple[Place, int]]) -> str:
    """The text of a file with a number at the head of each of these mappings."""
    lines = text.split("\n")
    for place, free in sorted(places, key=lambda it: (it[0].line, it[0].column), reverse=True):
        line, column = lines[place.line - 1], place.column - 1
        if line[column:].strip() in ("number:", "number: null", "number: ~"):
            lines[place.line - 1] = f"{line[:column]}number: {free}"
        elif line[column : column + 1] == "{":
            lines[place.line - 1] = f"{line[: column + 1]}number: {free}, {line[column + 1 :]}"
        else:
            lines.insert(place.line - 1, f"{' ' * column}number: {free}")
    return "\n".join(lines)


def _first_things_first(knowledge: KnowledgeBase) -> list[Numbered]:
    """What is most passed on gets the smallest numbers: the first page's flow, scenarios, its questions, the rest."""
    home = knowledge.site.home
    rank: Mapping[str, int] = {"flow": 3, "scenario": 1, "path": 4, "faq": 5, "guide": 6}

    def place(it: Numbered) -> tuple[int, int]:
        if it.entry.kind == "flow" and it.entry.id == home.flow and not it.outcome:
            return 0, 0
        if it.entry.kind == "faq" and it.entry.id in home.questions:
            return 2, home.questions.index(it.entry.id)
        return rank[it.entry.kind] + (3 if it.outcome else 0), 0

    return sorted(numbered(knowledge), key=place)
