"""What a style sheet makes the browser fetch."""

from __future__ import annotations

import re

# Comments and strings are matched too, so that what looks like url(…) inside them is passed over.
_DOUBLE = r'"((?:[^"\\\n]|\\.)*)"'
_SINGLE = r"'((?:[^'\\\n]|\\.)*)'"
_BARE = r"([^\"'()\s][^()\s]*)"
_TOKEN = re.compile(
    rf"/\*.*?\*/|@import\s*(?:{_DOUBLE}|{_SINGLE})|\burl\(\s*(?:{_DOUBLE}|{_SINGLE}|{_BARE})\s*\)"
    rf"|(?:{_DOUBLE}|{_SINGLE})(?P<string>)",
    re.DOTALL | re.IGNORECASE,
)


def addresses(css: str) -> list[str]:
    """The addresses in `url(…)` and `@import`, in order, without those that only name a part of the page."""
    tokens = (token for token in _TOKEN.finditer(css) if token.group("string") is None)
    found = (next(filter(None, token.groups()), "") for token in tokens)
    return [address for address in found if address and not address.startswith("#")]
