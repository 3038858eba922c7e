"""Browser modules without what only people read: readers on a slow network pay for every byte."""

from __future__ import annotations

import re

_COMMENT = re.compile(r"^[ \t]*(?:/\*.*?\*/|//[^\n]*)[ \t]*$", re.MULTILINE | re.DOTALL)


def slim(module: str) -> str:
    """The module without whole-line comments, indentation and empty lines; no literal of it may span lines."""
    lines = (line.strip() for line in _COMMENT.sub("", module).split("\n"))
    return "\n".join(line for line in lines if line) + "\n"
