"""Decides whether a run exists: the solver says yes or no, the sweep counts and finds the shortest example."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.logic.acyclic import without_cycles
from generator.logic.expressions import every, origin, reads, some, told
from generator.logic.machine import Machine
from generator.logic.program import Branch, Decide, Expression, HitPolicy, Not, Origin, Program, Row, Table, Tell
from generator.logic.sat import Clauses, Runs
from generator.logic.sweep import HIT, OverBudget, Witness, probe_at, sweep, trace
from generator.logic.verify.finding import Budget, Limits, NotProvedError

Nodes = frozenset[int]


@dataclass(frozen=True, slots=True)
class Example:
    """A run for which a condition holds, its answers that the condition reads, and how many such runs there are."""

    witness: Witness
    reduced: Witness
    count: int | None


@dataclass(frozen=True, slots=True)
class Site:
    """A condition where it is read: at these nodes, by runs for which none of the `earlier` conditions held."""

    what: str
    when: Expression
    nodes: Nodes
    earlier: tuple[Expression, ...]
    at: Origin


class Prover:
    """A program made ready for proofs, and what it must keep to."""

    def __init__(self, program: Program, limits: Limits, budget: Budget) -> None:
        self.program, self.limits, self.budget = program, limits, budget
        self.acyclic = without_cycles(program)
        self.clauses = Clauses(budget.conflicts)
        self.runs = Runs(program, self.acyclic, self.clauses)
        self.ends = self.acyclic.ends()
        self.deciding = self.copies(n for n, node in enumerate(program.nodes) if isinstance(node, Decide))
        self.begin()

    def copies(self, sources: Iterable[int]) -> Nodes:
        """The nodes to look at for these nodes of the program."""
        return self.acyclic.copies(sources)

    def begin(self) -> None:
        """Gives the next property all of its examples."""
        self._examples_left, self._work_left = self.budget.examples, self.budget.work

    def possible(self, nodes: Nodes, when: Expression) -> bool:
        """Whether some run comes to one of the nodes while the condition holds."""
        answer = self.clauses.solve([self.runs.hit(nodes, when)])
        if answer is None:
            swept = sweep(Machine(self.program, self.acyclic, probe_at(nodes, when)), self.budget.states)
            if isinstance(swept, OverBudget):
                raise NotProvedError
            return HIT in swept.counts()
        return answer

    def example(self, nodes: Nodes, when: Expression) -> Example | None:
        """The shortest such run, or None if there is none; past the number of examples allowed, any such run."""
        if not self.possible(nodes, when):
            return None
        machine = Machine(self.program, self.acyclic, probe_at(nodes, when))
        found = self._counted(machine) or (self._any(machine, nodes, when), None)
        read = reads(when)
        needed = read if found[1] is not None else read & self._needed(found[0], nodes, when)
        return Example(found[0], tuple(answer for answer in found[0] if answer[0] in needed), found[1])

    def _counted(self, machine: Machine) -> tuple[Witness, int] | None:
        """The shortest run and the number of runs, as long as the budget for examples lasts."""
        if self._examples_left <= 0 or self._work_left <= 0:
            return None
        self._examples_left -= 1
        swept = sweep(machine, self.budget.states, self._work_left)
        self._work_left -= machine.formulas.work
        if isinstance(swept, OverBudget):
            return None
        witness = swept.shortest(lambda ended: ended.result == HIT)
        assert witness is not None, "the solver and the sweep disagree"
        return witness, swept.counts()[HIT]

    def _any(self, machine: Machine, nodes: Nodes, when: Expression) -> Witness:
        """The run that the solver finds."""
        if not self.clauses.solve([self.runs.hit(nodes, when)]):
            raise NotProvedError
        return trace(machine, self.runs.profile(self.clauses.model()))

    def _needed(self, witness: Witness, nodes: Nodes, when: Expression) -> frozenset[str]:
        """Variables whose answers alone already lead there, whatever the others are."""
        literals = {self.runs.value[variable][value]: variable for variable, value in witness}
        if self.clauses.solve([*literals, -self.runs.hit(nodes, when)]) is not False:
            return frozenset(literals.values())
        core = self.clauses.core()
        return frozenset(variable for literal, variable in literals.items() if literal in core)

    def surely_asked(self, nodes: Nodes, variable: str) -> bool:
        """Whether it is plain, without a proof, that every run that comes there was asked."""
        return all(self.runs.asked(variable, node) == self.clauses.true for node in nodes)

    def plan(self) -> dict[str, Expression]:
        """Each action of the plan, and when it is in it."""
        rows = self.program.plan.rows if self.program.plan else ()
        whens: dict[str, list[Expression]] = {}
        for row in rows:
            whens.setdefault(row.result, []).append(row.when)
        return {action: when[0] if len(when) == 1 else some(when) for action, when in whens.items()}

    def told(self) -> dict[str, Expression]:
        """Each action that is told on the way, and whether it was."""
        nodes = self.program.nodes
        return {node.action: told(node.action) for node in nodes if isinstance(node, Tell)}

    def tables(self) -> Iterator[tuple[str, Table, Nodes]]:
        """The tables of which a row must hold: their name, and the nodes where they are read."""
        if self.program.outcomes is not None:
            yield "outcomes", self.program.outcomes, self.deciding
        for path, table in self.program.verdicts.items():
            yield f"verdicts of {path}", table, self.ends

    def sites(self) -> Iterator[Site]:
        """Every condition of the program, where it is read."""
        for n, node in enumerate(self.program.nodes):
            if isinstance(node, Branch) and (copies := self.copies([n])):
                whens = tuple(when for when, _ in node.arms)
                for i, when in enumerate(whens):
                    yield Site("guard", when, copies, whens[:i], origin(when) or node.at)
        for name, table, nodes in self.tables():
            earlier: tuple[Expression, ...] = ()
            for row in table.rows:
                yield Site(f"row “{row.result}” of the {name}", row.when, nodes, earlier, row.at)
                if table.policy is HitPolicy.FIRST:
                    earlier += (row.when,)
        for row in self.program.plan.rows if self.program.plan else ():
            yield Site(f"action “{row.result}” of the plan", row.when, self.ends, (), row.at)

    def start(self) -> Origin:
        """Where to point when a whole flow is meant."""
        return self.program.nodes[0].at


def winning(table: Table) -> Iterator[tuple[Row, Expression]]:
    """Each row and when it gives the table's result (of a table whose rows are unique: when it holds)."""
    earlier: tuple[Expression, ...] = ()
    for row in table.rows:
        yield row, every((row.when, *map(Not, earlier))) if earlier else row.when
        if table.policy is HitPolicy.FIRST:
            earlier += (row.when,)
