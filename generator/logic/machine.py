"""Runs of a program as states: a state is a question and all that the answers so far mean for what follows.

A state keeps no answers. It keeps what is left of the conditions that may still be read, and which questions that may
come again were asked; equal states have equal futures, so counting, proving and compiling work on few of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.logic.acyclic import Acyclic, targets
from generator.logic.expressions import reads, told, told_action
from generator.logic.formulas import Formulas, Rows
from generator.logic.program import YES, Ask, Branch, Node, Program, Tell, Variable

Probe = Mapping[int, Rows]
"""What is looked at where: a run that comes to a node of the probe ends there with the first row that holds."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A run that waits for an answer: `asked` and `left` tell states of one node apart."""

    node: int
    asked: frozenset[str]
    left: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Ended:
    """A run that has ended, or need not be followed: the probe's result, and where."""

    result: str | None
    node: int


State = Waiting | Ended


@dataclass(frozen=True, slots=True)
class Step:
    """What happens between two questions: what is told on the way, and the state it leads to."""

    told: tuple[str, ...]
    state: State


class Machine:
    """A program ready to be stepped through, with a probe; nodes that lead to no probed node are not followed."""

    def __init__(self, program: Program, acyclic: Acyclic, probe: Probe, formulas: Formulas | None = None) -> None:
        self.program, self.acyclic, self.probe = program, acyclic, probe
        self.formulas = formulas or Formulas()
        self.nodes = acyclic.nodes
        self._watched = frozenset(v for rows in probe.values() for _, e in rows for v in reads(e) if told_action(v))
        self._moves: dict[tuple[int, int], _Move] = {}
        self._first: list[int] = []
        self._own: dict[int, int] = {}
        self._probed: dict[int, int] = {}
        self._slots: list[tuple[int, ...]] = [()] * len(self.nodes)
        self._future: list[frozenset[str]] = [frozenset()] * len(self.nodes)
        self._leads = [n in probe for n in range(len(self.nodes))]
        numbers: dict[int, int] = {}
        for n in reversed(range(len(self.nodes))):
            self._plan(n, numbers)

    def start(self) -> Step:
        """The state before the first question."""
        if not self._leads[0]:
            return Step((), Ended(None, DEAD))
        left = [self._first[slot] for slot in self._slots[0]]
        for i, formula in enumerate(left):
            for variable in self.formulas.reads[formula] - self._future[0]:
                left[i] = self.formulas.given(left[i], variable, None)
        return self._on(0, frozenset(), tuple(left))

    def asks(self, state: Waiting) -> Variable:
        """The variable that the state waits for."""
        node = self.nodes[state.node]
        assert isinstance(node, Ask)
        return self.program.variables[node.variable]

    def answer(self, state: Waiting, value: str) -> Step:
        """What follows when the state's question is answered so."""
        node = self.nodes[state.node]
        assert isinstance(node, Ask)
        if not self._leads[node.next]:
            return Step((), Ended(None, DEAD))
        asked, left = self._move(state.node, node.next, state.asked, state.left, node.variable, value)
        return self._on(node.next, asked, left)

    def may_ask(self, state: State) -> frozenset[str]:
        """The variables that may still be asked."""
        return self._future[state.node] - state.asked if isinstance(state, Waiting) else frozenset()

    def _on(self, n: int, asked: frozenset[str], left: tuple[int, ...]) -> Step:
        """From node `n` to the next question or the end."""
        said: list[str] = []
        while True:
            if n in self._probed:
                result = self.formulas.result(self._at(n, self._probed, left))
                if result is not None:
                    return Step(tuple(said), Ended(result, n))
            node, sets, value = self.nodes[n], None, ""
            if isinstance(node, Ask):
                if node.variable not in asked:
                    return Step(tuple(said), Waiting(n, asked, left))
                way = node.next
            elif isinstance(node, Tell):
                said.append(node.action)
                sets, value, way = self._sets(node), YES, node.next
            elif isinstance(node, Branch):
                found = self.formulas.result(self._at(n, self._own, left)) if n in self._own else None
                way = DEAD if found is None else found
            else:
                way = DEAD
            if way == DEAD or not self._leads[way]:
                return Step(tuple(said), Ended(None, n))
            asked, left = self._move(n, way, asked, left, sets, value)
            n = way

    def _at(self, n: int, kind: dict[int, int], left: tuple[int, ...]) -> int:
        return left[self._slots[n].index(kind[n])]

    def _move(
        self, n: int, way: int, asked: frozenset[str], left: tuple[int, ...], sets: str | None, value: str
    ) -> tuple[frozenset[str], tuple[int, ...]]:
        move = self._moves.get((n, way)) or self._moves.setdefault((n, way), self._planned(n, way))
        kept = [left[i] for i in move.keep]
        given = self.formulas.given
        if sets is not None:
            for i in move.reading.get(sets, ()):
                kept[i] = given(kept[i], sets, value)
        for variable in move.over:
            for i in move.reading[variable]:
                kept[i] = given(kept[i], variable, None)
        if sets is not None:
            asked = asked | {sets}
        return asked & self._future[way], tuple(kept)

    def _plan(self, n: int, numbers: dict[int, int]) -> None:
        ways = [way for way in targets(self.nodes[n]) if self._leads[way]]
        self._leads[n] = self._leads[n] or bool(ways)
        slots: set[int] = set()
        if n in self.probe:
            self._probed[n] = self._slot(self.probe[n], numbers)
            slots.add(self._probed[n])
        rows = self._read_at(n) if ways else ()
        if rows:
            self._own[n] = self._slot(rows, numbers)
            slots.add(self._own[n])
        self._slots[n] = tuple(sorted(slots.union(*(self._slots[way] for way in ways))))
        sets = self._sets(self.nodes[n]) if ways else None
        self._future[n] = frozenset(() if sets is None else (sets,)).union(*(self._future[way] for way in ways))

    def _read_at(self, n: int) -> Rows:
        node = self.nodes[n]
        if isinstance(node, Branch):
            return tuple((target if self._leads[target] else DEAD, when) for when, target in node.arms)
        return ()

    def _sets(self, node: Node) -> str | None:
        """The variable that passing the node gives a value to."""
        if isinstance(node, Ask):
            return node.variable
        if isinstance(node, Tell):
            watched = told(node.action).variable
            return watched if watched in self._watched else None
        return None

    def _slot(self, rows: Rows, numbers: dict[int, int]) -> int:
        formula = self.formulas.table(rows)
        if formula not in numbers:
            numbers[formula] = len(self._first)
            self._first.append(formula)
        return numbers[formula]

    def _planned(self, n: int, way: int) -> _Move:
        slots = self._slots[way]
        reading: dict[str, list[int]] = {}
        for i, slot in enumerate(slots):
            for variable in self.formulas.reads[self._first[slot]]:
                reading.setdefault(variable, []).append(i)
        over = self._future[n] - self._future[way]
        keep = tuple(self._slots[n].index(slot) for slot in slots)
        return _Move(keep, {v: tuple(at) for v, at in reading.items()}, tuple(sorted(over & reading.keys())))


DEAD = -1
"""The node of runs that are not followed."""


@dataclass(frozen=True, slots=True)
class _Move:
    """A step along an edge: which slots go on, which of them read a variable, which variables can come no more."""

    keep: tuple[int, ...]
    reading: Mapping[str, tuple[int, ...]]
    over: tuple[str, ...]
