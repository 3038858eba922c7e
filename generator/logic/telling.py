"""Readers who tell conditions apart: for every value in every row of a table and every guard one for whom it matters.

Pairs of answers show most slips, but a row may need three answers at once. Where no reader of a set would get anything
else if a value were added to a condition, or taken out of it, the shortest one who would is added.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from generator.logic.compare import compare
from generator.logic.expressions import every, some
from generator.logic.program import (
    All,
    AtLeast,
    Branch,
    Expression,
    HitPolicy,
    In,
    Not,
    Program,
    Row,
    Table,
    Variable,
)
from generator.logic.sweep import Witness
from generator.logic.truth import holds
from generator.logic.verify import Budget, Limits
from generator.logic.verify.prover import Prover
from generator.logic.walk import walk

Values = Mapping[str, str]


def telling(program: Program, readers: tuple[Witness, ...]) -> tuple[Witness, ...]:
    """The readers, and those who must join them so that a change of any one value shows."""
    found = list(readers)
    seen = [(dict(reader), _decides(program, reader)) for reader in readers]
    prover = Prover(program, Limits(), Budget())
    with prover.clauses:
        for table, n, when in _changes(program):
            changed = _put(table, n, when)
            outcomes = table is program.outcomes
            if any(_tells(table, changed, n, values) for values, decides in seen if decides or not outcomes):
                continue
            differs = _either_but_not_both(table.rows[n].when, when)
            if not prover.possible(prover.deciding if outcomes else prover.ends, differs):
                continue
            for reader in _example(program, _with(program, table, changed)):
                found.append(reader)
                seen.append((dict(reader), _decides(program, reader)))
        for n, node, differs in _guards(program):
            changed_way = _with_node(program, n, node)
            if any(walk(changed_way, values).plain() != walk(program, values).plain() for values, _ in seen):
                continue
            for reader in _example(program, changed_way) if prover.possible(prover.copies([n]), differs) else ():
                found.append(reader)
                seen.append((dict(reader), _decides(program, reader)))
    return tuple(found)


def _example(program: Program, changed: Program) -> Iterator[Witness]:
    """The shortest reader who gets something else from the changed program, if there is one."""
    changes = compare(program, changed).changes
    if changes:
        yield walk(program, dict(changes[0].example)).asked


def _guards(program: Program) -> Iterator[tuple[int, Branch, Expression]]:
    """Each branch with one value more or less in one of its guards, and when that matters there."""
    for n, node in enumerate(program.nodes):
        for arm, (guard, target) in enumerate(node.arms if isinstance(node, Branch) else ()):
            assert isinstance(node, Branch)
            before = tuple(Not(earlier) for earlier, _ in node.arms[:arm])
            for when in toggled(guard, program.variables):
                arms = (*node.arms[:arm], (when, target), *node.arms[arm + 1 :])
                yield n, replace(node, arms=arms), every((*before, _either_but_not_both(guard, when)))


def _with_node(program: Program, n: int, node: Branch) -> Program:
    return replace(program, nodes=(*program.nodes[:n], node, *program.nodes[n + 1 :]))


def _either_but_not_both(one: Expression, other: Expression) -> Expression:
    return some((every((one, Not(other))), every((Not(one), other))))


def toggled(when: Expression, variables: Mapping[str, Variable]) -> Iterator[Expression]:
    """The condition with one value more or less in one of its parts, for every value and part."""
    match when:
        case In(variable, values):
            for value in variables[variable].values:
                yield In(variable, values ^ {value}, when.at)
        case Not(item):
            yield from (Not(other, when.at) for other in toggled(item, variables))
        case All(items):
            yield from (All(others, when.at) for others in _one_toggled(items, variables))
        case AtLeast(number, items):
            yield from (AtLeast(number, others, when.at) for others in _one_toggled(items, variables))


def _one_toggled(items: tuple[Expression, ...], variables: Mapping[str, Variable]) -> Iterator[tuple[Expression, ...]]:
    for n, item in enumerate(items):
        for other in toggled(item, variables):
            yield (*items[:n], other, *items[n + 1 :])


def _changes(program: Program) -> Iterator[tuple[Table, int, Expression]]:
    """Each row of each table with every condition that differs from its own by one value."""
    tables = (program.outcomes, *program.verdicts.values(), program.plan)
    for table in (table for table in tables if table is not None):
        for n, row in enumerate(table.rows):
            yield from ((table, n, when) for when in toggled(row.when, program.variables))


def _put(table: Table, n: int, when: Expression) -> Table:
    row = table.rows[n]
    return replace(table, rows=(*table.rows[:n], Row(row.result, when, row.at), *table.rows[n + 1 :]))


def _tells(table: Table, changed: Table, n: int, values: Values) -> bool:
    """Whether a reader with these answers gets something else from the changed table."""
    if holds(table.rows[n].when, values) is holds(changed.rows[n].when, values):
        return False
    return _result(table, values) != _result(changed, values)


def _with(program: Program, old: Table, new: Table) -> Program:
    if old is program.outcomes:
        return replace(program, outcomes=new)
    if old is program.plan:
        return replace(program, plan=new)
    return replace(program, verdicts={path: new if it is old else it for path, it in program.verdicts.items()})


def _result(table: Table, values: Values) -> frozenset[str] | str | None:
    won = (row.result for row in table.rows if holds(row.when, values))
    return frozenset(won) if table.policy is HitPolicy.COLLECT else next(won, None)


def _decides(program: Program, reader: Witness) -> bool:
    """Whether the reader ends at the table of outcomes, and not at a stop before it."""
    return "outcome" in walk(program, dict(reader)).reasons
