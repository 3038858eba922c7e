"""Where Markdown text is code and where it is prose, so that both are treated as what they are."""

from __future__ import annotations

import re

CODE = re.compile(
    r"^(?P<indent>[ ]*)(?P<fence>`{3,}|~{3,})(?P<info>[^\n`]*)\n"  # a fenced block, also in a list
    r"(?P<body>(?:(?:(?P=indent)[^\n]*|(?!(?P=indent))[ ]*)\n)*?)(?P=indent)(?P=fence)[ ]*$"
    r"|(?<![\\`])(?P<ticks>`+)(?!`)[^\n]*?[^`\n](?P=ticks)(?!`)",  # a code span within one line
    re.MULTILINE,
)
_LANGUAGE = re.compile(r"[ ]*([A-Za-z0-9_+-]*)")


def canonical(code: re.Match[str]) -> str:
    """The code as every Markdown reads it: a fence that nothing inside can close, after it at most a language."""
    if code["ticks"]:
        return code.group()
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", code["body"])), default=0))
    language = _LANGUAGE.match(code["info"])
    opening = f"{code['indent']}{fence}{language[1] if language else ''}"
    return f"{opening}\n{code['body']}{code['indent']}{fence}"


def without_code(text: str) -> str:
    """The text with its code blanked out, every other character in its old place."""
    return CODE.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), text) if "`" in text or "~~~" in text else text
