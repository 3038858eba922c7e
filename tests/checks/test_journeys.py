from __future__ import annotations

from tests.conftest import Content

FIRST = "# yaml-language-server: $schema=../.schema/journey.json\n"


def journey(content: Content, line: str, flow: str = "umbrella") -> list[str]:
    return content.write("journeys/mornings.yml", f"{FIRST}flow: {flow}\njourneys:\n  - {line}\n").messages()


def test_a_journey_through_a_flow_is_no_problem_and_has_no_page(content: Content) -> None:
    dry = "\n  - {title: A dry morning, answers: {sky: dry}, outcome: leave-it}"
    assert journey(content, "{title: A wet morning, answers: {sky: wet}, outcome: take-it}" + dry) == []


def test_a_journey_with_an_answer_that_is_none_is_a_problem(content: Content) -> None:
    assert journey(content, "{title: A wet morning, answers: {sky: wett}, outcome: take-it}") == [
        "journeys/mornings.yml:4:43 KB303 “wett” is no answer to the question “sky” | did you mean wet?"
    ]


def test_a_journey_to_an_outcome_or_verdict_that_the_flow_lacks_is_a_problem(content: Content) -> None:
    assert journey(content, "{title: A wet morning, answers: {sky: wet}, outcome: take}") == [
        "journeys/mornings.yml:4:58 KB326 the flow “umbrella” has no outcome “take” | did you mean take-it?"
    ]


def test_a_journey_through_no_flow_is_an_unknown_reference(content: Content) -> None:
    assert journey(content, "{title: A morning, answers: {sky: wet}, outcome: take-it}", "umbrela") == [
        "journeys/mornings.yml:2:7 KB201 unknown reference flow:umbrela | did you mean flow:umbrella?"
    ]


def test_a_text_cannot_refer_to_a_journey(content: Content) -> None:
    content.change("faq/does-it-help.yml", "answer:", "corrected: See [[journey:mornings]].\nanswer:")
    found = journey(content, "{title: A wet morning, answers: {sky: wet}, outcome: take-it}")
    assert [line.split(" ", 1)[1].partition(" | ")[0] for line in found] == [
        "KB201 unknown kind in the reference [[journey:mornings]]"
    ]
