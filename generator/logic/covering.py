"""A small set of readers that holds every answer, and every pair of answers that one reader can give.

Most slips concern one answer or two together; what these readers get shows them. A pair is two values of variables:
of a question with several answers each option counts by itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.logic.acyclic import without_cycles
from generator.logic.program import Program
from generator.logic.sweep import STATES, Asking, OverBudget, Sweep, Witness, runs

Item = tuple[str, str]
Wanted = tuple[int, ...]


def covering(program: Program, budget: int = STATES) -> tuple[Witness, ...] | OverBudget:
    """Runs that together hold every answer and pair that some run holds; the same program gives the same runs."""
    swept = runs(program, without_cycles(program), budget)
    if isinstance(swept, OverBudget):
        return swept
    choosing = _Choosing(swept)
    found = []
    while (run := choosing.next_run()) is not None:
        found.append(run)
    return tuple(found)


def _after(n: int, wanted: Wanted) -> Wanted:
    """What is still wanted once `n` was answered."""
    return tuple(item for item in wanted if item != n) if wanted and wanted[0] == n else wanted


class _Choosing:
    """Sets of answers are bits of a number: `open` has for each answer those it has yet to be seen with, and itself."""

    def __init__(self, swept: Sweep) -> None:
        self.states, self.start = swept.states, swept.start[1]
        asked = (s.variable for s in self.states if isinstance(s, Asking))
        self.items: list[Item] = list(dict.fromkeys((v.id, value) for v in asked for value in v.values))
        self.bit = {item: n for n, item in enumerate(self.items)}
        self.below = self._below()
        self.open = self._pairs()

    def next_run(self) -> Witness | None:
        """A run with a pair that no run had, and as many more as it easily holds; None when all are had."""
        first = next((n for n, others in enumerate(self.open) if others), None)
        if first is None:
            return None
        other = (self.open[first] & -self.open[first]).bit_length() - 1
        return self._run((first, other)) or self._run((other, first))

    def _run(self, wanted: Wanted) -> Witness | None:
        """The run with most new pairs, as far as one answer after another tells, that holds what is wanted in order."""
        reaches = self._reaching(wanted)
        if not reaches[self.start]:
            return None
        at, chosen, answers = self.start, 0, []
        while isinstance(state := self.states[at], Asking):
            ways = [way for way in self._ways(state) if self._keeps(way, wanted, reaches)]
            n, to = max(ways, key=lambda way: self._gain(way, chosen))
            wanted = _after(n, wanted)
            answers.append(self.items[n])
            chosen |= 1 << n
            self._see(n, chosen)
            at = to
        return tuple(answers)

    def _keeps(self, way: tuple[int, int], wanted: Wanted, reaches: list[bool]) -> bool:
        """Whether what is wanted can still be had after this answer."""
        n, to = way
        left = _after(n, wanted)
        return reaches[to] if len(left) == 2 else not left or bool(self.below[to] >> left[0] & 1)

    def _gain(self, way: tuple[int, int], chosen: int) -> tuple[int, int]:
        """New pairs with the answers chosen, then those that may still come."""
        n, to = way
        return (self.open[n] & (chosen | 1 << n)).bit_count(), (self.open[n] & self.below[to]).bit_count()

    def _see(self, n: int, chosen: int) -> None:
        new = self.open[n] & chosen
        self.open[n] &= ~chosen
        while new:
            other = (new & -new).bit_length() - 1
            self.open[other] &= ~(1 << n)
            new &= new - 1

    def _reaching(self, wanted: Wanted) -> list[bool]:
        """For each state whether a run from there answers the first and then, if it is another, the second."""
        first, second = wanted
        found = [False] * len(self.states)
        for at in reversed(range(len(self.states))):
            state = self.states[at]
            for n, to in self._ways(state) if isinstance(state, Asking) else ():
                here = n == first and (first == second or self.below[to] >> second & 1)
                found[at] = found[at] or found[to] or bool(here)
        return found

    def _ways(self, state: Asking) -> Iterator[tuple[int, int]]:
        for way in state.ways:
            for value in way.values:
                yield self.bit[state.variable.id, value], way.to

    def _below(self) -> list[int]:
        """For each state the answers that can be given from there on."""
        found = [0] * len(self.states)
        for at in reversed(range(len(self.states))):
            state = self.states[at]
            if isinstance(state, Asking):
                for n, to in self._ways(state):
                    found[at] |= 1 << n | found[to]
        return found

    def _pairs(self) -> list[int]:
        found = [0] * len(self.items)
        for state in self.states:
            for n, to in self._ways(state) if isinstance(state, Asking) else ():
                found[n] |= 1 << n | self.below[to]
        for n in range(len(found)):
            for other in range(len(found)):
                if found[n] >> other & 1:
                    found[other] |= 1 << n
        return found
