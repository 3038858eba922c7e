"""Journeys walked: whether a flow gives their readers what they expect, and what none of them meets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.knowledge import KnowledgeBase
from generator.logic.program import Program, Stop, Tell
from generator.logic.walk import Result, answers_to_values, walk
from generator.model import Flow, Journey


@dataclass(frozen=True)
class Broken:
    """An expectation that is not met: what is so instead, where in the journey it stands, and its answers."""

    loc: tuple[str | int, ...]
    message: str
    arguments: str


@dataclass(frozen=True)
class Missed:
    """What no journey meets."""

    outcomes: tuple[str, ...]
    actions: tuple[str, ...]


def walked(journey: Journey, program: Program, knowledge: KnowledgeBase) -> Result:
    """Where the answers of a journey lead."""
    return walk(program, answers_to_values(knowledge, journey.answers)[0])


def given(result: Result, flow: Flow) -> frozenset[str]:
    """Every action that a result shows: told on the way, those of the outcome, those of the plan."""
    own = flow.outcomes[result.outcome].actions if result.outcome in flow.outcomes else ()
    return frozenset((*result.told, *own, *result.plan))


def expected(journey: Journey, flow: Flow, program: Program, knowledge: KnowledgeBase) -> Iterator[Broken]:
    """What a journey expects and does not get."""
    result = walked(journey, program, knowledge)
    arguments = " ".join(f"{question}={','.join(answer)}" for question, answer in journey.answers.items())
    for loc, message in _differences(journey, flow, program, result):
        yield Broken(loc, message, arguments)


def missed(journeys: Iterable[Journey], flow: Flow, program: Program, knowledge: KnowledgeBase) -> Missed:
    """The outcomes and actions of a flow that no journey meets."""
    results = [walked(journey, program, knowledge) for journey in journeys]
    ends = {result.outcome for result in results}
    actions = frozenset[str]().union(*(given(result, flow) for result in results))
    stops = [node.outcome for node in program.nodes if isinstance(node, Stop)]
    rows = [row.result for row in program.outcomes.rows] if program.outcomes else []
    plan = [row.result for row in program.plan.rows] if program.plan else []
    told = [node.action for node in program.nodes if isinstance(node, Tell)]
    return Missed(
        tuple(id_ for id_ in dict.fromkeys((*stops, *rows)) if id_ not in ends),
        tuple(id_ for id_ in dict.fromkeys((*told, *plan)) if id_ not in actions),
    )


def _differences(
    journey: Journey, flow: Flow, program: Program, result: Result
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if result.next is not None:
        asked = program.variables[result.next].question
        yield ("answers",), f"this journey comes to the question “{asked}” and has no answer to it"
        return
    if result.outcome != journey.outcome:
        ends = f"ends at “{result.outcome}”" if result.outcome else "ends nowhere"
        yield ("outcome",), f"this journey {ends}, not at “{journey.outcome}”"
    actions = given(result, flow)
    for index, action in enumerate(journey.actions):
        if action not in actions:
            yield ("actions", index), f"this journey is not given the action “{action}”"
    for index, action in enumerate(journey.not_actions):
        if action in actions:
            yield ("not_actions", index), f"this journey is given the action “{action}”"
    for path, verdict in journey.verdicts.items():
        found = result.verdicts.get(path)
        if found != verdict.value:
            yield ("verdicts", path), f"this journey gets the verdict “{found or 'none'}” on “{path}”, not “{verdict}”"
