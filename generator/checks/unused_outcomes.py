"""KB307: a flow has an outcome at which it never stops."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Context
from generator.diagnostics import Diagnostic
from generator.model import StopStep


def check(context: Context) -> Iterator[Diagnostic]:
    """Every outcome that no step stops at."""
    for flow in context.flows:
        met = {step.stop for step in flow.record.steps.values() if isinstance(step, StopStep)}
        for name in flow.record.outcomes:
            if name not in met:
                hint = f"add a step with `stop: {name}`, or delete the outcome"
                yield Diagnostic(flow.key_place("outcomes", name), "KB307", f"no step stops at the outcome “{name}”", hint)
