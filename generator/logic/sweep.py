"""All runs of a program at once: a graph of states, in which counts are exact and the shortest example is found.

A *combination* is one run: the answers that were given, in the order they were asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from generator.logic.acyclic import Acyclic
from generator.logic.expressions import ALWAYS
from generator.logic.machine import Ended, Machine, Probe, State, Waiting
from generator.logic.program import Expression, Program, Variable

STATES, WORK = 300_000, 4_000_000
"""What a sweep may come to: states, and parts of conditions put together (some seconds each)."""
HIT = "hit"

Witness = tuple[tuple[str, str], ...]
"""Answers in the order they are asked for: (variable, value)."""

Length = tuple[int, int]
"""Questions and answers: choosing among a question's options is one question, but an answer an option."""

Choose = Callable[[Iterable[Length]], Length]


@dataclass(frozen=True, slots=True)
class OverBudget:
    """A question about a program that needs more than these states, which were all that the budget allowed."""

    states: int


@dataclass(frozen=True, slots=True)
class Way:
    """The values of one variable that lead to the same state, telling the same on the way."""

    values: tuple[str, ...]
    told: tuple[str, ...]
    to: int


@dataclass(frozen=True, slots=True)
class Asking:
    """A state that asks."""

    variable: Variable
    ways: tuple[Way, ...]


@dataclass(frozen=True)
class Sweep:
    """Every state a run can be in; each state stands before those that follow it. `start` is (told, first state)."""

    start: tuple[tuple[str, ...], int]
    states: tuple[Asking | Ended, ...]

    def counts(self) -> dict[str | None, int]:
        """How many combinations end with each result of the probe."""
        runs = [0] * len(self.states)
        runs[self.start[1]] = 1
        found: dict[str | None, int] = {}
        for n, state in enumerate(self.states):
            if isinstance(state, Ended):
                found[state.result] = found.get(state.result, 0) + runs[n]
            else:
                for way in state.ways:
                    runs[way.to] += runs[n] * len(way.values)
        return found

    def weights(self) -> dict[str | None, float]:
        """The share of each result among readers who choose every answer of a question equally often."""
        share = [0.0] * len(self.states)
        share[self.start[1]] = 1.0
        found: dict[str | None, float] = {}
        for n, state in enumerate(self.states):
            if isinstance(state, Ended):
                found[state.result] = found.get(state.result, 0.0) + share[n]
            else:
                for way in state.ways:
                    share[way.to] += share[n] * len(way.values) / len(state.variable.values)
        return found

    def shortest(self, wanted: Callable[[Ended], bool]) -> Witness | None:
        """The answers of a wanted run with the fewest questions; of equals the one whose values are listed first."""
        return self.extreme(wanted, min)

    def extreme(self, wanted: Callable[[Ended], bool], choose: Choose) -> Witness | None:
        """The answers of a wanted run with the fewest (`min`) or the most (`max`) questions."""
        left = self._measured(lambda ended: (0, 0) if wanted(ended) else None, choose)
        at = self.start[1]
        if left[at] is None:
            return None
        answers: list[tuple[str, str]] = []
        while isinstance(state := self.states[at], Asking):
            ahead = {way: found for way in state.ways if (found := left[way.to]) is not None}
            best = choose(ahead.values())
            values = state.variable.values
            firsts = [(values.index(way.values[0]), way) for way, found in ahead.items() if found == best]
            way = min(firsts, key=lambda first: first[0])[1]
            answers.append((state.variable.id, way.values[0]))
            at = way.to
        return tuple(answers)

    def heaviest(self, weights: Mapping[str, int]) -> tuple[int, Witness]:
        """The most that the questions of one run weigh together, by question, and the answers of such a run."""
        left: list[int] = [0] * len(self.states)
        for n in reversed(range(len(self.states))):
            state = self.states[n]
            if isinstance(state, Asking):
                # An option of a question is an answer, not a question.
                own = weights.get(state.variable.question, 0) if state.variable.option is None else 0
                left[n] = own + max(left[way.to] for way in state.ways)
        at, answers = self.start[1], []
        while isinstance(state := self.states[at], Asking):
            way = max(state.ways, key=lambda way: left[way.to])
            answers.append((state.variable.id, way.values[0]))
            at = way.to
        return left[self.start[1]], tuple(answers)

    def questions(self) -> tuple[int, int]:
        """The fewest and the most questions that a run asks."""
        return self.fewest()[self.start[1]], self.most()[self.start[1]]

    def fewest(self) -> list[int]:
        """For each state the fewest questions from there to the end, its own included."""
        return [least[0] for least in self._measured(lambda _: (0, 0), min) if least is not None]

    def most(self) -> list[int]:
        """For each state the most questions from there to the end, its own included."""
        return [most[0] for most in self._measured(lambda _: (0, 0), max) if most is not None]

    def _measured(
        self,
        end: Callable[[Ended], Length | None],
        choose: Choose,
    ) -> list[Length | None]:
        """For each state (questions, answers) to an end: an option of a question is an answer, not a question."""
        left: list[Length | None] = [None] * len(self.states)
        for n in reversed(range(len(self.states))):
            state = self.states[n]
            if isinstance(state, Ended):
                left[n] = end(state)
                continue
            ahead = [found for way in state.ways if (found := left[way.to]) is not None]
            if ahead:
                best = choose(ahead)
                left[n] = (best[0] + (state.variable.option is None), best[1] + 1)
        return left


def sweep(machine: Machine, budget: int = STATES, work: int = WORK) -> Sweep | OverBudget:
    """Every state of the machine, or that there are too many."""
    begin = machine.start()
    found: dict[State, tuple[tuple[tuple[str, ...], tuple[str, ...], State], ...]] = {}
    waiting: list[State] = [begin.state]
    while waiting:
        state = waiting.pop()
        if state in found:
            continue
        found[state] = _ways(machine, state) if isinstance(state, Waiting) else ()
        if len(found) > budget or machine.formulas.work > work:
            return OverBudget(len(found) - 1)
        waiting.extend(to for _, _, to in found[state])
    # Nodes are numbered in topological order, so sorting by node sorts the states.
    order = sorted(found, key=lambda state: state.node if isinstance(state, Waiting) else len(machine.nodes))
    number = {state: n for n, state in enumerate(order)}
    states = tuple(
        Asking(machine.asks(state), tuple(Way(values, said, number[to]) for values, said, to in found[state]))
        if isinstance(state, Waiting)
        else state
        for state in order
    )
    return Sweep((begin.told, number[begin.state]), states)


def _ways(machine: Machine, state: Waiting) -> tuple[tuple[tuple[str, ...], tuple[str, ...], State], ...]:
    grouped: dict[tuple[tuple[str, ...], State], list[str]] = {}
    for value in machine.asks(state).values:
        step = machine.answer(state, value)
        grouped.setdefault((step.told, step.state), []).append(value)
    return tuple((tuple(values), said, to) for (said, to), values in grouped.items())


def runs(program: Program, acyclic: Acyclic, budget: int = STATES) -> Sweep | OverBudget:
    """The runs themselves, whatever they end at."""
    every_end = dict.fromkeys(acyclic.sinks(), ((HIT, ALWAYS),))
    return sweep(Machine(program, acyclic, every_end), budget)


def trace(machine: Machine, profile: Mapping[str, str]) -> Witness:
    """The answers that are asked for on the way of a reader with this profile."""
    state, answers = machine.start().state, []
    while isinstance(state, Waiting):
        variable = machine.asks(state).id
        answers.append((variable, profile[variable]))
        state = machine.answer(state, profile[variable]).state
    return tuple(answers)


def probe_at(nodes: Iterable[int], when: Expression) -> Probe:
    """A probe that ends a run as a hit when the condition holds at one of the nodes."""
    return dict.fromkeys(nodes, ((HIT, when),))
