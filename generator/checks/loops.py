"""KB306: a flow can go round in a circle."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Context
from generator.diagnostics import Diagnostic
from generator.graph import first_cycle
from generator.model.flow import step_graph


def check(context: Context) -> Iterator[Diagnostic]:
    """For each flow one circle, if it has any, at the step where the circle is entered."""
    for flow in context.flows:
        cycle = first_cycle(step_graph(flow.record))
        if cycle:
            way = " → ".join((*cycle, cycle[0]))
            hint = "let the last of these steps go on to one outside the circle"
            yield Diagnostic(flow.key_place("steps", cycle[0]), "KB306", f"these steps form a loop: {way}", hint)
