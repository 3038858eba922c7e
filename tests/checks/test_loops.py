from __future__ import annotations

from generator.build import check_content
from generator.checks import CIRCLES, FLOWS, NAMES, PROOFS
from generator.references import references
from generator.render.pages import render
from tests.conftest import Content
from tests.logic.weather import loaded, weather

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


BACK = """
start: look
steps:
  look:
    ask: wind
    next:
      - {when: {wind: storm}, go: in}
      - {when: {wind: calm}, go: out}
      - {when: {day: {unasked: true}}, go: when}
      - {otherwise: true, go: out}
  when: {ask: day, next: {winter: in, summer: look, autumn: look}}
  out: {stop: go}
  in: {stop: stay}
outcomes:
  stay: {title: Stay in, summary: Better not.}
  go: {title: Go, summary: Enjoy it.}
"""


def flow_problems(content: Content, text: str) -> list[str]:
    """What is wrong with the way of a flow; its questions are only those of a test."""
    weather(content, wear=text)
    _, found = check_content(content.folder, stages=(NAMES, CIRCLES, FLOWS, PROOFS))
    return [f"{problem.code} {problem.message}" for problem in found]


def test_steps_that_lead_back_are_right_where_every_reader_comes_out(content: Content) -> None:
    assert flow_problems(content, BACK) == []
    knowledge = loaded(content)
    pages = render(knowledge, references(knowledge))
    assert {path for path in pages if path.startswith("flows/wear") and path.endswith(".md")} == {
        "flows/wear.md", "flows/wear/embed.md", "flows/wear/go.md", "flows/wear/review.md",
        "flows/wear/stay.md", "flows/wear/steps/2.md",
    }  # fmt: skip


def test_one_reader_who_goes_round_for_ever_is_enough(content: Content) -> None:
    forgetful = BACK.replace("{when: {day: {unasked: true}}, go: when}", "{when: {wind: breeze}, go: when}")
    assert flow_problems(content, forgetful) == ["KB306 these steps form a loop: look → when → look"]
