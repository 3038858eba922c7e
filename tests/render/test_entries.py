"""The list of programs and the flow about one program say the same of the same answers."""

from __future__ import annotations

from functools import cache
from itertools import product

import pytest

from generator.knowledge import KnowledgeBase
from generator.loader import load
from generator.logic.conditions import Names, Writing
from generator.logic.domains import question
from generator.logic.truth import holds
from generator.logic.walk import answers_to_values, walk
from generator.model.paperwork import ListTool
from generator.model.question import answers
from generator.model.tool import ToolFile
from generator.render.compiled import compiled_flows
from generator.render.tools.entries import asked_questions
from tests.build.project import ROOT

SAME = {
    "leave-it-out": "red",
    "ask-about-the-h1b": "ask",
    "ask-once-first": "ask",
    "last-on-the-list": "last",
    "yellow-apply": "yellow",
    "green-apply": "green",
    "signal-it": "green",
}
"""Outcome of the flow → group of the list."""


@cache
def knowledge() -> KnowledgeBase:
    found, _ = load(ROOT / "content")
    assert found is not None
    return found


@cache
def tool() -> ListTool:
    record = knowledge().entries["tool"]["program-list"].record
    assert isinstance(record, ToolFile)
    assert isinstance(record.root, ListTool)
    return record.root


def options(name: str) -> list[str]:
    """The answers to a question, by id."""
    found = question(knowledge(), name)
    assert found is not None
    return list(answers(found))


def group(values: dict[str, str]) -> str:
    writing = Writing(Names(knowledge()), knowledge().entries["tool"]["program-list"])
    rows = ((row, writing.expression(row.when, ("decide", 0, "when"))) for row in tool().decide if row.when)
    return next((row.group for row, when in rows if holds(when, values)), tool().decide[-1].group)


@pytest.mark.parametrize("visa", options("program-visa"))
def test_the_list_judges_a_program_as_the_flow_does(visa: str) -> None:
    """For all answers; only the list knows of a clear no where the page names the visa: the flow does not ask then."""
    asked = [name for name in asked_questions(tool()) if name != "program-visa"]
    flow = compiled_flows(knowledge())["program-worth-applying"]
    for chosen in product(*map(options, asked)):
        profile = {"passport": "none", "program-visa": visa, **dict(zip(asked, chosen, strict=True))}
        values, _ = answers_to_values(knowledge(), profile)
        result = walk(flow.program, values)
        if visa == "j1" and profile["program-reply"] == "clear-no":
            assert group(values) == "red"
        else:
            assert group(values) == SAME[result.outcome or ""], profile
