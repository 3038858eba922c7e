"""P11: who is not sure still gets something to do."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Severity
from generator.logic.expressions import every, some
from generator.logic.program import Ask, In, Not
from generator.logic.verify.finding import NOT_SURE, Finding
from generator.logic.verify.prover import Prover

CODE, PROPERTY = "KB341", "P11"


def prove(prover: Prover) -> Iterator[Finding]:
    """Variables to which "not sure" may be answered and the run then ends without any action, planned or told."""
    if prover.program.plan is None:
        return
    nothing = Not(some((*prover.plan().values(), *prover.told().values())))
    for variable in prover.program.variables.values():
        unsure = prover.limits.unsure.get(variable.id, NOT_SURE)
        if unsure not in variable.values:
            continue
        when = every((In(variable.id, frozenset((unsure,))), nothing))
        if found := prover.example(prover.ends, when):
            nodes = prover.program.nodes
            at = next(node.at for node in nodes if isinstance(node, Ask) and node.variable == variable.id)
            message = f"who is not sure about “{variable.id}” may be left with nothing to do"
            hint = "add an action that helps to find out"
            yield Finding(CODE, PROPERTY, Severity.ERROR, message, at, found.witness, found.reduced, found.count, hint)
