"""KB310: a condition reads a question that the flow may not have asked by then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.checks.context import Context
from generator.diagnostics import Diagnostic
from generator.graph import topological
from generator.model import AskStep, Flow, StopStep, UseStep
from generator.model.flow import branches, step_graph


def check(context: Context) -> Iterator[Diagnostic]:
    """Every question in a `when:` that is not asked on every way to that step."""
    asked_in = _asked_by_flow({flow.id: flow.record for flow in context.flows})
    for flow in context.flows:
        asked = _asked_by_step(flow.record, asked_in)
        for name, step in flow.record.steps.items():
            if isinstance(step, AskStep) and isinstance(step.next, dict):
                continue
            for index, way in enumerate(branches(step)):
                for question in way.when.wanted if way.when else ():
                    if question not in asked.get(name, {question}):
                        place = flow.key_place("steps", name, "next", index, "when", question)
                        message = f"“{question}” may not have been asked on the way to step “{name}”"
                        yield Diagnostic(place, "KB310", message, f"ask {question} on every way there")


def _asked_by_flow(flows: Mapping[str, Flow]) -> dict[str, frozenset[str]]:
    """The questions that each flow asks whatever the answers: those on every way to its end. For flows without circles."""
    uses = {id_: tuple(step.use for step in flow.steps.values() if isinstance(step, UseStep)) for id_, flow in flows.items()}
    found: dict[str, frozenset[str]] = {}
    for id_ in reversed(topological({**uses, "": tuple(flows)}, "")):
        if id_:
            asked = _asked_by_step(flows[id_], found)
            steps = flows[id_].steps
            ends = [asked[name] for name, step in steps.items() if isinstance(step, StopStep) and name in asked]
            found[id_] = frozenset.intersection(*ends) if ends else frozenset()
    return found


def _asked_by_step(flow: Flow, asked_in: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """For each reachable step the questions asked on every way through it, its own and those of a used flow included."""
    graph = step_graph(flow)
    asked: dict[str, frozenset[str]] = {}
    for name in topological(graph, flow.start or ""):
        step = flow.steps[name]
        here = asked.get(name, frozenset())
        if isinstance(step, AskStep):
            here |= {step.ask}
        elif isinstance(step, UseStep):
            here |= asked_in[step.use]
        for following in graph[name]:
            asked[following] = asked[following] & here if following in asked else here
        asked[name] = here
    return asked
