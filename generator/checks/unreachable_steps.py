"""KB305: nobody ever comes to a step."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Context
from generator.diagnostics import Diagnostic
from generator.graph import reachable
from generator.model.flow import step_graph


def check(context: Context) -> Iterator[Diagnostic]:
    """Every step that no way from the start leads to."""
    for flow in context.flows:
        if flow.record.start is None:
            continue
        met = reachable(step_graph(flow.record), flow.record.start)
        for name in flow.record.steps:
            if name not in met:
                hint = f"let another step go to {name}, or delete it"
                yield Diagnostic(flow.key_place("steps", name), "KB305", f"no way leads to the step “{name}”", hint)
