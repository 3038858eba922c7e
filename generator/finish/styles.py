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


_WORD = re.compile(r"[\w-]+")
_ID = re.compile(r"#([\w-]+)")


def names_in(css: str) -> frozenset[str]:
    """Everything in a style sheet that may be the name of an id."""
    return frozenset(_ID.findall(css))


def words(script: str) -> frozenset[str]:
    """The words in a script, among them every name that it can give to an element.

    One that ends in `-` or begins with it stands for all names that begin or end so: scripts put names together.
    """
    return frozenset(_WORD.findall(script))
