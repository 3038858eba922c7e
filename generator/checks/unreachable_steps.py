"""KB305: nobody ever comes to a step."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Context
from generator.diagnostics import Diagnostic
from generator.graph import reachable
from generator.knowledge import Entry
from generator.model import Flow
from generator.model.flow import StopItem, step_graph


def check(context: Context) -> Iterator[Diagnostic]:
    """Every step that no way from the start leads to."""
    for flow in context.flows:
        if flow.record.start is None:
            yield from _behind_a_stop(flow)
            continue
        met = reachable(step_graph(flow.record), flow.record.start)
        for name in flow.record.steps:
            if name not in met:
                hint = f"let another step go to {name}, or delete it"
                yield Diagnostic(flow.key_place("steps", name), "KB305", f"no way leads to the step “{name}”", hint)


def _behind_a_stop(flow: Entry[Flow]) -> Iterator[Diagnostic]:
    """The first item of a script that stands below a stop for everybody."""
    script = flow.record.script
    stops = (index for index, item in enumerate(script) if isinstance(item, StopItem) and item.when is None)
    following = next(stops, len(script)) + 1
    if following < len(script):
        message = "nobody comes to this item: the script stops above it for everybody"
        hint = "give the stop above a `when:`, or delete this"
        yield Diagnostic(flow.place("script", following), "KB305", message, hint)
