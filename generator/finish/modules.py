"""Browser modules as readers get them: a component in one file, without what only people read.

Readers on a slow network pay for every byte and every file.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

_IMPORT = re.compile(r'^import \{[^}]*\} from "(\.{1,2}/[^"]+)";\n', re.MULTILINE)
_NAME = re.compile(r"^(?:export )?(?:async )?(?:function|class|const|let) (\w+)", re.MULTILINE)
_EXPORT = re.compile(r"^export ", re.MULTILINE)

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


def entrances(modules: Mapping[str, str]) -> frozenset[str]:
    """The modules that a page asks for: those that no other is made of."""
    parts = {_resolved(path, imported) for path, text in modules.items() for imported in _IMPORT.findall(text)}
    return frozenset(modules.keys() - parts)


def joined(modules: Mapping[str, str], path: str) -> str:
    """The module with all that it imports put before it; raises ValueError for a name met twice.

    Imports must name what they take, without renaming it.
    """
    parts: dict[str, str] = {}
    _collect(modules, path, parts)
    names = [name for part in parts.values() for name in _NAME.findall(part)]
    for name in names:
        if names.count(name) > 1:
            raise ValueError(f"{path}: two of the modules it is made of have something called {name}")
    own = parts.pop(path)
    return "".join(_EXPORT.sub("", part) for part in parts.values()) + own


def _collect(modules: Mapping[str, str], path: str, parts: dict[str, str]) -> None:
    """Adds the module and what it imports, each once, after what it needs itself."""
    for imported in _IMPORT.findall(modules[path]):
        other = _resolved(path, imported)
        if other not in parts:
            _collect(modules, other, parts)
    parts[path] = _IMPORT.sub("", modules[path])


def _resolved(path: str, imported: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), imported))


def slim(module: str) -> str:
    """The module without comments, needless marks, and space that separates nothing; line ends stay where they matter.

    A regular expression must stand directly after one of ( , = : ! & | ? ; { } [, or after one and a space.
    """
    parts: list[str] = [";"]
    at, space = 0, ""
    while at < len(module):
        text, is_space = _next(module, at)
        at += len(text)
        if is_space:
            space = "\n" if "\n" in text + space else " "
            continue
        if (parts[-1] == "," and text in ")}]" and parts[-2] not in "[,") or (parts[-1] == ";" and text == "}"):
            parts.pop()
        parts.append(_between(parts[-1][-1], text[0], space) + text)
        space = ""
    return "".join(parts[1:]) + "\n"


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


def _between(before: str, after: str, space: str) -> str:
    """The space that must stay between two pieces."""
    if space == "\n":
        return "" if before in "{([,;=?:&|" or after in "})].,;?:&|=" else "\n"
    return "" if before in _NEEDS_NO_SPACE or after in _NEEDS_NO_SPACE else space
