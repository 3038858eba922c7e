"""The page of a list: its signs and its decision table in words, and as data for the browser."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.knowledge import KnowledgeBase
from generator.logic.conditions import Names, Writing
from generator.logic.domains import question, variables
from generator.logic.program import Const, Variable
from generator.model.paperwork import Column, ListTool, Reading
from generator.model.question import answers
from generator.render.client import expression
from generator.render.page import Page
from generator.render.renderer import Renderer

SIGNS = {"good": "Speaks for it", "bad": "Speaks against it", "unknown": "Not known"}


@dataclass(frozen=True)
class _Numbered:
    variables: Mapping[str, int]
    domains: Mapping[str, Variable]


def parts(renderer: Renderer, page: Page, id_: str, tool: ListTool) -> tuple[Mapping[str, Any], dict[str, Any]]:
    """The signs by kind for the page without scripts, and what the component needs."""
    columns = {"name": tool.name, **tool.columns}
    asked = asked_questions(tool)
    data = {
        "entry": [page.plain(tool.entry), page.plain(tool.entries)],
        "columns": [_column(page, name, column, asked) for name, column in columns.items()],
        "questions": [_question(page, name, renderer.knowledge) for name in asked],
        **_table(renderer.knowledge, page, id_, tool, asked),
        "groups": [
            {"id": name, "label": page.plain(group.label), "refused": group.refused}
            for name, group in tool.groups.items()
        ],
        "statuses": [[name, page.plain(label)] for name, label in tool.statuses.items()],
        "targets": {
            "by": tool.targets.by,
            "all": [[page.plain(it.label), it.from_, it.to] for it in (tool.targets.main, tool.targets.others)],
        },
    }
    signs = [
        {"title": title, "because": [sign.because for sign in tool.signs if sign.sign == kind]}
        for kind, title in SIGNS.items()
    ]
    heading = ",".join(page.plain(column.label) for column in columns.values())
    return {"signs": [sign for sign in signs if sign["because"]], "heading": heading}, data


def asked_questions(tool: ListTool) -> tuple[str, ...]:
    """The questions that columns answer."""
    return tuple(dict.fromkeys(column.question for column in tool.columns.values() if column.question))


def _table(
    knowledge: KnowledgeBase, page: Page, id_: str, tool: ListTool, asked: tuple[str, ...]
) -> dict[str, list[Any]]:
    """The variables, the signs and the decision table; conditions as in a flow's client JSON."""
    writing = Writing(Names(knowledge), knowledge.entries["tool"][id_])
    domains = {it.id: it for name in asked if (of := question(knowledge, name)) for it in variables(name, of)}
    numbered = _Numbered({name: number for number, name in enumerate(domains)}, domains)
    signs = [writing.expression(it.when, ("signs", place, "when")) for place, it in enumerate(tool.signs)]
    rows = [
        writing.expression(it.when, ("decide", place, "when")) if it.when else Const(True)
        for place, it in enumerate(tool.decide)
    ]
    return {
        "variables": [
            {"question": asked.index(it.question), "option": -1, "values": list(it.values)} for it in domains.values()
        ],
        "signs": [
            [it.sign, expression(when, numbered), page.plain(it.because)]
            for when, it in zip(signs, tool.signs, strict=True)
        ],
        "decide": [
            [it.group, expression(when, numbered), page.plain(it.because)]
            for when, it in zip(rows, tool.decide, strict=True)
        ],
    }


def _column(page: Page, name: str, column: Column, asked: tuple[str, ...]) -> dict[str, Any]:
    data: dict[str, Any] = {
        "id": name,
        "label": page.plain(column.label),
        "also": [page.plain(word) for word in column.also],
    }
    if column.long:
        data["long"] = True
    if column.question:
        data["question"] = asked.index(column.question)
        data["reads"] = [_reading(page, it) for it in column.reads]
    return data


def _reading(page: Page, it: Reading) -> list[Any]:
    words, cells = ([page.plain(word) for word in some] for some in (it.words, it.cells))
    return [it.answer, words, cells, it.from_, it.below]


def _question(page: Page, name: str, knowledge: KnowledgeBase) -> dict[str, Any]:
    asked = question(knowledge, name)
    assert asked is not None
    labels = [{"id": id_, "label": page.plain(label)} for id_, label in answers(asked).items()]
    return {"id": name, "kind": asked.kind, "ask": page.plain(asked.ask), "answers": labels}
