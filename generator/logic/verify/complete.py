"""P2: every complete run ends in an outcome."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Severity
from generator.logic.expressions import ALWAYS, some
from generator.logic.program import Branch, Expression, Not, Origin
from generator.logic.verify.finding import Finding
from generator.logic.verify.prover import Nodes, Prover

CODE, PROPERTY = "KB332", "P2"


def prove(prover: Prover) -> Iterator[Finding]:
    """Branches where no arm holds, and tables (outcomes, verdicts) of which no row holds."""
    for n, node in enumerate(prover.program.nodes):
        if isinstance(node, Branch) and all(when != ALWAYS for when, _ in node.arms):
            none = Not(some(when for when, _ in node.arms))
            yield from _gap(prover, prover.copies([n]), none, "some answers find no way on from here", node.at)
    if prover.program.outcomes is None and prover.deciding:
        message = "the run ends without an outcome"
        yield from _gap(prover, prover.deciding, ALWAYS, message, prover.start())
    for name, table, nodes in prover.tables():
        none = Not(some(row.when for row in table.rows))
        yield from _gap(prover, nodes, none, f"no row of the {name} holds for some answers", table.at)


def _gap(prover: Prover, nodes: Nodes, none: Expression, message: str, at: Origin) -> Iterator[Finding]:
    if found := prover.example(nodes, none):
        hint = "add what is to happen for these answers, or an `otherwise`"
        yield Finding(CODE, PROPERTY, Severity.ERROR, message, at, found.witness, found.reduced, found.count, hint)
