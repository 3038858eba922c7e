"""Markdown texts as plain words, for readers that are programs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from generator.knowledge import KnowledgeBase
from generator.render.text import plain

_FENCE = re.compile(r"^\s*(`{3,}|~{3,})")
_RULE = re.compile(r"^\s*(([-*_]\s*){3,}|=+|\|?[\s:|-]*-[\s:|-]*)$")
_MARK = re.compile(r"^\s*(#{1,6}\s+|[-*+]\s+|\d+[.)]\s+|>\s?)+")
_BAR = re.compile(r"(?<!\\)\|(?![^\[\]]*\]\])")
"""The border of a cell: neither escaped nor inside a reference."""
_BOX = re.compile(r'^\s*(?:!!!|\?{3}\+?)\s+[\w -]+?(?:\s*"(.*)")?\s*$')
_STEP = re.compile(r"^\d+[.)]\s+")
_EMPHASIS = re.compile(r"(?<![\w*_])([*_])(?=\S)([^*_]+?)(?<=\S)\1(?![\w*_])")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def words(text: str, knowledge: KnowledgeBase) -> str:
    """The words of a text, a paragraph, heading, row or item of a list on each line."""
    return "\n".join(found for part in _parts(text) if (found := _line(part, knowledge)))


def steps(text: str, knowledge: KnowledgeBase) -> tuple[str, ...]:
    """The words of each item of the text's first numbered list; none if it has no list of at least two."""
    items: list[list[str]] = []
    for line in text.splitlines():
        if _STEP.match(line):
            items.append([_STEP.sub("", line)])
        elif items and line.strip() and (line[0].isspace() or items[-1][-1].strip()):
            items[-1].append(line)
        elif items and line.strip():
            break  # a paragraph of its own ends the list
        elif items:
            items[-1].append("")
    found = tuple(" ".join(words("\n".join(item), knowledge).split("\n")) for item in items)
    return found if len(found) > 1 else ()


def _line(part: str, knowledge: KnowledgeBase) -> str:
    said = _EMPHASIS.sub(r"\2", plain(part, knowledge))
    return unescape(_ESCAPE.sub(r"\1", said))


def _parts(text: str) -> Iterator[str]:
    """The lines of a text without their marks; lines that one paragraph goes on over are one."""
    open_: list[str] = []
    for line in text.splitlines():
        row, box = line.strip().startswith("|"), _BOX.match(line)
        is_bare = not line.strip() or box or _RULE.match(line) or _FENCE.match(line)
        is_new = bool(_MARK.match(line)) or row or is_bare
        if is_new and open_:
            yield " ".join(open_)
            open_ = []
        if box:
            yield box.group(1) or ""
        elif row and not is_bare:
            yield "; ".join(cell.strip() for cell in _BAR.split(line.strip().strip("|")) if cell.strip())
        elif not is_bare:
            open_.append(_MARK.sub("", line).strip())
    if open_:
        yield " ".join(open_)
