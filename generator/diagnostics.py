"""A problem as a value: where it is, how bad it is, what is wrong and what to write instead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum


class Severity(StrEnum):
    """Whether a problem stops a build."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """A position in a source file; `path` is relative to the folder it was read from, line and column count from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, order=True, slots=True)
class Diagnostic:
    """One problem; problems sort by place, so that a report reads like the files do."""

    place: Place
    code: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The hint "did you mean …?" for a misspelled word, or the few allowed words, or nothing."""
    words = sorted(set(known))
    close = get_close_matches(word, words, n=2, cutoff=0.6)
    if close:
        return f"did you mean {' or '.join(close)}?"
    if 0 < len(words) <= 12:
        return f"write one of: {', '.join(words)}"
    return ""


def in_order(problems: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The problems sorted by place, each once, without those that another at the very same place explains.

    Of several problems of one code at one place the first stays (yamllint's rule: one slip, one message).
    """
    kept: dict[tuple[Place, str], Diagnostic] = {}
    for problem in sorted(set(problems)):
        kept.setdefault((problem.place, problem.code), problem)
    return list(kept.values())


def has_errors(problems: Iterable[Diagnostic]) -> bool:
    """Whether anything here must stop a build (warnings do not)."""
    return any(problem.severity is Severity.ERROR for problem in problems)
