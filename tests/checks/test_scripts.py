# ruff: noqa: E501  a table of cases reads best with one case a line
"""The checks of flows, where the flow is a script."""

from __future__ import annotations

import pytest

from tests.conftest import Content
from tests.logic.weather import weather


@pytest.mark.parametrize(
    ("script", "problem"),
    [
        ("[{ask: wind}, {stop: stay}, {ask: day}]",
         "3:37 KB305 nobody comes to this item: the script stops above it for everybody"),
        ("[{ask: wind}, {stop: hom, when: {wind: storm}}]", "3:30 KB302 this flow has no outcome “hom”"),
        ("[{ask: wind}, {stop: go}]", "5:3 KB307 no step stops at the outcome “stay”"),
        ("[{ask: wind, when: {day: winter}}, {stop: stay, when: {wind: calm}}]",
         "3:29 KB310 “day” may not have been asked on the way to number 1 of the script"),
        ("[{ask: wind, when: {day: {unasked: true}}}, {stop: stay, when: {wind: calm}}]", ""),
        ("[{use: wear}, {stop: stay}]", "3:16 KB308 these flows use each other in a circle: wear → wear"),
        ("[{stage: Outside}]", "1:1 KB133 a script needs something below its stages: ask:, tell:, use: or stop:"),
    ],
)  # fmt: skip
def test_a_slip_in_a_script_is_named_at_its_place(content: Content, script: str, problem: str) -> None:
    ends = "outcomes:\n  stay: {title: Stay in, summary: Better not.}\n  go: {title: Go, summary: Enjoy it.}\n"
    if "stop: go" not in script:
        ends = ends.replace("Enjoy it.", "Enjoy it., otherwise: true")
    weather(content, wear=f"script: {script}\n{ends}")
    found = [line.partition(" | ")[0] for line in content.messages() if line.startswith("flows/wear")]
    ignored = ("KB402", "KB411")
    assert [line.removeprefix("flows/wear.yml:") for line in found if line.split(" ")[1] not in ignored] == (
        [problem] if problem else []
    )


def test_what_a_used_script_asks_may_be_read_behind_it(content: Content) -> None:
    inner = "script: [{ask: day}]\nreturns: [cold]\nfacts: {cold: {day: winter}}\n"
    outer = """start: a
steps:
  a: {use: inner, next: [{when: {day: winter}, go: b}, {otherwise: true, go: c}]}
  b: {stop: stay}
  c: {stop: go}
outcomes:
  stay: {title: Stay in, summary: Better not.}
  go: {title: Go, summary: Enjoy it.}
"""
    weather(content, inner=inner, wear=outer)
    assert [line for line in content.messages() if "KB310" in line] == []
    weather(
        content,
        inner="script: [{ask: day, when: {unasked: {unasked: true}}}]".replace("unasked: {", "wind: {")
        + "\n"
        + inner.split("\n", 1)[1],
    )
    assert [line.partition(" | ")[0] for line in content.messages() if "KB310" in line] == [
        "flows/wear.yml:5:34 KB310 “day” may not have been asked on the way to step “a”"
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("start: a\noutcomes: {o: {title: A, summary: B.}}\n", "1:1 KB132 the key “steps” is missing"),
        ("script: [{ask: wind}]\n", "1:1 KB132 the key “outcomes” is missing"),
        ("script: [{ask: wind}]\nstart: a\noutcomes: {o: {title: A, summary: B.}}\n",
         "1:1 KB133 a flow has start: and steps:, or script:, not both"),
        ("script: [{aks: wind}]\noutcomes: {o: {title: A, summary: B.}}\n", "3:10 KB132 “script” needs one of the keys ask, tell, use, stop"),
    ],
)  # fmt: skip
def test_a_flow_has_one_form(content: Content, text: str, problem: str) -> None:
    weather(content, wear=text)
    assert [line.partition(" | ")[0] for line in content.messages()] == [f"flows/wear.yml:{problem}"]
