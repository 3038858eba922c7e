from __future__ import annotations

import pytest

from generator.logic.expressions import ALWAYS
from generator.logic.program import In
from generator.logic.reasons import decided, stops, tells
from generator.logic.walk import answers_to_values, walk
from tests.conftest import Content
from tests.logic.weather import ENDS, loaded, lowered, weather

SCRIPT = """
script:
  - {ask: wind}
  - {ask: degrees}
  - {tell: leave-umbrella}
  - {tell: take-umbrella, when: {wind: breeze, degrees: cool}}
  - {stop: stay, when: {degrees: frost}, note: It is too cold.}
plan:
  - {do: take-umbrella, when: {any: [{degrees: hot}, {wind: storm}]}}
verdicts: [by-road]
"""
ROAD = """
title: By road
short: Road
summary: There is one.
who: Everybody.
allows: [Walking]
verdict: Open to most
text: It is there.
verdicts:
  - {verdict: closed, when: {wind: storm}, because: Trees fall.}
  - {verdict: hard, when: {degrees: frost}, because: It is slippery.}
  - {verdict: open, otherwise: true, because: Nothing speaks against it.}
checked: 2026-11-24
"""


def made(content: Content) -> Content:
    content.write("paths/by-road.yml", ROAD.lstrip())
    return weather(content, wear=SCRIPT + ENDS)


@pytest.mark.parametrize(
    ("wind", "degrees", "actions", "road"),
    [
        ("calm", "mild", {"leave-umbrella": ()}, ("wind", "degrees")),
        ("breeze", "cool", {"leave-umbrella": (), "take-umbrella": ("wind", "degrees")}, ("wind", "degrees")),
        ("storm", "hot", {"leave-umbrella": (), "take-umbrella": ("degrees",)}, ("wind",)),
        ("storm", "frost", {"leave-umbrella": (), "take-umbrella": ("wind",)}, ("wind",)),
        ("calm", "frost", {"leave-umbrella": ()}, ("degrees",)),
    ],
)
def test_an_action_and_a_verdict_name_the_questions_whose_answers_decided_them(
    content: Content, wind: str, degrees: str, actions: dict[str, tuple[str, ...]], road: tuple[str, ...]
) -> None:
    program = lowered(made(content))
    values, _ = answers_to_values(loaded(content), {"wind": wind, "degrees": degrees})
    found = decided(program, dict(walk(program, values).asked))
    assert (dict(found.actions), dict(found.paths)) == (actions, {"by-road": road})


def test_steps_that_tell_or_stop_say_what_they_ask_for(content: Content) -> None:
    program = lowered(made(content))
    assert [(row.result, row.when == ALWAYS) for row in tells(program)] == [
        ("leave-umbrella", True),
        ("take-umbrella", False),
    ]
    assert [(row.result, row.when) for row in stops(program)] == [("stay", In("degrees", frozenset({"frost"})))]


def test_among_steps_the_answer_that_leads_to_one_is_its_reason(content: Content) -> None:
    steps = """
start: a
steps:
  a: {ask: wind, next: {calm: c, breeze: b, storm: b, not-sure: c}}
  b: {tell: take-umbrella, next: d}
  c: {tell: leave-umbrella, next: d}
  d: {tell: take-umbrella, next: e}
  e: {stop: go}
outcomes: {go: {title: Go, summary: Enjoy it.}}
"""
    found = tells(lowered(weather(content, wear=steps)))
    assert {(row.at.loc[-1], row.when == ALWAYS) for row in found} == {("b", False), ("c", False), ("d", True)}
    program = lowered(content)
    assert dict(decided(program, {"wind": "calm"}).actions) == {"leave-umbrella": ("wind",), "take-umbrella": ()}
