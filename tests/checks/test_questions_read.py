# ruff: noqa: E501  a table of cases reads best with one case a line
from __future__ import annotations

import pytest

from tests.conftest import Content

FLOW = "flows/umbrella.yml"
WIND = """# yaml-language-server: $schema=../.schema/question.json
ask: Is it windy?
no_not_sure: A look outside settles it.
kind: choice
options: {calm: It is calm, windy: It is windy}
"""
ASKS_WIND = """# yaml-language-server: $schema=../.schema/flow.json
title: Is there wind?
summary: One more question.
start: feel
steps:
  feel: {ask: wind, next: {calm: calm, windy: windy}}
  calm: {stop: calm}
  windy: {stop: windy}
outcomes:
  calm: {title: Calm, summary: There is no wind.}
  windy: {title: Windy, summary: There is wind.}
"""


@pytest.fixture
def windy(content: Content) -> Content:
    content.write("questions/wind.yml", WIND).write("flows/wind.yml", ASKS_WIND)
    return content.change("site.yml", "questions:", "start: ['flow:wind', 'question:wind'], questions:")


def test_a_condition_on_a_question_that_nobody_has_asked_is_a_problem(windy: Content) -> None:
    windy.change(FLOW, "{wet: open, dry: closed}", "[{when: {wind: calm}, go: open}, {go: closed}]")
    assert windy.messages() == [
        f"{FLOW}:6:35 KB310 “wind” may not have been asked on the way to step “look” | ask wind on every way there"
    ]


def test_a_question_asked_on_one_way_only_may_not_have_been_asked(windy: Content) -> None:
    windy.change(FLOW, "wet: open, dry: closed", "wet: feel, dry: both")
    windy.change(
        FLOW,
        "  open:",
        "  feel: {ask: wind, next: both}\n  both: {tell: take-umbrella, next: [{when: {wind: calm}, go: open}, {go: closed}]}\n  open:",
    )
    assert windy.problems() == [f"{FLOW}:8:46 KB310"]


def test_a_question_asked_on_every_way_has_been_asked(windy: Content) -> None:
    windy.change(FLOW, "wet: open, dry: closed", "wet: feel, dry: feel")
    windy.change(
        FLOW,
        "  open:",
        "  feel: {ask: wind, next: both}\n  both: {tell: take-umbrella, next: [{when: {wind: calm, sky: wet}, go: open}, {go: closed}]}\n  open:",
    )
    assert windy.problems() == []


def test_a_flow_that_is_used_asks_its_questions_for_the_one_that_uses_it(windy: Content) -> None:
    windy.change(FLOW, "wet: open", "wet: first")
    windy.change(FLOW, "  open:", "  first: {use: wind, next: [{when: {wind: calm}, go: open}, {go: closed}]}\n  open:")
    assert windy.problems() == []


def test_a_question_that_a_used_flow_asks_on_one_way_only_may_not_have_been_asked(windy: Content) -> None:
    windy.change("flows/wind.yml", "start: feel", "start: look")
    windy.change("flows/wind.yml", "  feel:", "  look: {ask: sky, next: {wet: feel, dry: calm}}\n  feel:")
    windy.change(FLOW, "wet: open", "wet: first")
    windy.change(FLOW, "  open:", "  first: {use: wind, next: [{when: {wind: calm}, go: open}, {go: closed}]}\n  open:")
    assert windy.problems() == [f"{FLOW}:7:37 KB310"]
