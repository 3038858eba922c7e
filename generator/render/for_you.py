"""What a page says to a reader in some situation: conditions over answers, for the browser that remembers them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from generator.knowledge import Entry, KnowledgeBase
from generator.logic.conditions import Names, Writing
from generator.logic.domains import question
from generator.logic.domains import variables as variables_of
from generator.logic.expressions import reads
from generator.logic.program import Variable
from generator.model.question import ChoicesQuestion, answers
from generator.model.records import Applies
from generator.model.titles import title
from generator.render.client import address, expression
from generator.render.routes import route
from generator.render.text import plain

FORMAT = 1


@dataclass(frozen=True)
class _Numbered:
    variables: Mapping[str, int]
    domains: Mapping[str, Variable]


def for_you(entry: Entry[BaseModel], knowledge: KnowledgeBase) -> dict[str, Any] | None:
    """The lines of a record and what their conditions read, format 1; None where it has no lines.

    Questions, variables and expressions are as in a flow's client JSON, so that one program reads both.
    """
    rules: tuple[Applies, ...] = getattr(entry.record, "applies", ())
    if not rules:
        return None
    writing = Writing(Names(knowledge), entry)
    whens = [writing.expression(rule.when, ("applies", index, "when")) for index, rule in enumerate(rules)]
    asked = list(dict.fromkeys(name.partition(".")[0] for when in whens for name in sorted(reads(when))))
    domains = {it.id: it for id_ in asked for it in _variables(id_, knowledge)}
    numbered = _Numbered({name: number for number, name in enumerate(domains)}, domains)
    flow = getattr(entry.record, "flow", None) or knowledge.site.home.flow
    here = route(entry.kind, entry.id, knowledge.names).path
    return {
        "format": FORMAT,
        "root": "../" * (here.count("/") + 1),
        "questions": [_question(id_, knowledge) for id_ in asked],
        "variables": [_variable(it, asked, knowledge) for it in domains.values()],
        "lines": [
            [expression(when, numbered), plain(rule.say, knowledge)] for when, rule in zip(whens, rules, strict=True)
        ],
        "title": plain(title(knowledge.entries["flow"][flow].record), knowledge),
        "url": address(here, route("flow", flow, knowledge.names)),
    }


def _variables(id_: str, knowledge: KnowledgeBase) -> tuple[Variable, ...]:
    asked = question(knowledge, id_)
    assert asked is not None
    return variables_of(id_, asked)


def _question(id_: str, knowledge: KnowledgeBase) -> dict[str, Any]:
    asked = question(knowledge, id_)
    assert asked is not None
    alone = {k for k, it in asked.options.items() if it.exclusive} if isinstance(asked, ChoicesQuestion) else set()
    return {
        "id": id_,
        "kind": asked.kind,
        "answers": [{"id": name} | ({"exclusive": True} if name in alone else {}) for name in answers(asked)],
    }


def _variable(variable: Variable, asked: list[str], knowledge: KnowledgeBase) -> dict[str, Any]:
    of = question(knowledge, variable.question)
    assert of is not None
    option = list(answers(of)).index(variable.option) if variable.option else -1
    return {"question": asked.index(variable.question), "option": option, "values": list(variable.values)}
