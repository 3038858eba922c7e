"""KB308: a flow uses itself, directly or through others."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Context
from generator.diagnostics import Diagnostic
from generator.graph import first_cycle
from generator.model import UseStep


def check(context: Context) -> Iterator[Diagnostic]:
    """One circle of flows that use each other, if there is any."""
    uses = {
        flow.id: tuple(step.use for step in flow.record.steps.values() if isinstance(step, UseStep))
        for flow in context.flows
    }
    cycle = first_cycle(uses)
    if cycle:
        flow = next(entry for entry in context.flows if entry.id == cycle[0])
        following = cycle[1 % len(cycle)]
        step = next(n for n, s in flow.record.steps.items() if isinstance(s, UseStep) and s.use == following)
        way = " → ".join((*cycle, cycle[0]))
        yield Diagnostic(flow.place("steps", step, "use"), "KB308", f"these flows use each other in a circle: {way}")
