"""A flow as the browser gets it: the client JSON, documented in the component's README. A contract, with a version."""

from __future__ import annotations

import base64
import hashlib
import json
import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from pydantic import BaseModel

from generator.knowledge import Entry, KnowledgeBase
from generator.logic.codes import asked_questions, code_list
from generator.logic.compile import Edge
from generator.logic.domains import question as question_of
from generator.logic.program import All, Asked, AtLeast, Const, Expression, In, Not, Program, Row, Variable
from generator.model import Action, AskStep, Fact, Flow, Outcome, Path, Question, Scenario, StopStep, TellStep, UseStep
from generator.model.question import ChoiceQuestion, ChoicesQuestion, DateQuestion, NumberQuestion
from generator.model.titles import title
from generator.render.age import by_age, facts_in
from generator.render.compiled import Compiled
from generator.render.dates import long_day
from generator.render.flows import StepView
from generator.render.page import RISKS
from generator.render.routes import Route, route
from generator.render.text import plain

FORMAT = 1
Json = dict[str, Any]


class Numbering(Protocol):
    """The numbers of variables, and what values they have."""

    @property
    def variables(self) -> Mapping[str, int]:
        """The number of each variable that can be asked."""

    @property
    def domains(self) -> Mapping[str, Variable]:
        """Every variable by name."""


@dataclass(frozen=True)
class Client:
    """Everything that one flow's JSON is made from, and the numbers of what it names."""

    compiled: Compiled
    knowledge: KnowledgeBase
    actions: dict[str, int]
    variables: dict[str, int]
    questions: dict[str, int]
    facts: dict[str, int]
    """Those that its texts mention, oldest first."""

    @classmethod
    def of(cls, compiled: Compiled, knowledge: KnowledgeBase) -> Client:
        """A flow with its actions, variables and questions numbered in the order they come up; others stay out."""
        automaton, program = compiled.automaton, compiled.program
        asked = {page.variable for page in automaton.pages}
        variables = [name for name in program.variables if name in asked]
        edges = [automaton.start, *(edge for page in automaton.pages for edge in page.edges)]
        actions = [
            *(action for edge in edges for action in edge.told),
            *(row.result for row in _rows(program)),
            *(action for outcome in compiled.flow.record.outcomes.values() for action in outcome.actions),
        ]
        questions = asked_questions(program, automaton)
        records = [
            *(knowledge.entries["question"][id_].record for id_ in questions),
            *(knowledge.entries["action"][id_].record for id_ in dict.fromkeys(actions)),
            *compiled.flow.record.outcomes.values(),
        ]
        facts = by_age((fact for record in records for fact in facts_in(record, knowledge)), knowledge)
        numbered = (_numbered(names) for names in (actions, variables, questions, [id_ for id_, _ in facts]))
        return cls(compiled, knowledge, *numbered)

    @property
    def flow(self) -> Entry[Flow]:
        """The flow's record."""
        return self.compiled.flow

    @property
    def program(self) -> Program:
        """The flow's program."""
        return self.compiled.program

    @property
    def domains(self) -> Mapping[str, Variable]:
        """Every variable by name."""
        return self.program.variables


def client(parts: Client, steps: Iterable[StepView]) -> Json:
    """The JSON of a flow; only questions that can be asked and pages that exist are in it."""
    flow, knowledge = parts.flow.record, parts.knowledge
    behaviour: Json = {
        "variables": [_variable(parts, name) for name in parts.variables],
        **_states(parts),
        "plan": [[parts.actions[row.result], expression(row.when, parts)] for row in _rows(parts.program)],
    }
    outcomes = [_outcome(parts, id_, outcome) for id_, outcome in flow.outcomes.items()]
    verdicts = [_verdicts(parts, path) for path in parts.program.verdicts]
    return {
        "format": FORMAT,
        "flow": parts.flow.id,
        "version": version([behaviour, list(parts.questions), list(parts.actions), list(flow.outcomes)]),
        "root": "../" * (route("flow", parts.flow.id, knowledge.names).path.count("/") + 1),
        "title": plain(flow.title, knowledge),
        "questions": [_question(parts, id_) for id_ in parts.questions],
        **behaviour,
        "outcomes": outcomes,
        "actions": [_action(parts, id_) for id_ in parts.actions],
        "horizons": [[id_, plain(label, knowledge)] for id_, label in knowledge.site.horizons.items()],
        "verdicts": verdicts,
        "diagram": dict(_nodes(parts, steps)),
        "facts": [_fact(parts, id_) for id_ in parts.facts],
        "past": _past(parts),
    }


def as_script(data: Json) -> str:
    """JSON for an inline script: nothing in it can end the element or start a comment."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def version(behaviour: Any) -> str:
    """Six characters that change when a flow behaves differently, and not when it is only worded differently."""
    text = json.dumps(behaviour, sort_keys=True, separators=(",", ":"))
    return base64.b32encode(hashlib.sha256(text.encode()).digest()).decode().lower()[:6]


def expression(when: Expression, parts: Numbering) -> Any:
    """A condition as JSON; what reads a question that is never asked is false."""
    match when:
        case Const(value):
            return value
        case In(variable, values):
            if variable not in parts.variables:
                return False
            domain = parts.domains[variable].values
            return ["in", parts.variables[variable], [n for n, value in enumerate(domain) if value in values]]
        case Asked(variable):
            return ["asked", parts.variables[variable]] if variable in parts.variables else False
        case Not(item):
            return ["not", expression(item, parts)]
        case All(items):
            return ["all", *(expression(item, parts) for item in items)]
        case AtLeast(number, items):
            return ["least", number, *(expression(item, parts) for item in items)]


def address(origin: str, target: Route) -> str:
    """The address of one page relative to another, both served as folders: what a browser needs, not Markdown."""
    path = posixpath.relpath(_folder(target.path), _folder(origin)) + "/"
    return path + (f"#{target.anchor}" if target.anchor else "")


def _folder(path: str) -> str:
    stem = path.removesuffix(".md")
    return "/" + ("" if stem == "index" else stem.removesuffix("/index"))


def _rows(program: Program) -> tuple[Row, ...]:
    return program.plan.rows if program.plan else ()


def _numbered(names: Iterable[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(dict.fromkeys(names))}


def _variable(parts: Client, name: str) -> Json:
    variable = parts.program.variables[name]
    asked = question_of(parts.knowledge, variable.question)
    assert asked is not None
    option = list(_answers(asked, parts.knowledge)).index(variable.option) if variable.option else -1
    return {"question": parts.questions[variable.question], "option": option, "values": list(variable.values)}


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


def _fact(parts: Client, id_: str) -> Json:
    """A fact: its day in words, and the day by which it must be read again as a browser compares it."""
    fact = parts.knowledge.entries["fact"][id_].record
    assert isinstance(fact, Fact)
    data: Json = {
        "title": plain(fact.title, parts.knowledge),
        "url": _url(parts, "fact", id_),
        "day": long_day(fact.as_of),
    }
    if fact.review_by:
        data["review"] = str(fact.review_by)
    return data


def _rests_on(parts: Client, record: BaseModel) -> Json:
    """The number of the oldest fact that a record mentions, if it mentions one."""
    found = [parts.facts[id_] for id_ in facts_in(record, parts.knowledge)]
    return {"fact": min(found)} if found else {}


def _past(parts: Client) -> list[list[Json]]:
    """Earlier lists of questions, newest first, for the plan codes made with them."""
    book, now = parts.knowledge.code_book, code_list(parts.program, parts.compiled.automaton, parts.knowledge)
    versions = book.record.flows.get(parts.flow.id, ()) if book else ()
    lists = dict.fromkeys(version.questions for version in reversed(versions) if version.questions != now)
    return [[asked.model_dump(mode="json") for asked in coded] for coded in lists]


def _question(parts: Client, id_: str) -> Json:
    knowledge = parts.knowledge
    asked = question_of(knowledge, id_)
    assert asked is not None
    data: Json = {"id": id_, "ask": plain(asked.ask, knowledge), "kind": asked.kind}
    if asked.why:
        data["why"] = plain(asked.why, knowledge)
    if asked.sensitive:
        data["sensitive"] = True
    data["answers"] = [{"id": name} | answer for name, answer in _answers(asked, knowledge).items()]
    if isinstance(asked, NumberQuestion):
        data["unit"] = plain(asked.unit, knowledge)
    if isinstance(asked, NumberQuestion | DateQuestion):
        data["range"] = [_edge(end) for end in asked.range]
        data["bands"] = [
            {"id": name, "from": _edge(band.from_), "to": _edge(band.to)}
            for name, band in asked.bands.items()
            if not band.not_sure
        ]
    return data | _rests_on(parts, asked)


def _edge(value: Any) -> Any:
    """The end of a band: a number, a day as text, or nothing."""
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    return None if value is None else str(value)


def _answers(asked: Question, knowledge: KnowledgeBase) -> dict[str, Json]:
    if not isinstance(asked, ChoiceQuestion | ChoicesQuestion):
        return {name: {"label": plain(band.label, knowledge)} for name, band in asked.bands.items()}
    found: dict[str, Json] = {}
    for name, option in asked.options.items():
        found[name] = {"label": plain(option.label, knowledge)}
        if option.hint:
            found[name]["hint"] = plain(option.hint, knowledge)
        if option.exclusive and isinstance(asked, ChoicesQuestion):
            found[name]["exclusive"] = True
    return found


def _outcome(parts: Client, id_: str, outcome: Outcome) -> Json:
    knowledge = parts.knowledge
    data: Json = {
        "id": id_,
        "title": plain(outcome.title, knowledge),
        "summary": plain(outcome.summary, knowledge),
        "url": f"{id_}/",
        "actions": [parts.actions[action] for action in outcome.actions],
        "stop": [plain(line, knowledge) for line in outcome.stop],
        "links": [list(_link(parts, *reference.split(":", 1))) for reference in outcome.related],
    }
    if outcome.risk:
        data["risk"] = RISKS[outcome.risk]
    if outcome.scenario:
        scenario = knowledge.entries["scenario"][outcome.scenario].record
        assert isinstance(scenario, Scenario)
        data["scenario"] = {
            "title": plain(title(scenario), knowledge),
            "url": _url(parts, "scenario", outcome.scenario),
        }
    return data | _rests_on(parts, outcome)


def _link(parts: Client, key: str, id_: str) -> tuple[str, str]:
    kind = next(kind for kind, names in parts.knowledge.names.items() if names.key == key)
    return plain(title(parts.knowledge.entries[kind][id_].record), parts.knowledge), _url(parts, kind, id_)


def _url(parts: Client, kind: str, id_: str) -> str:
    names = parts.knowledge.names
    return address(route("flow", parts.flow.id, names).path, route(kind, id_, names))


def _action(parts: Client, id_: str) -> Json:
    action = parts.knowledge.entries["action"][id_].record
    assert isinstance(action, Action)
    data: Json = {
        "id": id_,
        "title": plain(action.title, parts.knowledge),
        "summary": plain(action.summary, parts.knowledge),
        "horizon": action.horizon,
        "url": _url(parts, "action", id_),
    }
    if action.effort:
        data["effort"] = plain(action.effort, parts.knowledge)
    return data | _rests_on(parts, action)


def _verdicts(parts: Client, id_: str) -> Json:
    path = parts.knowledge.entries["path"][id_].record
    assert isinstance(path, Path)
    rows = parts.program.verdicts[id_].rows
    return {
        "path": id_,
        "title": plain(path.short, parts.knowledge),
        "url": _url(parts, "path", id_),
        "rows": [
            [row.result, expression(row.when, parts), plain(rule.because, parts.knowledge)]
            for row, rule in zip(rows, path.verdicts, strict=True)
        ],
    }


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
