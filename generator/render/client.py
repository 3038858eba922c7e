"""What the JSON of one flow is made from, and the numbers by which its parts name each other."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from pydantic import BaseModel

from generator.knowledge import Entry, KnowledgeBase
from generator.logic.codes import asked_questions
from generator.logic.program import All, Asked, AtLeast, Const, Expression, In, Not, Program, Row, Variable
from generator.model import Flow
from generator.render.age import by_age, facts_in
from generator.render.compiled import Compiled
from generator.render.routes import Route, route

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
            *(row.result for row in plan_rows(program)),
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

    @property
    def root(self) -> str:
        """The address of the site's first page, relative to the flow's own."""
        return "../" * (route("flow", self.flow.id, self.knowledge.names).path.count("/") + 1)

    def url(self, kind: str, id_: str) -> str:
        """The address of a record's page, relative to the flow's own."""
        names = self.knowledge.names
        return address(route("flow", self.flow.id, names).path, route(kind, id_, names))

    def oldest_fact(self, record: BaseModel) -> Json:
        """The number of the oldest fact that a record mentions, if it mentions one."""
        found = [self.facts[id_] for id_ in facts_in(record, self.knowledge)]
        return {"fact": min(found)} if found else {}


def plan_rows(program: Program) -> tuple[Row, ...]:
    """The rows of the plan."""
    return program.plan.rows if program.plan else ()


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


def _numbered(names: Iterable[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(dict.fromkeys(names))}
