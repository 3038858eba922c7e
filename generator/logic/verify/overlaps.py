"""P3: no two rows of a unique table hold together; no row of a first-hit table is masked by those before it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Severity
from generator.logic.expressions import every
from generator.logic.program import HitPolicy, Row, Table
from generator.logic.verify.finding import Finding, NotProvedError
from generator.logic.verify.prover import Nodes, Prover, winning

CODE, PROPERTY = "KB333", "P3"


def prove(prover: Prover) -> Iterator[Finding]:
    """Overlapping pairs (the first ones in full, the others as a number) and masked rows."""
    for name, table, nodes in prover.tables():
        if table.policy is HitPolicy.UNIQUE:
            yield from _overlapping(prover, name, table, nodes)
        elif table.policy is HitPolicy.FIRST:
            yield from _masked(prover, name, table, nodes)


def overlapping_pairs(prover: Prover, table: Table, nodes: Nodes) -> list[tuple[int, int]]:
    """The places of every two rows that hold together for somebody, each pair in the order of the table."""
    literals = [prover.runs.hit(nodes, row.when) for row in table.rows]
    # Models with many rows at once settle many pairs at once.
    prover.clauses.prefer(literals)
    found: set[tuple[int, int]] = set()
    for later in range(len(literals)):
        for earlier in range(later):
            if (earlier, later) in found:
                continue
            answer = prover.clauses.solve([literals[earlier], literals[later]])
            if answer is None:
                raise NotProvedError
            if answer:
                model = prover.clauses.model()
                held = [n for n, literal in enumerate(literals) if literal in model]
                found.update((one, other) for i, other in enumerate(held) for one in held[:i])
    return sorted(found)


def _overlapping(prover: Prover, name: str, table: Table, nodes: Nodes) -> Iterator[Finding]:
    pairs = overlapping_pairs(prover, table, nodes)
    shown = pairs[: prover.budget.examples]
    for earlier, later in shown:
        yield _overlap(prover, name, table.rows[earlier], table.rows[later], nodes)
    if len(pairs) > len(shown):
        message = f"{len(pairs) - len(shown)} more pairs of rows of the {name} hold together"
        yield Finding(CODE, PROPERTY, Severity.ERROR, message, table.at, count=None)


def _overlap(prover: Prover, name: str, one: Row, other: Row, nodes: Nodes) -> Finding:
    found = prover.example(nodes, every((one.when, other.when)))
    assert found is not None, "the pair was found to overlap"
    message = f"rows “{one.result}” and “{other.result}” of the {name} hold for the same answers"
    hint = f"narrow one of the two, or declare `hit: first` if “{one.result}” is meant to go before"
    return Finding(CODE, PROPERTY, Severity.ERROR, message, other.at, found.witness, found.reduced, found.count, hint)


def _masked(prover: Prover, name: str, table: Table, nodes: Nodes) -> Iterator[Finding]:
    for row, wins in winning(table):
        # A row that never holds is P5's to report.
        if prover.possible(nodes, row.when) and not prover.possible(nodes, wins):
            message = f"row “{row.result}” of the {name} never wins: rows before it hold whenever it does"
            hint = "move it up, or remove it"
            yield Finding(CODE, PROPERTY, Severity.ERROR, message, row.at, suggestion=hint)
