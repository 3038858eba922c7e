"""Whether a selector of a style sheet can match anything in a site."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import takewhile
from typing import Any

_ALTERNATIVES = frozenset({"is", "where", "matches", "-webkit-any", "-moz-any"})
_IMPLIED = frozenset({"html", "head", "body", "tbody", "colgroup"})
_SET_BY_BROWSERS = frozenset({"open"})
"""Attributes that change with what a reader does, scripts or not."""
"""Elements that a browser makes though nobody wrote them."""


@dataclass(frozen=True)
class Names:
    """What a selector can ask for: what stands in pages, and what scripts may add while a page is shown."""

    page: frozenset[str]
    """`tag`, `.class`, `[attribute]`, `[attribute=value]`."""
    ids: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    """The words of all scripts; one that ends in `-` or begins with it is the start or the end of a name."""
    starts: tuple[str, ...] = field(init=False)
    ends: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        parts = [word for word in self.words if word.strip("-_")]
        object.__setattr__(self, "starts", tuple(word for word in parts if word.endswith("-")))
        object.__setattr__(self, "ends", tuple(word for word in parts if word[0] == "-" and word[:2] != "--"))

    def has_tag(self, tag: str) -> bool:
        """Whether there is, or may come, an element of this name."""
        return tag in self.page or tag in _IMPLIED or self.is_written(tag)

    def has_class(self, name: str) -> bool:
        """The same for a class."""
        return f".{name}" in self.page or self.is_written(name)

    def has_id(self, name: str) -> bool:
        """The same for an id."""
        return name in self.ids or self.is_written(name)

    def has_attribute(self, name: str, value: str | None) -> bool:
        """The same for an attribute; with a value only where pages are known by the values of this attribute."""
        there = f"[{name}]" in self.page or name in _SET_BY_BROWSERS
        if not there and name not in self.words and _in_script(name) not in self.words:
            return False
        return value is None or name not in self._by_value or f"[{name}={value}]" in self.page or self.is_written(value)

    def is_written(self, name: str) -> bool:
        """Whether a script holds the name, or a part that it may be put together from."""
        return name in self.words or name.startswith(self.starts) or name.endswith(self.ends)

    @cached_property
    def _by_value(self) -> frozenset[str]:
        return frozenset(name[1:].partition("=")[0] for name in self.page if name[0] == "[" and "=" in name)


def split_at(tokens: Sequence[Any], mark: str) -> list[list[Any]]:
    """The tokens between the marks."""
    parts: list[list[Any]] = [[]]
    for token in tokens:
        if token == mark:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def can_match(selector: Sequence[Any], names: Names) -> bool:
    """Whether every name that the selector needs is among the names; true for what is not understood."""
    if any(token in ("|", "&") for token in selector):
        return True
    before = ""
    for token in selector:
        if not _is_met(token, before, names):
            return False
        before = token.value if token.type == "literal" else ""
    return True


def _is_met(token: Any, before: str, names: Names) -> bool:
    """Whether this part of a selector, behind a literal such as `.` or `:`, can be there."""
    if token.type == "ident":
        if before == ".":
            return names.has_class(token.value)
        return before == ":" or names.has_tag(token.lower_value)
    if token.type == "hash":
        return names.has_id(token.value)
    if token.type == "[] block":
        return _attribute(token.content, names)
    if token.type == "function" and before == ":" and token.lower_name in _ALTERNATIVES:
        return any(can_match(part, names) for part in split_at(token.arguments, ","))
    return True


def _attribute(content: Sequence[Any], names: Names) -> bool:
    parts = [token for token in content if token.type not in {"whitespace", "comment"}]
    if not parts or parts[0].type != "ident":
        return True
    operator = "".join(token.value for token in takewhile(lambda token: token.type == "literal", parts[1:]))
    value = parts[2].value if operator == "=" and len(parts) > 2 and parts[2].type in {"ident", "string"} else None
    return names.has_attribute(parts[0].lower_value, value)


def _in_script(attribute: str) -> str:
    """`data-md-color` as scripts call it: `mdColor`; `aria-label`: `ariaLabel`."""
    first, *others = attribute.removeprefix("data-").split("-")
    return first + "".join(part.capitalize() for part in others)
