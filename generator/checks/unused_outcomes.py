"""KB307: a flow has an outcome at which it never stops."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Context
from generator.diagnostics import Diagnostic
from generator.model import StopStep
from generator.model.flow import StopItem


def check(context: Context) -> Iterator[Diagnostic]:
    """Every outcome that no step stops at."""
    for flow in context.flows:
        ends = (*flow.record.steps.values(), *flow.record.script)
        met = {end.stop for end in ends if isinstance(end, StopStep | StopItem)}
        for name, outcome in flow.record.outcomes.items():
            if name in met or outcome.when or outcome.otherwise:
                continue
            hint = f"add a step with `stop: {name}`, or delete the outcome"
            if flow.record.script:
                hint = f"say for whom it is with `when:`, add `stop: {name}`, or delete the outcome"
            yield Diagnostic(flow.key_place("outcomes", name), "KB307", f"no step stops at the outcome “{name}”", hint)
