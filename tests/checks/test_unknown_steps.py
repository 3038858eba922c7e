from __future__ import annotations

from tests.conftest import Content

FLOW = "flows/umbrella.yml"


def test_a_way_to_a_step_that_does_not_exist_is_a_problem(content: Content) -> None:
    assert content.change(FLOW, "wet: open", "wet: opne").messages() == [
        f"{FLOW}:6:32 KB301 this flow has no step “opne” | did you mean open?"
    ]


def test_a_branch_to_a_step_that_does_not_exist_is_a_problem(content: Content) -> None:
    content.change(FLOW, "{wet: open, dry: closed}", "[{when: {sky: wet}, go: open}, {go: nowhere}]")
    assert content.problems() == [f"{FLOW}:6:62 KB301"]


def test_a_single_next_step_that_does_not_exist_is_a_problem(content: Content) -> None:
    content.change(FLOW, "open: {stop: take-it}", "open: {tell: take-umbrella, next: nowhere}")
    assert content.problems() == [f"{FLOW}:7:37 KB301"]


def test_a_start_that_does_not_exist_is_a_problem(content: Content) -> None:
    assert content.change(FLOW, "start: look", "start: lok").messages() == [
        f"{FLOW}:4:8 KB301 the flow starts at “lok”, which is no step of it | did you mean look?"
    ]


def test_an_outcome_that_does_not_exist_is_a_problem(content: Content) -> None:
    assert content.change(FLOW, "stop: take-it", "stop: take").messages() == [
        f"{FLOW}:7:16 KB302 this flow has no outcome “take” | did you mean take-it?"
    ]
