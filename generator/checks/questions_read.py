"""KB310: a condition reads a question that the flow may not have asked by then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.checks.context import Context
from generator.diagnostics import Diagnostic
from generator.graph import topological
from generator.model import AskStep, Flow, Step, StopStep, UseStep
from generator.model.flow import branches, step_graph


def check(context: Context) -> Iterator[Diagnostic]:
    """Every question in a `when:` that is not asked on every way to that step."""
    flows = {flow.id: flow.record for flow in context.flows}
    for flow in context.flows:
        asked = _asked_before(flow.record, flows)
        for name, step in flow.record.steps.items():
            if isinstance(step, AskStep) and isinstance(step.next, dict):
                continue
            for index, way in enumerate(branches(step)):
                for question in way.when or {}:
                    if question not in asked[name]:
                        place = flow.key_place("steps", name, "next", index, "when", question)
                        message = f"“{question}” may not have been asked on the way to step “{name}”"
                        yield Diagnostic(place, "KB310", message, f"ask {question} on every way there")


def _asked_before(flow: Flow, flows: Mapping[str, Flow]) -> dict[str, frozenset[str]]:
    """For each reachable step the questions asked on every way to it, its own and those of a flow it uses included."""
    graph = step_graph(flow)
    asked: dict[str, frozenset[str]] = {}
    for name in topological(graph, flow.start):
        here = asked.get(name, frozenset()) | _asked_in(flow.steps[name], flows)
        for following in graph[name]:
            asked[following] = asked[following] & here if following in asked else here
        asked[name] = here
    return asked


def _asked_in(step: Step, flows: Mapping[str, Flow]) -> frozenset[str]:
    """The questions that a step asks whatever the answers: for a used flow, those on every way to its end."""
    if isinstance(step, AskStep):
        return frozenset({step.ask})
    if isinstance(step, UseStep):
        used = flows[step.use]
        asked = _asked_before(used, flows)
        ends = [asked[name] for name, end in used.steps.items() if isinstance(end, StopStep) and name in asked]
        return frozenset.intersection(*ends) if ends else frozenset()
    return frozenset()
