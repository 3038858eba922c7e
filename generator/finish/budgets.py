"""What a page may weigh on its way to a reader, by its kind.

KB907  a page is heavier, or asks for more files, than its kind may
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from generator.diagnostics import Diagnostic, Place


class Finished(NamedTuple):
    """One file of the finished site."""

    digest: str
    """SHA-256 of its bytes, in hexadecimal digits."""
    size: int
    """Its bytes on disk."""
    wire: int
    """Its bytes on the way: packed with gzip where that helps."""
    kind: str
    """What a page is, by its own `data-kind`; nothing for other files."""


class Budget(NamedTuple):
    """The most that one kind of page may ask of a reader; sizes in bytes, packed with gzip."""

    readable: float
    """The page itself with its style sheets: before them nothing is shown."""
    whole: float
    """That and all that is fetched by itself: scripts, icon, manifest, pictures."""
    requests: int


class Weight(NamedTuple):
    """What one page asks of a reader."""

    path: str
    readable: int
    whole: int
    requests: int
    parts: tuple[tuple[int, str], ...]
    """Bytes and path of each file, the heaviest first."""


_KB = 1000
OTHERWISE = Budget(40 * _KB, 85 * _KB, 10)
_GROWS = Budget(math.inf, math.inf, 10)
BUDGETS: Mapping[str, Budget] = {
    # Lists of everything are as long as the content is rich; nobody comes to them from a chat.
    "changes": _GROWS,
    "helper": _GROWS,
    "index": _GROWS,
    "problems": _GROWS,
    # A tool has a script and a style sheet of its own and shares one with the others: 13 were measured.
    "tool": Budget(40 * _KB, 85 * _KB, 14),
}
"""Kinds that may ask for more than others, each for a reason."""


class Scales:
    """Weighs pages one by one, and remembers of each kind the heaviest."""

    def __init__(self, budgets: Mapping[str, Budget] = BUDGETS, otherwise: Budget = OTHERWISE) -> None:
        self._budgets = budgets
        self._otherwise = otherwise
        self._pages: Counter[str] = Counter()
        self._worst: dict[tuple[str, str], Weight] = {}
        self.problems: list[Diagnostic] = []
        """A problem for every page that asks too much of its reader."""

    def add(self, path: str, sheets: Iterable[str], others: Iterable[str], files: Mapping[str, Finished]) -> None:
        """Weighs the page at a path, with these style sheets, and with what else is fetched by itself."""
        kind = files[path].kind
        weight = _weight(path, files, sheets, others)
        self._pages[kind] += 1
        for what in _WHATS:
            worst = self._worst.setdefault((kind, what), weight)
            if getattr(weight, what) > getattr(worst, what):
                self._worst[kind, what] = weight
        budget = self._budgets.get(kind, self._otherwise)
        self.problems += (
            Diagnostic(Place(path), "KB907", message, _heaviest(weight)) for message in _breaches(weight, budget)
        )

    def table(self) -> Iterator[str]:
        """A line for each kind: its heaviest page before it can be read and in all, and what it may weigh, in KB."""
        yield f"{'kind':<11} {'pages':>6} {'readable':>14} {'in all':>14} {'requests':>9}  heaviest page"
        for kind, pages in sorted(self._pages.items()):
            budget = self._budgets.get(kind, self._otherwise)
            readable, whole, requests = (self._worst[kind, what] for what in _WHATS)
            yield (
                f"{kind or '-':<11} {pages:>6}"
                f" {_of(readable.readable, budget.readable):>14}"
                f" {_of(whole.whole, budget.whole):>14}"
                f" {f'{requests.requests} of {budget.requests}':>9}  {whole.path}"
            )


_WHATS = ("readable", "whole", "requests")


def _weight(path: str, files: Mapping[str, Finished], sheets: Iterable[str], others: Iterable[str]) -> Weight:
    first = dict.fromkeys([path, *(sheet for sheet in sheets if sheet in files)])
    every = dict.fromkeys([*first, *(other for other in others if other in files)])
    return Weight(
        path,
        sum(files[part].wire for part in first),
        sum(files[part].wire for part in every),
        len(every),
        tuple(sorted(((files[part].wire, part) for part in every), reverse=True)),
    )


def _breaches(weight: Weight, budget: Budget) -> Iterator[str]:
    if weight.readable > budget.readable:
        yield f"{_kb(weight.readable)} KB must arrive before the page can be read, {_kb(budget.readable)} may"
    if weight.whole > budget.whole:
        yield f"the page and what it fetches by itself are {_kb(weight.whole)} KB, {_kb(budget.whole)} may be"
    if weight.requests > budget.requests:
        yield f"the page asks for {weight.requests} files, {budget.requests} may be"


def _heaviest(weight: Weight) -> str:
    return "heaviest: " + ", ".join(f"{part} {_kb(size)} KB" for size, part in weight.parts[:3])


def _of(size: float, most: float) -> str:
    return f"{_kb(size)} of {'any' if most == math.inf else _kb(most)}"


def _kb(size: float) -> str:
    return f"{size / _KB:.1f}"
