"""P11: who is not sure still gets something to do."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Severity
from generator.logic.expressions import every, some
from generator.logic.program import Ask, In, Not
from generator.logic.verify.endings import at_ending, endings
from generator.logic.verify.finding import NOT_SURE, Finding
from generator.logic.verify.prover import Prover

CODE, PROPERTY = "KB341", "P11"


def prove(prover: Prover) -> Iterator[Finding]:
    """Variables to which "not sure" may be answered and the run ends with no action: planned, told or the outcome's."""
    if prover.program.plan is None:
        return
    nothing = Not(some((*prover.plan().values(), *prover.told().values())))
    for variable in prover.program.variables.values():
        unsure = prover.limits.unsure.get(variable.id, NOT_SURE)
        if unsure not in variable.values:
            continue
        when = every((In(variable.id, frozenset((unsure,))), nothing))
        ways = (way for way in endings(prover) if not way.actions)
        if found := next((found for way in ways if (found := at_ending(prover, way, when))), None):
            nodes = prover.program.nodes
            at = next(node.at for node in nodes if isinstance(node, Ask) and node.variable == variable.id)
            message = f"who is not sure about “{variable.id}” may be left with nothing to do"
            hint = "add an action that helps to find out"
            yield Finding(CODE, PROPERTY, Severity.ERROR, message, at, found.witness, found.reduced, found.count, hint)
