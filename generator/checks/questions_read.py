"""KB310: a condition reads a question that the flow may not have asked by then.

In the `steps:` form it must be asked on every way to the step; in a script, somewhere above. Whether it truly has been
asked for each reader is a matter of proof.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.checks.context import Context
from generator.diagnostics import Diagnostic
from generator.graph import topological
from generator.logic.conditions import Names, Writing
from generator.logic.expressions import leaves
from generator.logic.program import Asked, Const
from generator.model import AskStep, Condition, Flow, StopStep, UseStep
from generator.model.flow import AskItem, Stage, StopItem, UseItem, branches, step_graph, used_flows
from generator.nodes import Loc


def check(context: Context) -> Iterator[Diagnostic]:
    """Every question in a `when:` that is not asked on the way there."""
    flows = {flow.id: flow.record for flow in context.flows}
    surely, perhaps = _asked_by_flow(flows), _asked_perhaps(flows)
    for flow in context.flows:
        writing = Writing(Names(context.knowledge), flow)
        for condition, loc, asked, where in (*_in_steps(flow.record, surely), *_in_script(flow.record, perhaps)):
            for question in _read(writing, condition):
                if question not in asked:
                    place = flow.key_place(*loc, question) if question in condition.wanted else flow.place(*loc)
                    message = f"“{question}” may not have been asked on the way to {where}"
                    yield Diagnostic(place, "KB310", message, f"ask {question} on every way there")


Read = tuple[Condition, Loc, frozenset[str], str]
"""A condition, its path, the questions asked before it, and what it stands in."""


def _read(writing: Writing, condition: Condition) -> list[str]:
    """The questions that a condition reads, without those of which it says what holds when they are unasked."""
    found = list(leaves(writing.expression(condition, ())))
    careful = {leaf.variable for leaf in found if isinstance(leaf, Asked)}
    read = (leaf.variable.partition(".")[0] for leaf in found if not isinstance(leaf, Const))
    return [question for question in dict.fromkeys(read) if question not in careful]


def _in_steps(flow: Flow, surely: Mapping[str, frozenset[str]]) -> Iterator[Read]:
    asked = _asked_by_step(flow, surely)
    for name, step in flow.steps.items():
        if name not in asked or (isinstance(step, AskStep) and isinstance(step.next, dict)):
            continue
        for index, way in enumerate(branches(step)):
            if way.when:
                yield way.when, ("steps", name, "next", index, "when"), asked[name], f"step “{name}”"


def _in_script(flow: Flow, perhaps: Mapping[str, frozenset[str]]) -> Iterator[Read]:
    asked = frozenset(flow.inputs)
    for index, item in enumerate(flow.script):
        if isinstance(item, Stage):
            continue
        if item.when:
            yield item.when, ("script", index, "when"), asked, f"number {index + 1} of the script"
        if isinstance(item, AskItem):
            asked |= {item.ask}
        elif isinstance(item, UseItem):
            asked |= perhaps[item.use]
    for id_, outcome in flow.outcomes.items() if flow.script else ():
        if outcome.when:
            yield outcome.when, ("outcomes", id_, "when"), asked, f"the outcome “{id_}”"
    for index, planned in enumerate(flow.plan if flow.script else ()):
        if planned.when:
            yield planned.when, ("plan", index, "when"), asked, "the plan"


def _users_last(flows: Mapping[str, Flow]) -> list[str]:
    uses = {id_: used_flows(flow) for id_, flow in flows.items()}
    return [id_ for id_ in reversed(topological({**uses, "": tuple(flows)}, "")) if id_]


def _asked_by_flow(flows: Mapping[str, Flow]) -> dict[str, frozenset[str]]:
    """The questions that each flow asks whatever the answers, those on every way to its end; for flows in no circle."""
    found: dict[str, frozenset[str]] = {}
    for id_ in _users_last(flows):
        asked = _asked_by_step(flows[id_], found)
        steps = flows[id_].steps
        ends = [asked[name] for name, step in steps.items() if isinstance(step, StopStep) and name in asked]
        found[id_] = frozenset.intersection(*ends) if ends else _asked_by_script(flows[id_], found)
    return found


def _asked_perhaps(flows: Mapping[str, Flow]) -> dict[str, frozenset[str]]:
    """The questions that each flow asks of some readers."""
    found: dict[str, frozenset[str]] = {}
    for id_ in _users_last(flows):
        flow = flows[id_]
        own = {item.ask for item in (*flow.steps.values(), *flow.script) if isinstance(item, AskStep | AskItem)}
        found[id_] = frozenset(own).union(flow.inputs, *(found[used] for used in used_flows(flow)))
    return found


def _asked_by_script(flow: Flow, asked_in: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The questions that stand in a script without a condition, down to the first stop."""
    asked = frozenset(flow.inputs)
    for item in flow.script:
        if isinstance(item, StopItem):
            break
        if isinstance(item, AskItem) and item.when is None:
            asked |= {item.ask}
        elif isinstance(item, UseItem) and item.when is None:
            asked |= asked_in[item.use]
    return asked


def _asked_by_step(flow: Flow, asked_in: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """For each reachable step the questions asked on every way through it, those that it asks itself included."""
    graph = step_graph(flow)
    asked: dict[str, frozenset[str]] = {}
    for name in topological(graph, flow.start or ""):
        step = flow.steps[name]
        here = asked.get(name, frozenset(flow.inputs))
        if isinstance(step, AskStep):
            here |= {step.ask}
        elif isinstance(step, UseStep):
            here |= asked_in[step.use]
        for following in graph[name]:
            asked[following] = asked[following] & here if following in asked else here
        asked[name] = here
    return asked
