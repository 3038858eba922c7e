"""A flow as the browser gets it: the client JSON, documented in the component's README. A contract, with a version.

It is a file of its own beside the flow's page, so that the first question can be read before it has come.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.knowledge import KnowledgeBase
from generator.logic.codes import code_list
from generator.logic.compile import Edge
from generator.model import AskStep, Flow, StopStep, TellStep, ToolFile, UseStep
from generator.model.tool import PlanTool
from generator.render.as_json import as_file
from generator.render.client import Client, Json, expression, plan_rows
from generator.render.flows import StepView
from generator.render.questions import question, variable
from generator.render.results import action, fact, outcome, stopped_at, told_when, verdicts
from generator.render.text import plain

FORMAT = 1
RUNNER_FILE = re.compile(r"flow\.[0-9a-f]{12}\.json")
"""What the file beside the page of a flow is called."""


@dataclass(frozen=True)
class RunnerFile:
    """The file beside a flow's page that its runner fetches."""

    name: str
    """It tells what the file holds, so that a browser need never ask for it again."""
    data: bytes


def runner_file(parts: Client, steps: Iterable[StepView]) -> RunnerFile:
    """The JSON of a flow as a file; the same flow gives the same name and bytes."""
    data = as_file(client(parts, steps))
    return RunnerFile(f"flow.{hashlib.sha256(data).hexdigest()[:12]}.json", data)


def client(parts: Client, steps: Iterable[StepView]) -> Json:
    """The JSON of a flow; only questions that can be asked and pages that exist are in it."""
    flow, knowledge = parts.flow.record, parts.knowledge
    behaviour: Json = {
        "variables": [variable(parts, name) for name in parts.variables],
        **_states(parts),
        "plan": [[parts.actions[row.result], expression(row.when, parts)] for row in plan_rows(parts.program)],
    }
    return {
        "format": FORMAT,
        "flow": parts.flow.id,
        "version": version([behaviour, list(parts.questions), list(parts.actions), list(flow.outcomes)]),
        "root": parts.root,
        "title": plain(flow.title, knowledge),
        "questions": [question(parts, id_) for id_ in parts.questions],
        **behaviour,
        "tells": told_when(parts),
        "stops": stopped_at(parts),
        "outcomes": [outcome(parts, id_, record) for id_, record in flow.outcomes.items()],
        "actions": [action(parts, id_) for id_ in parts.actions],
        "horizons": [[id_, plain(label, knowledge)] for id_, label in knowledge.site.horizons.items()],
        "verdicts": [verdicts(parts, path) for path in parts.program.verdicts],
        "diagram": dict(_nodes(parts, steps)),
        "facts": [fact(parts, id_) for id_ in parts.facts],
        "past": _past(parts),
        **_keeper(parts),
    }


def version(behaviour: Any) -> str:
    """Six characters that change when a flow behaves differently, and not when it is only worded differently."""
    text = json.dumps(behaviour, sort_keys=True, separators=(",", ":"))
    return base64.b32encode(hashlib.sha256(text.encode()).digest()).decode().lower()[:6]


def _states(parts: Client) -> Json:
    """The states, then a leaf for each outcome; where to start, and what is told before the first question."""
    automaton, outcomes = parts.compiled.automaton, list(parts.flow.record.outcomes)

    def target(edge: Edge) -> int:
        if edge.state is not None:
            return edge.state
        return -1 if edge.outcome is None else len(automaton.pages) + outcomes.index(edge.outcome)

    states: list[list[Any]] = []
    for page in automaton.pages:
        by_value = {value: edge for edge in page.edges for value in edge.values}
        edges = [by_value.get(value) for value in parts.program.variables[page.variable].values]
        told = [[parts.actions[action] for action in edge.told] if edge else [] for edge in edges]
        ways = [target(edge) if edge else -1 for edge in edges]
        states.append([parts.variables[page.variable], ways, page.fewest, page.most, *([told] if any(told) else [])])
    leaves = [[-1, number] for number in range(len(outcomes))]
    start = automaton.start
    return {"start": target(start), "told": [parts.actions[it] for it in start.told], "states": states + leaves}


def _past(parts: Client) -> list[list[Json]]:
    """Earlier lists of questions, newest first, for the plan codes made with them."""
    book, now = parts.knowledge.code_book, code_list(parts.program, parts.compiled.automaton, parts.knowledge)
    versions = book.record.flows.get(parts.flow.id, ()) if book else ()
    lists = dict.fromkeys(version.questions for version in reversed(versions) if version.questions != now)
    return [[asked.model_dump(mode="json") for asked in coded] for coded in lists]


def _keeper(parts: Client) -> Json:
    """Where a result of the flow becomes a plan to work with, if the site has such a tool."""
    for entry in parts.knowledge.of("tool", ToolFile):
        tool = entry.record.root
        if isinstance(tool, PlanTool) and parts.flow.id in tool.flows:
            return {"keep": {"title": plain(tool.title, parts.knowledge), "url": parts.url("tool", entry.id)}}
    return {}


def _nodes(parts: Client, steps: Iterable[StepView]) -> Iterator[tuple[str, list[Any]]]:
    """What each node of the diagram stands for: a question (or those of a flow it uses), an action, an outcome."""
    outcomes = list(parts.flow.record.outcomes)
    for view in steps:
        step = view.step
        if isinstance(step, AskStep) and step.ask in parts.questions:
            yield view.id, ["question", parts.questions[step.ask]]
        elif isinstance(step, TellStep) and step.tell in parts.actions:
            yield view.id, ["action", parts.actions[step.tell]]
        elif isinstance(step, StopStep) and step.stop in outcomes:
            yield view.id, ["outcome", outcomes.index(step.stop)]
        elif isinstance(step, UseStep):
            own = _questions_of(step.use, parts.knowledge, parts.questions)
            yield view.id, ["question", own]


def _questions_of(flow: str, knowledge: KnowledgeBase, known: Mapping[str, int]) -> list[int]:
    """The questions that a used flow asks, those of the flows it uses among them."""
    record = knowledge.entries["flow"][flow].record
    assert isinstance(record, Flow)
    found: list[int] = []
    for step in (*record.steps.values(), *record.script):
        if ask := getattr(step, "ask", None):
            found += [known[ask]] if ask in known else []
        elif use := getattr(step, "use", None):
            found += _questions_of(use, knowledge, known)
    return list(dict.fromkeys(found))
