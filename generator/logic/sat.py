"""Runs of a program as clauses: whether some run exists is decided at any size (the only module that knows the solver).

One variable of the solver for each value of each variable (exactly one holds), one for each node ("the run comes
here"), and one for each condition at each place it is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Self

from pysat.solvers import Solver  # type: ignore[import-untyped]

from generator.logic.acyclic import Acyclic, targets
from generator.logic.expressions import told
from generator.logic.program import All, Ask, Asked, Branch, Const, Expression, In, Node, Not, Program, Tell

CONFLICTS = 200_000


class Clauses:
    """A solver, and the gates that formulas are built from; literal `true` holds always, `-true` never."""

    def __init__(self, conflicts: int = CONFLICTS) -> None:
        self._solver = Solver(name="glucose4", incr=False)
        self._conflicts = conflicts
        self._last = 0
        self._gates: dict[tuple[int, ...], int] = {}
        self.true = self.new()
        self.add(self.true)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._solver.delete()

    def new(self) -> int:
        """A literal that nothing is said about yet."""
        self._last += 1
        return self._last

    def add(self, *clause: int) -> None:
        """From now on one of these literals holds."""
        self._solver.add_clause(clause)

    def prefer(self, literals: Iterable[int]) -> None:
        """Models that are found should have these literals if nothing speaks against it."""
        self._solver.set_phases(list(literals))

    def either(self, literals: Iterable[int]) -> int:
        """The literal of "at least one of these holds"."""
        items = tuple(sorted(set(literals) - {-self.true}))
        if self.true in items or any(-item in items for item in items):
            return self.true
        if len(items) < 2:
            return items[0] if items else -self.true
        if items not in self._gates:
            gate = self._gates[items] = self.new()
            self.add(-gate, *items)
            for item in items:
                self.add(gate, -item)
        return self._gates[items]

    def both(self, literals: Iterable[int]) -> int:
        """The literal of "all of these hold"."""
        return -self.either(-item for item in literals)

    def differ(self, one: int, other: int) -> int:
        """The literal of "exactly one of the two holds"."""
        return self.either((self.both((one, -other)), self.both((-one, other))))

    def at_least(self, number: int, literals: Sequence[int]) -> int:
        """The literal of "so many of these hold"."""
        if number <= 0:
            return self.true
        if number > len(literals):
            return -self.true
        row = [self.true] + [-self.true] * number
        for literal in literals:
            row = [self.true] + [self.either((row[n], self.both((literal, row[n - 1])))) for n in range(1, number + 1)]
        return row[number]

    def solve(self, assumed: Sequence[int] = ()) -> bool | None:
        """Whether all clauses can hold together with what is assumed; None when the budget does not suffice."""
        self._solver.conf_budget(self._conflicts)
        answer: bool | None = self._solver.solve_limited(assumptions=list(assumed))
        return answer

    def core(self) -> frozenset[int]:
        """Of what was assumed when `solve` said no, literals that already suffice for the no."""
        return frozenset(self._solver.get_core() or ())

    def model(self) -> Model:
        """The model that `solve` found."""
        return Model(self._solver.get_model() or [])


class Model:
    """One way for all clauses to hold."""

    def __init__(self, literals: Sequence[int]) -> None:
        self._literals = literals

    def __contains__(self, literal: int) -> bool:
        at = abs(literal) - 1
        # The solver leaves out what it has never been told of.
        return at < len(self._literals) and (self._literals[at] > 0) == (literal > 0)


class Runs:
    """All runs of a program, one of which a model of the clauses picks."""

    def __init__(self, program: Program, acyclic: Acyclic, clauses: Clauses) -> None:
        self.program, self.acyclic, self.clauses = program, acyclic, clauses
        self._conditions: dict[tuple[int, int | None], tuple[Expression, int]] = {}
        self.value = {v.id: {value: clauses.new() for value in v.values} for v in program.variables.values()}
        for values in self.value.values():
            self._exactly_one(list(values.values()))
        self._sets: dict[str, list[int]] = {}
        self._before: list[int] = [0] * len(acyclic.nodes)  # bit sets of nodes that may come before
        self.comes: list[int] = [-clauses.true] * len(acyclic.nodes)
        self._lay_out()

    def holds(self, condition: Expression, node: int | None = None) -> int:
        """The literal of a condition when the run comes to a node, or (None) when it is finished."""
        key = (id(condition), node)
        if key not in self._conditions:
            self._conditions[key] = (condition, self._made(condition, node))
        return self._conditions[key][1]

    def asked(self, variable: str, node: int | None = None) -> int:
        """The literal of "the variable has a value" there."""
        return self.clauses.either(
            self.comes[n] for n in self._sets.get(variable, ()) if node is None or self._before[node] >> n & 1
        )

    def reached(self, nodes: Iterable[int]) -> int:
        """The literal of "the run comes to one of the nodes"."""
        return self.clauses.either(self.comes[node] for node in nodes)

    def hit(self, nodes: Iterable[int], when: Expression) -> int:
        """The literal of "the run comes to one of the nodes, and there the condition holds"."""
        gates = self.clauses
        return gates.either(gates.both((self.comes[node], self.holds(when, node))) for node in nodes)

    def profile(self, model: Model) -> dict[str, str]:
        """The value of every variable in a model, also of those that the run does not ask for."""
        return {
            variable: value
            for variable, values in self.value.items()
            for value, literal in values.items()
            if literal in model
        }

    def _exactly_one(self, literals: list[int]) -> None:
        self.clauses.add(*literals)
        for n, one in enumerate(literals):
            for other in literals[:n]:
                self.clauses.add(-one, -other)

    def _lay_out(self) -> None:
        nodes, gates = self.acyclic.nodes, self.clauses
        arriving: list[list[int]] = [[] for _ in nodes]
        arriving[0].append(gates.true)
        same = equally_reached(self.acyclic)
        for n, node in enumerate(nodes):
            # A node that every run comes to which comes to an earlier one needs no gate of its own.
            self.comes[n] = self.comes[same[n]] if same[n] != n else gates.either(arriving[n])
            if isinstance(node, Ask | Tell):
                self._sets.setdefault(_set_by(node), []).append(n)
                self._pass_on(n, node.next, self.comes[n], arriving)
            elif isinstance(node, Branch):
                still = self.comes[n]
                for when, target in node.arms:
                    condition = self.holds(when, n)
                    self._pass_on(n, target, gates.both((still, condition)), arriving)
                    still = gates.both((still, -condition))

    def _pass_on(self, n: int, target: int, literal: int, arriving: list[list[int]]) -> None:
        arriving[target].append(literal)
        self._before[target] |= self._before[n] | 1 << n

    def _made(self, e: Expression, node: int | None) -> int:
        gates = self.clauses
        if isinstance(e, Const):
            return gates.true if e.value else -gates.true
        if isinstance(e, Asked):
            return self.asked(e.variable, node)
        if isinstance(e, In):
            known: Mapping[str, int] = self.value.get(e.variable, {})
            chosen = gates.either(known[value] for value in e.values if value in known)
            return gates.both((self.asked(e.variable, node), chosen))
        if isinstance(e, Not):
            return -self.holds(e.item, node)
        items = [self.holds(item, node) for item in e.items]
        if isinstance(e, All):
            return gates.both(items)
        return gates.either(items) if e.number == 1 else gates.at_least(e.number, items)


def _set_by(node: Ask | Tell) -> str:
    return node.variable if isinstance(node, Ask) else told(node.action).variable


def equally_reached(acyclic: Acyclic) -> list[int]:
    """For each node the earliest one that exactly the same runs come to."""
    nodes = acyclic.nodes
    count = len(nodes)
    after = [0] * count  # bit sets: every way on from here comes there
    for n in reversed(range(count)):
        ways = _ways_on(nodes[n])
        after[n] = (1 << n) | (_common(after[way] for way in ways) if ways is not None else 0)
    before = [0] * count
    comes_from: list[list[int]] = [[] for _ in nodes]
    found = list(range(count))
    for n, node in enumerate(nodes):
        before[n] = (1 << n) | (_common(before[m] for m in comes_from[n]) if n else 0)
        for earlier in range(n):
            if before[n] >> earlier & 1 and after[earlier] >> n & 1:
                found[n] = earlier
                break
        for way in targets(node):
            comes_from[way].append(n)
    return found


def _ways_on(node: Node) -> tuple[int, ...] | None:
    """Where the run goes on, or None if it may also end here."""
    if isinstance(node, Branch) and not any(when == Const(True) for when, _ in node.arms):
        return None
    return targets(node) or None


def _common(sets: Iterable[int]) -> int:
    found = -1
    for one in sets:
        found &= one
    return found
