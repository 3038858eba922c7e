"""Browser modules without what only people read: readers on a slow network pay for every byte."""

from __future__ import annotations

import re

_TOKEN = re.compile(
    r"""(?P<comment>/\*.*?\*/|//[^\n]*)
    |(?P<text>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')
    |(?P<regex>(?<=[(,=:!&|?;{}\[]) ?/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\[\n])+/[a-z]*)
    |(?P<word>[\w$\#@.]+)
    |(?P<space>\s+)
    |(?P<mark>.)""",
    re.VERBOSE | re.DOTALL,
)
_NEEDS_NO_SPACE = frozenset("(){}[];,=<>?:&|!*%^~")
"""Marks that end a word; `+` and `-` are not among them, since two in a row mean something else."""


def slim(module: str) -> str:
    """The module without comments, and without space that separates nothing; line ends stay where they may matter."""
    parts: list[str] = []
    at, wanted = 0, ""
    while at < len(module):
        text, is_space = _next(module, at)
        at += len(text)
        if is_space:
            wanted = "\n" if "\n" in text or wanted == "\n" else " "
            continue
        parts.append(_between(parts[-1][-1] if parts else ";", text[0], wanted) + text)
        wanted = ""
    return "".join(parts) + "\n"


def _next(module: str, at: int) -> tuple[str, bool]:
    """The next piece, and whether it is only space or comment; a template is one piece."""
    if module[at] == "`":
        return module[at : _template_end(module, at)], False
    found = _TOKEN.match(module, at)
    assert found is not None
    return found.group(), found.lastgroup in ("space", "comment")


def _template_end(module: str, at: int) -> int:
    """Where the template that begins at `at` is over; `${…}` may hold templates again."""
    at += 1
    while module[at] != "`":
        if module[at] == "\\":
            at += 2
        elif module.startswith("${", at):
            at += 2
            while module[at] != "}":
                at = at + len(_next(module, at)[0])
            at += 1
        else:
            at += 1
    return at + 1


def _between(before: str, after: str, wanted: str) -> str:
    """The space that must stay between two pieces."""
    if wanted == "\n":
        return "" if before in "{([,;=?:&|" or after in "})].,;?:&|=" else "\n"
    return "" if before in _NEEDS_NO_SPACE or after in _NEEDS_NO_SPACE else wanted
