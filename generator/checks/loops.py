"""KB306: a flow can go round in a circle for ever."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Context
from generator.diagnostics import Diagnostic
from generator.graph import first_cycle
from generator.logic.lower import program
from generator.logic.verify import verify
from generator.logic.verify.endless import PROPERTY
from generator.model.flow import step_graph


def check(context: Context) -> Iterator[Diagnostic]:
    """For each flow one circle that some reader never leaves, at the step where the circle is entered.

    Steps may lead back as long as every reader comes out: what was asked is not asked again, so that is proved.
    """
    for flow in context.flows:
        cycle = first_cycle(step_graph(flow.record))
        made = program(flow, context.knowledge)[0] if cycle else None
        if cycle and (made is None or verify(made, properties=(PROPERTY,)).findings):
            way = " → ".join((*cycle, cycle[0]))
            hint = "let the last of these steps go on to one outside the circle"
            yield Diagnostic(flow.key_place("steps", cycle[0]), "KB306", f"these steps form a loop: {way}", hint)
