# ruff: noqa: E501  a table of cases reads best with one case a line
from __future__ import annotations

import json

import pytest
from hypothesis import given

from generator.__main__ import main
from generator.logic.domains import micro, question
from generator.logic.program import In, Program
from generator.logic.walk import Result, answers_to_values, walk
from tests.conftest import CONTENT, Content
from tests.logic import programs
from tests.logic.weather import ENDS, loaded, lowered, weather

SCRIPT = """
script:
  - {ask: wind}
  - {ask: clothes, when: {wind: [breeze, storm]}}
  - {tell: take-umbrella, when: {wind: breeze, clothes: hat}}
plan: [{do: leave-umbrella}, {do: take-umbrella, when: {wind: breeze}}]
"""


def result(content: Content, **answers: str | frozenset[str]) -> Result:
    program = lowered(weather(content, wear=SCRIPT + ENDS))
    values, problems = answers_to_values(loaded(content), answers)
    assert problems == []
    return walk(program, values)


def test_answers_lead_to_an_outcome_a_plan_and_what_was_told(content: Content) -> None:
    found = result(content, wind="breeze", clothes=frozenset({"hat", "coat"}))
    assert (found.outcome, found.told, found.plan, found.next, found.stuck) == (
        "go", ("take-umbrella",), ("leave-umbrella", "take-umbrella"), None, False,
    )  # fmt: skip
    assert dict(found.asked) == {
        "wind": "breeze", "clothes": "some", "clothes.hat": "yes", "clothes.coat": "yes", "clothes.boots": "no",
    }  # fmt: skip


def test_an_answer_off_the_path_counts_for_nothing(content: Content) -> None:
    assert result(content, wind="calm", clothes=frozenset({"hat"})) == result(content, wind="calm")


def test_a_missing_answer_is_asked_for_next(content: Content) -> None:
    assert result(content, wind="storm") == Result((("wind", "storm"),), "clothes")
    assert result(content) == Result((), "wind")


def test_an_answer_that_clears_the_others_ends_the_question(content: Content) -> None:
    assert result(content, wind="storm", clothes="nothing").asked == (("wind", "storm"), ("clothes", "nothing"))


def test_the_outcome_says_which_answers_made_it(content: Content) -> None:
    reason = result(content, wind="storm", clothes="nothing").reasons["outcome"]
    assert (reason.row.result, reason.leaves) == ("stay", ((In("wind", frozenset({"storm"})), True),))
    other = result(content, wind="calm").reasons["outcome"]
    assert (other.row.result, other.leaves) == ("go", ((In("wind", frozenset({"storm"})), False),))


def test_a_way_that_goes_round_for_ever_is_stuck(content: Content) -> None:
    steps = """
start: a
steps:
  a: {ask: wind, next: b}
  b: {tell: take-umbrella, next: a}
  c: {stop: go}
outcomes: {go: {title: Go, summary: Enjoy it.}}
"""
    found = walk(lowered(weather(content, wear=steps)), {"wind": "calm"})
    assert (found.stuck, found.outcome, found.told) == (True, None, ("take-umbrella",))


@pytest.mark.parametrize(
    ("id_", "answer", "values"),
    [
        ("degrees", "14", {"degrees": "cool"}),
        ("degrees", "-20", {"degrees": "frost"}),
        ("degrees", "unknown", {"degrees": "unknown"}),
        ("degrees", "41", None),
        ("degrees", "14.5", None),
        ("degrees", "1e1", None),
        ("degrees", "warm", None),
        ("day", "2026-10-01", {"day": "autumn"}),
        ("wind", "calm", {"wind": "calm"}),
        ("wind", frozenset({"calm", "storm"}), None),
        ("clothes", frozenset({"hat", "nothing"}), None),
        ("clothes", frozenset[str](), {"clothes": "some", "clothes.hat": "no", "clothes.coat": "no", "clothes.boots": "no"}),
    ],
)  # fmt: skip
def test_an_answer_becomes_values_or_is_none(
    content: Content, id_: str, answer: str | frozenset[str], values: dict[str, str] | None
) -> None:
    asked = question(loaded(weather(content)), id_)
    assert asked is not None
    assert micro(id_, asked, answer) == values


def test_what_is_no_answer_is_said_in_a_sentence(content: Content) -> None:
    assert answers_to_values(loaded(weather(content)), {"wind": "wet", "rain": "yes"}) == (
        {}, ["“wet” is no answer to the question “wind”: write one of calm, breeze, storm, not-sure", "there is no question “rain”"],
    )  # fmt: skip


def test_a_number_that_is_not_whole_is_no_answer_and_the_message_says_what_is(content: Content) -> None:
    assert answers_to_values(loaded(weather(content)), {"degrees": "14.5", "day": "spring"}) == (
        {},
        [
            "“14.5” is no answer to the question “degrees”: "
            "write a whole number from -20 to 40, or one of frost, cool, mild, hot, unknown",
            "“spring” is no answer to the question “day”: "
            "write a day from 2026-01-01 to 2026-12-31, or one of winter, summer, autumn",
        ],
    )


def test_the_command_prints_where_answers_lead(capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(CONTENT / "bicycles")
    answers = [
        "crash=none",
        "frame-check=no",
        "bought=2024-05-01",
        "damage=puncture",
        "skill=yes",
        "tools=tyre-levers,hex-keys",
    ]
    assert main(["walk", "--content", folder, "mend-or-replace", *answers]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["outcome"], found["told"], found["next"]) == ("mend-it-at-home", [], None)
    assert main(["walk", "--content", folder, "mend-or-replace", "crash=perhaps"]) == 2
    assert capsys.readouterr().err == (
        "kb: “perhaps” is no answer to the question “crash”: write one of none, alone, with-others, not-sure\n"
    )


@given(programs.scripts())
def test_walking_ends_where_a_plain_reading_of_the_program_does(program: Program) -> None:
    for run in programs.all_runs(program):
        found = walk(program, run.values)
        assert found.asked == run.answers
        assert found.told == tuple(dict.fromkeys(run.told))
        assert (found.outcome, found.stuck) == (run.outcome, run.outcome is None)
        if run.outcome is not None:
            assert list(found.plan) == list(dict.fromkeys(programs.held_rows(program.plan, run.values)))


@given(programs.graphs())
def test_walking_ends_also_where_the_way_goes_round(program: Program) -> None:
    for run in programs.all_runs(program):
        assert walk(program, run.values).stuck == (run.outcome is None)
