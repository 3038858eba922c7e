"""KB308: a flow uses itself, directly or through others."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Context
from generator.diagnostics import Diagnostic
from generator.graph import first_cycle
from generator.model import Flow
from generator.model.flow import used_flows


def check(context: Context) -> Iterator[Diagnostic]:
    """One circle of flows that use each other, if there is any."""
    uses = {flow.id: used_flows(flow.record) for flow in context.flows}
    cycle = first_cycle(uses)
    if cycle:
        flow = next(entry for entry in context.flows if entry.id == cycle[0])
        following = cycle[1 % len(cycle)]
        place = flow.place(*_use(flow.record, following), "use")
        way = " → ".join((*cycle, cycle[0]))
        yield Diagnostic(place, "KB308", f"these flows use each other in a circle: {way}")


def _use(flow: Flow, other: str) -> tuple[str, str | int]:
    """The path to the step or item that goes through another flow."""
    items: list[tuple[tuple[str, str | int], object]] = [
        *((("steps", name), step) for name, step in flow.steps.items()),
        *((("script", index), item) for index, item in enumerate(flow.script)),
    ]
    return next(loc for loc, item in items if getattr(item, "use", None) == other)
