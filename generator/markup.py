"""Where Markdown text is code and where it is prose, so that both are treated as what they are."""

from __future__ import annotations

import re

CODE = re.compile(
    r"^(?P<fence>`{3,}|~{3,})[^\n]*\n(?:.*?\n)?(?P=fence)[`~]*[ ]*$"  # a fenced block at the margin
    r"|(?<![\\`])(?P<ticks>`+)(?!`)[^\n]*?[^`\n](?P=ticks)(?!`)",  # a code span within one line
    re.MULTILINE | re.DOTALL,
)


def without_code(text: str) -> str:
    """The text with its code blanked out, every other character in its old place."""
    return CODE.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), text) if "`" in text or "~~~" in text else text
