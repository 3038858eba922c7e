from __future__ import annotations

from tests.conftest import Content

FLOW = "flows/umbrella.yml"


def test_steps_that_lead_back_are_a_problem_where_the_circle_is_entered(content: Content) -> None:
    content.change(
        FLOW,
        "  open: {stop: take-it}",
        "  open: {tell: take-umbrella, next: again}\n  again: {tell: leave-umbrella, next: open}",
    )
    assert content.messages() == [
        f"{FLOW}:7:3 KB306 these steps form a loop: open → again → open "
        "| let the last of these steps go on to one outside the circle"
    ]


def test_a_step_that_leads_to_itself_is_a_loop(content: Content) -> None:
    content.change(FLOW, "open: {stop: take-it}", "open: {tell: take-umbrella, next: open}")
    assert content.problems() == [f"{FLOW}:7:3 KB306"]


def test_two_ways_to_one_step_are_no_loop(content: Content) -> None:
    content.change(FLOW, "open: {stop: take-it}", "open: {tell: take-umbrella, next: closed}")
    content.change(
        FLOW, "  take-it: {title: Take it, summary: You will need the umbrella., actions: [take-umbrella]}\n", ""
    )
    assert content.problems() == []
