"""KB301: a flow goes to a step it does not have. KB302: it stops at an outcome it does not have."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Context
from generator.diagnostics import Diagnostic, did_you_mean
from generator.loader import Entry
from generator.model import AskStep, Flow, Step, StopStep
from generator.model.flow import StopItem, branches


def check(context: Context) -> Iterator[Diagnostic]:
    """Every `start`, `go` and `stop` that names nothing."""
    for flow in context.flows:
        steps, outcomes = flow.record.steps, flow.record.outcomes
        if flow.record.start is not None and flow.record.start not in steps:
            message = f"the flow starts at “{flow.record.start}”, which is no step of it"
            yield Diagnostic(flow.place("start"), "KB301", message, did_you_mean(flow.record.start, steps))
        for name, step in steps.items():
            if isinstance(step, StopStep) and step.stop not in outcomes:
                message = f"this flow has no outcome “{step.stop}”"
                yield Diagnostic(flow.place("steps", name, "stop"), "KB302", message, did_you_mean(step.stop, outcomes))
            yield from _ways(flow, name, step)
        for index, item in enumerate(flow.record.script):
            if isinstance(item, StopItem) and item.stop not in outcomes:
                message = f"this flow has no outcome “{item.stop}”"
                place = flow.place("script", index, "stop")
                yield Diagnostic(place, "KB302", message, did_you_mean(item.stop, outcomes))


def _ways(flow: Entry[Flow], name: str, step: Step) -> Iterator[Diagnostic]:
    for index, branch in enumerate(branches(step)):
        if branch.go not in flow.record.steps:
            by_answer = isinstance(step, AskStep) and isinstance(step.next, dict)
            last: tuple[str | int, ...] = (list(step.next)[index],) if by_answer else (index, "go")  # type: ignore[union-attr]
            message = f"this flow has no step “{branch.go}”"
            place = flow.place("steps", name, "next", *last)
            yield Diagnostic(place, "KB301", message, did_you_mean(branch.go, flow.record.steps))
