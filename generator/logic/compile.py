"""A flow as the smallest automaton: states whose futures are equal are one, so that each state can be a page.

The automaton gives the way: the next question, what is told on the way, the outcome. Verdicts and plan are read from
the answers at its end. A question with several answers is a state for its gate and one for each option in turn.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Any

from generator.logic.acyclic import without_cycles
from generator.logic.machine import Ended, Machine
from generator.logic.program import Program
from generator.logic.shares import outcome_probe
from generator.logic.sweep import Asking, OverBudget, Sweep, sweep

COMPILED = 50_000
"""States before equal futures are put together: more than this is no flow that anybody could leaf through."""


@dataclass(frozen=True, slots=True)
class Edge:
    """Where values lead: to a state, or (`state` is None) to an outcome; both are None where a run is stuck."""

    values: tuple[str, ...]
    told: tuple[str, ...]
    state: int | None
    outcome: str | None


@dataclass(frozen=True, slots=True)
class Page:
    """A state: it asks for a variable, and there are so many questions left, this one included."""

    number: int
    variable: str
    question: str
    option: str | None
    edges: tuple[Edge, ...]
    fewest: int
    most: int

    def edge(self, value: str) -> Edge:
        """Where this value leads."""
        return next(edge for edge in self.edges if value in edge.values)


@dataclass(frozen=True)
class Automaton:
    """The states, numbered in the order they are come to from the start; `start` has no values."""

    start: Edge
    pages: tuple[Page, ...]

    @property
    def page_count(self) -> int:
        """How many pages show the flow by links alone, not counting those of the outcomes."""
        return len(self.pages)

    @property
    def question_count(self) -> int:
        """How many states ask a whole question: options of a question that is being answered are not counted."""
        return sum(page.option is None for page in self.pages)

    @property
    def outcomes(self) -> tuple[str, ...]:
        """The outcomes that can be reached, by name."""
        edges = [self.start, *(edge for page in self.pages for edge in page.edges)]
        return tuple(sorted({edge.outcome for edge in edges if edge.outcome is not None}))


Ways = dict[tuple[tuple[str, ...], int], list[str]]


def automaton(program: Program, budget: int = COMPILED) -> Automaton | OverBudget:
    """The smallest automaton of a program."""
    acyclic = without_cycles(program)
    swept = sweep(Machine(program, acyclic, outcome_probe(program, acyclic)), budget)
    return swept if isinstance(swept, OverBudget) else _numbered(swept, _equal_futures(swept))


def _equal_futures(swept: Sweep) -> list[int]:
    """For each state the one that stands for all with its future."""
    stands_for: list[int] = [0] * len(swept.states)
    first: dict[tuple[Any, ...], int] = {}
    for n in reversed(range(len(swept.states))):
        state = swept.states[n]
        future: tuple[Any, ...] = ("end", state.result) if isinstance(state, Ended) else _future(state, stands_for)
        stands_for[n] = first.setdefault(future, n)
    return stands_for


def _future(state: Asking, stands_for: list[int]) -> tuple[Any, ...]:
    by_value = {value: (way.told, stands_for[way.to]) for way in state.ways for value in way.values}
    return (state.variable.id, *(by_value[value] for value in state.variable.values))


def _numbered(swept: Sweep, stands_for: list[int]) -> Automaton:
    fewest, most = swept.fewest(), swept.most()
    told, begin = swept.start
    number: dict[int, int] = {}
    ways_of: dict[int, Ways] = {}
    waiting = deque([stands_for[begin]])
    while waiting:
        n = waiting.popleft()
        state = swept.states[n]
        if n not in number and isinstance(state, Asking):
            number[n] = len(number)
            ways_of[n] = _grouped(state, stands_for)
            waiting.extend(to for _, to in ways_of[n])
    pages = []
    for n, ways in ways_of.items():
        state = swept.states[n]
        assert isinstance(state, Asking)
        edges = tuple(_edge(swept, number, tuple(values), *way) for way, values in ways.items())
        asked = state.variable
        pages.append(Page(number[n], asked.id, asked.question, asked.option, edges, fewest[n], most[n]))
    return Automaton(_edge(swept, number, (), told, stands_for[begin]), tuple(pages))


def _grouped(state: Asking, stands_for: list[int]) -> Ways:
    """The values that lead to the same, in the order of the variable's values."""
    by_value = {value: (way.told, stands_for[way.to]) for way in state.ways for value in way.values}
    ways: Ways = {}
    for value in state.variable.values:
        ways.setdefault(by_value[value], []).append(value)
    return ways


def _edge(swept: Sweep, number: dict[int, int], values: tuple[str, ...], told: tuple[str, ...], to: int) -> Edge:
    state = swept.states[to]
    return Edge(values, told, number.get(to), state.result if isinstance(state, Ended) else None)
