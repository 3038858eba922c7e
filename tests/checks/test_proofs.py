"""One broken flow a property: the right code, place, shortest reader, count and suggestion."""

# ruff: noqa: E501  whole messages read best on one line
from __future__ import annotations

import datetime

import pytest

from generator.build import check_content
from generator.checks import FLOWS, NAMES, PROOFS
from generator.checks.proofs import limits
from generator.logic.verify import Limits
from generator.model import Flow
from tests.conftest import Content
from tests.logic.weather import loaded, lowered, weather

SEE = "see it with: kb walk wear"
TWO = """
outcomes:
  stay: {title: Stay in, summary: Better not., when: %s}
  go: {title: Go, summary: Enjoy it., when: %s}
"""


def found(content: Content, text: str) -> list[str]:
    """What the proofs say about a flow."""
    return proved(weather(content, wear=text))


def proved(content: Content) -> list[str]:
    """`path:line:column CODE message | hint` of every finding of the proofs."""
    knowledge, problems = check_content(content.folder, stages=(NAMES, FLOWS, PROOFS))
    assert knowledge or problems
    return [f"{str(p.place).removeprefix(f'{content.folder}/')} {p.code} {p.message} | {p.hint}" for p in problems]


def test_answers_without_an_outcome_are_named_with_the_shortest_reader(content: Content) -> None:
    text = "script: [{ask: wind}, {ask: day}]\n" + TWO % ("{wind: storm}", "{wind: calm, day: [winter, summer]}")
    assert found(content, text) == [
        "flows/wear.yml:6:3 KB332 no row of the outcomes holds for some answers; for example: Wind: Calm; When do you go out? From October (7 combinations of answers)"
        f" | add what is to happen for these answers, or an `otherwise`; {SEE} wind=calm day=autumn, or in the preview at /flows/wear/#a=wind.calm~day.autumn"
    ]


def test_two_outcomes_for_one_reader_are_named(content: Content) -> None:
    text = "script: [{ask: wind}]\n" + TWO % ("{wind: [storm, breeze]}", "{wind: [calm, breeze, not-sure]}")
    (line,) = found(content, text)
    assert line == (
        "flows/wear.yml:7:7 KB333 rows “stay” and “go” of the outcomes hold for the same answers; for example: Wind: A breeze (1 combination of answers)"
        f" | narrow one of the two, or declare `hit: first` if “stay” is meant to go before; {SEE} wind=breeze, or in the preview at /flows/wear/#a=wind.breeze"
    )


def test_a_condition_that_reads_what_may_not_have_been_asked_is_named(content: Content) -> None:
    text = "script: [{ask: wind}, {ask: day, when: {wind: calm}}]\n" + TWO % ("{day: winter}", "{not: {day: winter}}")
    codes = {line.split()[1] for line in found(content, text)}
    assert "KB334" in codes


def test_an_outcome_that_nobody_reaches_is_named(content: Content) -> None:
    text = "script: [{ask: wind}, {stop: stay, when: {wind: storm}}]\n" + TWO % (
        "{wind: storm}",
        "{not: {wind: storm}}",
    )
    lines = found(content, text)
    assert [line.split(" | ")[0] for line in lines if "KB335" in line] == [
        "flows/wear.yml:6:9 KB335 the row “stay” of the outcomes holds for nobody",
        "flows/wear.yml:7:51 KB335 a condition in the row “go” of the outcomes is false for everybody",
    ]


def test_a_guard_that_always_holds_is_a_warning(content: Content) -> None:
    text = (
        "script: [{ask: wind}, {stop: stay, when: {wind: storm}}, {ask: day, when: {wind: [calm, breeze, not-sure]}}]\n"
    )
    text += "outcomes:\n  stay: {title: Stay in, summary: Better not.}\n  go: {title: Go, summary: Go., when: {day: winter}}\n"
    text += "  wait: {title: Wait, summary: Wait., when: {day: [summer, autumn]}}\n"
    lines = [line for line in found(content, text) if "KB336" in line]
    assert [line.split(" ")[0] for line in lines] == ["flows/wear.yml:3:82"]


PLAN = "script: [{ask: wind}]\n" + TWO % ("{wind: storm}", "{not: {wind: storm}}")


def test_a_plan_that_is_empty_for_somebody_is_named(content: Content) -> None:
    (line,) = found(content, PLAN + "plan: [{do: take-umbrella, when: {wind: [storm, breeze, not-sure]}}]\n")
    assert line.startswith(
        "flows/wear.yml:8:7 KB338 the plan is empty for some answers; for example: Wind: Calm (1 comb"
    )


def test_a_plan_keeps_the_limits_that_its_flow_sets(content: Content) -> None:
    plan = "plan: [{do: take-umbrella}, {do: leave-umbrella, when: {wind: calm}}]\nplan_limits: {at-most: 1}\n"
    (line,) = found(content, PLAN + plan)
    assert "KB338 the plan has more than 1 actions for some answers; for example: Wind: Calm (1 combination" in line


def test_actions_that_contradict_each_other_are_not_given_together(content: Content) -> None:
    content.change("actions/leave-umbrella.yml", "horizon:", "not_with: [take-umbrella]\nhorizon:")
    (line,) = found(content, PLAN + "plan: [{do: take-umbrella}, {do: leave-umbrella, when: {wind: calm}}]\n")
    assert line.startswith(
        "flows/wear.yml:8:8 KB338 actions “leave-umbrella” and “take-umbrella” contradict each other"
    )
    assert "for example: Wind: Calm (1 combination of answers)" in line


def test_an_action_comes_after_one_that_is_given_too(content: Content) -> None:
    content.change("actions/leave-umbrella.yml", "horizon:", "after: [take-umbrella]\nhorizon:")
    lines = found(content, PLAN + "plan: [{do: leave-umbrella}]\n")
    message = "KB338 “leave-umbrella” is to come after “take-umbrella”, which nobody is given together with it"
    # The flow that was there gives it too, with an outcome.
    assert [line.partition(" |")[0] for line in lines] == [
        f"flows/umbrella.yml:6:9 {message}",
        f"flows/wear.yml:8:8 {message}",
    ]


def test_a_question_that_changes_nothing_is_a_warning(content: Content) -> None:
    lines = found(content, "script: [{ask: wind}, {ask: day}]\n" + TWO % ("{wind: storm}", "{not: {wind: storm}}"))
    assert lines == [
        "flows/wear.yml:3:23 KB339 the answer to “day” changes nothing later | use it in a condition, or do not ask"
    ]


def test_who_is_not_sure_is_not_left_with_nothing_to_do(content: Content) -> None:
    plan = "plan: [{do: take-umbrella, when: {wind: [storm, calm, breeze]}}]\nplan_limits: {at-least: 0}\n"
    (line,) = found(content, PLAN + plan)
    assert line == (
        "flows/wear.yml:3:10 KB341 who is not sure about “wind” may be left with nothing to do; for example: Wind: I do not know (1 combination of answers)"
        f" | add an action that helps to find out; {SEE} wind=not-sure, or in the preview at /flows/wear/#a=wind.not-sure"
    )


RARE = (
    "script: [{ask: wind}, {ask: clothes}, {ask: degrees}, {ask: day}]\n"
    "facts: {all-of-it: {wind: calm, clothes: {includes-all: [hat, coat, boots]}, degrees: unknown, day: winter}}\n"
    "outcomes:\n"
    "  odd: {title: Odd, summary: How odd.%s, when: {all-of-it: true}}\n"
    "  go: {title: Go, summary: Enjoy it., when: {all-of-it: false}}\n"
)


def test_an_outcome_for_almost_nobody_is_named_unless_that_is_meant(content: Content) -> None:
    codes = [line.split(" | ")[0].split()[1] for line in found(content, RARE % "")]
    assert "KB340" in codes
    meant = found(content, RARE % ", rare: A reader with everything at once")
    assert [line for line in meant if "KB340" in line and "odd" in line] == []


def test_a_finding_in_a_shared_table_says_which_flow_it_is_about(content: Content) -> None:
    inner = "returns: [rough]\nfacts: {rough: {wind: storm}}\nscript: [{ask: wind}, {ask: day, when: {wind: [calm, breeze, storm, not-sure]}}]\n"
    outer = "script: [{use: inner}]\n" + TWO % ("{inner.rough: true}", "{inner.rough: false}")
    weather(content, inner=inner, wear=outer)
    lines = [line for line in proved(content) if "KB336" in line]
    assert [line.split(" | ")[0].split(" ")[0] for line in lines] == ["flows/inner.yml:5:47"]
    assert "in the flow “wear”" in lines[0]


def test_what_a_flow_and_its_actions_say_are_the_limits_of_its_plan(content: Content) -> None:
    content.change("actions/take-umbrella.yml", "horizon:", "not_with: [leave-umbrella]\nhorizon:")
    content.change("actions/leave-umbrella.yml", "horizon:", "after: [take-umbrella]\nhorizon:")
    text = "script: [{ask: degrees}]\n" + TWO % ("{degrees: frost}", "{not: {degrees: frost}}")
    weather(
        content, wear=text + "plan: [{do: take-umbrella}]\nplan_limits: {at-least: 2, at-most: 5, horizons: [now]}\n"
    )
    knowledge = loaded(content)
    flow = next(entry.record for entry in knowledge.of("flow", Flow) if entry.id == "wear")
    assert limits(flow, lowered(content), knowledge) == Limits(
        at_least=2,
        at_most=5,
        horizons={"take-umbrella": "now", "leave-umbrella": "now"},
        required=("now",),
        not_with=(("take-umbrella", "leave-umbrella"),),
        after=(("leave-umbrella", "take-umbrella"),),
        longest=20,
        words={"degrees": 12},
        reading=1500,
        unsure={"degrees": "unknown"},
    )


JOURNEYS = "# yaml-language-server: $schema=../.schema/journey.json\nflow: umbrella\njourneys:\n"
DRY = "  - {title: Dry, answers: {sky: dry}, outcome: leave-it}\n"


@pytest.mark.parametrize(
    ("journey", "problem"),
    [
        ("answers: {sky: wet}, outcome: leave-it", "48 KB342 this journey ends at “take-it”, not at “leave-it” (“Wet”) | mend the flow, or what the journey expects; see kb walk umbrella sky=wet"),
        ("answers: {}, outcome: take-it", "27 KB342 this journey comes to the question “sky” and has no answer to it (“Wet”) | mend the flow, or what the journey expects; see kb walk umbrella"),
        ("answers: {sky: wet}, outcome: take-it, actions: [leave-umbrella]", "67 KB342 this journey is not given the action “leave-umbrella” (“Wet”) | mend the flow, or what the journey expects; see kb walk umbrella sky=wet"),
        ("answers: {sky: wet}, outcome: take-it, not_actions: [take-umbrella]", "71 KB342 this journey is given the action “take-umbrella” (“Wet”) | mend the flow, or what the journey expects; see kb walk umbrella sky=wet"),
    ],
)  # fmt: skip
def test_a_journey_that_does_not_hold_is_an_error_at_what_it_expects(
    content: Content, journey: str, problem: str
) -> None:
    content.write("journeys/sky.yml", f"{JOURNEYS}  - {{title: Wet, {journey}}}\n{DRY}")
    assert [line for line in content.messages() if "KB342" in line] == [f"journeys/sky.yml:4:{problem}"]


def test_a_fact_that_a_question_tells_is_told_to_whoever_is_asked_it_and_one_of_the_flow_to_all(
    content: Content,
) -> None:
    content.change("facts/ribs.yml", "volatile:", "review_by: 2026-12-01\nvolatile:")
    content.change("questions/sky.yml", "ask:", "why: It has {{fact:ribs}}.\nask:")
    day = datetime.date(2026, 12, 2)
    (problem,) = check_content(content.folder, day)[1]
    assert problem.message.endswith("for example: Is it raining? It is raining (2 combinations of answers)")
    content.change("questions/sky.yml", "why: It has {{fact:ribs}}.\n", "")
    content.change("flows/umbrella.yml", "One question, then", "One question on {{fact:ribs}}, then")
    (problem,) = check_content(content.folder, day)[1]
    assert problem.message.endswith("for example: Is it raining? It is raining (2 combinations of answers)")


def test_what_no_journey_of_a_flow_meets_is_listed(content: Content) -> None:
    content.write("journeys/sky.yml", JOURNEYS + DRY)
    assert content.messages() == [
        "journeys/sky.yml:2:7 KB343 no journey through the flow “umbrella” meets outcome take-it | write a journey for a reader who does"
    ]


def test_a_fact_that_is_due_is_a_warning_for_the_flows_that_tell_it_and_only_then(content: Content) -> None:
    content.change("facts/ribs.yml", "volatile:", "review_by: 2026-12-01\nvolatile:")
    due, early = datetime.date(2026, 12, 2), datetime.date(2026, 12, 1)
    assert check_content(content.folder, due)[1] == []
    content.change("actions/take-umbrella.yml", "Open it", "It has {{fact:ribs}} ribs. Open it")
    assert [check_content(content.folder, day)[1] for day in (early, None)] == [[], []]
    (problem,) = check_content(content.folder, due)[1]
    assert (problem.code, problem.severity, problem.message) == (
        "KB344",
        "warning",
        "this fact was due for review on 2026-12-01, and is told by a flow: umbrella; "
        "for example: Is it raining? It is raining (1 combination of answers)",
    )
    see = "see it with: kb walk umbrella sky=wet, or in the preview at /flows/umbrella/#a=sky.wet"
    assert problem.hint == f"read its sources again, then renew as_of and review_by; {see}"
    assert str(problem.place).endswith("facts/ribs.yml:8:12")


def test_a_fact_that_is_due_and_that_no_reader_is_told_is_said_to_be_mentioned_only(content: Content) -> None:
    content.change("facts/ribs.yml", "volatile:", "review_by: 2026-12-01\nvolatile:")
    content.change("actions/take-umbrella.yml", "Open it", "It has {{fact:ribs}} ribs. Open it")
    flow = "script: [{ask: sky}]\nhit: first\noutcomes:\n  leave-it: {title: Leave it, summary: No rain., otherwise: true}\n"
    flow += "  take-it: {title: Take it, summary: Rain., when: {sky: wet}, actions: [take-umbrella]}\n"
    text = (content.folder / "flows" / "umbrella.yml").read_text("utf-8")
    content.write("flows/umbrella.yml", text.partition("start:")[0] + flow)
    found = check_content(content.folder, datetime.date(2026, 12, 2))[1]
    assert [(problem.message, problem.hint) for problem in found if problem.code == "KB344"] == [
        (
            "this fact was due for review on 2026-12-01, and is mentioned by a flow: umbrella; "
            "nobody was found who is told",
            "read its sources again, then renew as_of and review_by",
        )
    ]
