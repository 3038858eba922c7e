"""Style sheets as readers get them: one for what all pages share, without rules that can match nothing.

Syntax that is not understood stays as it was written.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import tinycss2  # type: ignore[import-untyped]

from generator.finish.selectors import Names, can_match, split_at

_GROUPS = frozenset({"media", "supports", "layer", "container"})
_KEYFRAMES = frozenset({"keyframes", "-webkit-keyframes"})
_FIRST = frozenset({"import", "namespace"})
"""At-rules that only count at the beginning of a sheet."""
_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|/|#|$")


@dataclass
class _Declaration:
    name: str
    text: str
    uses: frozenset[str]
    """The custom properties and other names in its value."""


@dataclass
class _Rule:
    """A rule, or a group of rules, or (only `before`) anything else."""

    before: str
    declarations: list[_Declaration] | None = None
    rules: list[_Rule] | None = None
    keyframes: str = ""
    uses: frozenset[str] = frozenset()


def shipped(sheets: Mapping[str, str], together: Sequence[str], into: str, names: Names) -> dict[str, str]:
    """The sheets as readers get them: path → text; those of `together`, in that order, are one sheet at `into`.

    `sheets` are all sheets of a site. What no page, script or sheet names by any of `names` is left out.
    """
    whole = {path: _rules(css, path, into if path in together else path, names) for path, css in sheets.items()}
    every = [rule for rules in whole.values() for rule in rules]
    used = _used(every, names)
    texts = {path: _text(rules, used) for path, rules in whole.items() if path not in together}
    if together:
        parts = [rule for path in together for rule in whole[path]]
        first = [rule for rule in parts if rule.before.startswith(tuple(f"@{name}" for name in _FIRST))]
        texts[into] = _text([*first, *(rule for rule in parts if rule not in first)], used)
    return texts


def _rules(css: str, path: str, moved_to: str, names: Names) -> list[_Rule]:
    nodes = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    move = (posixpath.dirname(path), posixpath.dirname(moved_to))
    return [rule for node in nodes if (rule := _rule(node, move, names))]


def _rule(node: Any, move: tuple[str, str], names: Names) -> _Rule | None:
    if node.type == "qualified-rule":
        selectors = split_at(node.prelude, ",")
        kept = [selector for selector in selectors if can_match(selector, names)]
        # A browser drops a whole list for one selector that it does not know: a shorter list might be another rule.
        if kept and any(_is_vendors(selector) for selector in selectors):
            kept = selectors
        return _styled(",".join(_compact(selector, move) for selector in kept), node.content, move) if kept else None
    if node.type != "at-rule":
        return _Rule(tinycss2.serialize([node]))  # an error in the sheet, which browsers pass over
    keyword = node.lower_at_keyword
    before = f"@{node.at_keyword} {_compact(node.prelude, move)}".rstrip()
    if keyword == "charset":
        return None  # served and read as UTF-8
    if node.content is None:
        return _Rule(f"{before};")
    if keyword in _GROUPS:
        nodes = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
        rules = [rule for inner in nodes if (rule := _rule(inner, move, names))]
        return _Rule(before, rules=rules) if rules else None
    text = f"{before}{{{_compact(node.content, move)}}}"
    name = _compact(node.prelude, move).strip("\"'") if keyword in _KEYFRAMES else ""
    return _Rule(text, keyframes=name, uses=_idents(node.content))


def _styled(selectors: str, content: list[Any], move: tuple[str, str]) -> _Rule:
    nodes = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    if any(node.type != "declaration" for node in nodes):  # nested rules, or what only other browsers read
        return _Rule(f"{selectors}{{{_compact(content, move)}}}", uses=_idents(content))
    return _Rule(selectors, declarations=[_declaration(node, move) for node in nodes])


def _declaration(node: Any, move: tuple[str, str]) -> _Declaration:
    value = _compact(node.value, move) or " "
    text = f"{node.name}:{value}{'!important' if node.important else ''}"
    return _Declaration(node.name, text, _idents(node.value))


def _compact(tokens: Iterable[Any], move: tuple[str, str]) -> str:
    """The tokens as text without comments, with single spaces, and with addresses as the new place needs them."""
    return str(tinycss2.serialize(list(_compacted(tokens, move)))).strip()


def _compacted(tokens: Iterable[Any], move: tuple[str, str]) -> Iterator[Any]:
    space = None
    after_comma = True
    for token in tokens:
        if token.type == "comment":
            continue
        if token.type == "whitespace":
            token.value = " "
            space = None if after_comma else token
            continue
        is_comma = token == ","
        if space is not None and not is_comma:
            yield space
        space, after_comma = None, is_comma
        _moved(token, move)
        for inner in ("arguments", "content"):
            if isinstance(getattr(token, inner, None), list):
                setattr(token, inner, list(_compacted(getattr(token, inner), move)))
        yield token


def _moved(token: Any, move: tuple[str, str]) -> None:
    """Turns the address of a token, if it has one, so that it leads from the new folder to the same file."""
    if token.type == "url":
        _turn(token, move)
    elif token.type == "function" and token.lower_name == "url":
        for argument in token.arguments:
            if argument.type == "string":
                _turn(argument, move)


def _turn(token: Any, move: tuple[str, str]) -> None:
    old, new = move
    if old == new or _ELSEWHERE.match(token.value):
        return
    address = posixpath.relpath(posixpath.join("/", old, token.value), posixpath.join("/", new))
    quoted = address.replace("\\", "\\\\").replace('"', '\\"')
    token.representation = f'"{quoted}"' if token.type == "string" else f'url("{quoted}")'


def _idents(tokens: Iterable[Any]) -> frozenset[str]:
    found: set[str] = set()
    for token in tokens:
        if token.type == "ident":
            found.add(token.value)
        for inner in ("arguments", "content"):
            if isinstance(getattr(token, inner, None), list):
                found |= _idents(getattr(token, inner))
    return frozenset(found)


def _is_vendors(selector: Sequence[Any]) -> bool:
    named = ((before, token) for before, token in pairwise(selector) if before == ":")
    return any(getattr(token, "name", getattr(token, "value", "")).startswith("-") for _, token in named)


def _used(rules: Iterable[_Rule], names: Names) -> frozenset[str]:
    """The custom properties and keyframes that something asks for, directly or through other properties."""
    used: set[str] = set(names.words)
    through: dict[str, set[str]] = {}
    left = list(rules)
    while left:
        rule = left.pop()
        left += rule.rules or []
        used |= rule.uses
        for declaration in rule.declarations or ():
            if declaration.name.startswith("--"):
                through.setdefault(declaration.name, set()).update(declaration.uses)
            else:
                used |= declaration.uses
    reached = [name for name in through if name in used]
    while reached:
        for name in through[reached.pop()] - used:
            used.add(name)
            if name in through:
                reached.append(name)
    return frozenset(used)


def _text(rules: Iterable[_Rule], used: frozenset[str]) -> str:
    return "".join(_rule_text(rule, used) for rule in rules)


def _rule_text(rule: _Rule, used: frozenset[str]) -> str:
    if rule.keyframes and rule.keyframes not in used:
        return ""
    if rule.rules is not None:
        inside = _text(rule.rules, used)
        return f"{rule.before}{{{inside}}}" if inside else ""
    if rule.declarations is None:
        return rule.before
    kept = [it.text for it in rule.declarations if not it.name.startswith("--") or it.name in used]
    return f"{rule.before}{{{';'.join(kept)}}}" if kept else ""
