"""`python -m benchmarks.cards`: preview cards of 500 entries, first all to be drawn, then all kept from before.

Both are timed from the knowledge base to the bytes of every card, as a build does it.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from benchmarks.content import write_content
from generator.build import check_content
from generator.card_stage import cards
from generator.knowledge import KnowledgeBase
from generator.render.cards.faces import faces

ENTRIES = 500
COLD, WARM = 30.0, 1.0
"""Budgets in seconds, for two processors."""
T = TypeVar("T")


@dataclass(frozen=True)
class Result:
    """What the cards of a content folder took."""

    cards: int
    cold: float
    warm: float
    largest: int
    total: int


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the figures and whether the budgets hold; exit code 1 if one is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cards", description=__doc__)
    parser.add_argument("--entries", type=int, default=ENTRIES, metavar="N", help="default: %(default)s")
    parser.add_argument("--processes", type=int, default=2, metavar="N", help="default: %(default)s")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        write_content(Path(folder) / "content", options.entries, 10)
        knowledge, problems = check_content(Path(folder) / "content")
        assert knowledge is not None, problems
        result = measure(knowledge, Path(folder) / "kept", options.processes)
    kilobytes = result.total / result.cards / 1000
    print(f"{result.cards} cards of {options.entries} entries, {options.processes} processes")
    print(f"cold {result.cold:6.2f} s  {1000 * result.cold / result.cards:6.2f} ms a card")
    print(f"warm {result.warm:6.2f} s  {1000 * result.warm / result.cards:6.2f} ms a card")
    print(f"size {kilobytes:6.1f} KB on average, {result.largest / 1000:.1f} KB at most")
    # The budgets are for 500 cards; more cards may take longer in proportion.
    share = max(result.cards / ENTRIES, 1)
    verdicts = [
        (result.cold <= COLD * share, f"cold: {result.cold / share:.2f} s for {ENTRIES} cards, at most {COLD:.0f} s"),
        (result.warm <= WARM * share, f"warm: {result.warm / share:.2f} s for {ENTRIES} cards, at most {WARM:.0f} s"),
    ]
    print(*(f"{'holds ' if holds else 'MISSED'}  {words}" for holds, words in verdicts), sep="\n")
    return 0 if all(holds for holds, _ in verdicts) else 1


def measure(knowledge: KnowledgeBase, kept: Path, processes: int) -> Result:
    """The cards of a knowledge base twice, the second time all of them kept from the first."""
    cold, first = _timed(lambda: cards(faces(knowledge), kept, processes))
    warm, second = _timed(lambda: cards(faces(knowledge), kept, processes))
    assert first == second, "kept cards differ from drawn ones"
    sizes = [file.stat().st_size for file in first.values()]
    return Result(len(first), cold, warm, max(sizes), sum(sizes))


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    started = time.perf_counter()
    done = work()
    return time.perf_counter() - started, done


if __name__ == "__main__":
    sys.exit(main())
