from __future__ import annotations

from tests.conftest import Content

FLOW = "flows/umbrella.yml"


def test_a_way_for_an_answer_that_the_question_does_not_offer_is_a_problem(content: Content) -> None:
    assert content.change(FLOW, "wet: open", "wat: open").messages() == [
        f"{FLOW}:6:27 KB303 the question “sky” has no answer “wat” | did you mean wet?"
    ]


def test_a_condition_on_an_answer_that_the_question_does_not_offer_is_a_problem(content: Content) -> None:
    content.change(FLOW, "{wet: open, dry: closed}", "[{when: {sky: [wet, foggy]}, go: open}, {go: closed}]")
    assert content.messages() == [
        f"{FLOW}:6:46 KB303 the question “sky” has no answer “foggy” | write one of: dry, wet"
    ]
