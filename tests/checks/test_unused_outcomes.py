from __future__ import annotations

from tests.conftest import Content


def test_an_outcome_that_no_step_stops_at_is_a_problem(content: Content) -> None:
    content.change("flows/umbrella.yml", "outcomes:\n", "outcomes:\n  spare: {title: Spare, summary: Never told.}\n")
    assert content.messages() == [
        "flows/umbrella.yml:10:3 KB307 no step stops at the outcome “spare” "
        "| add a step with `stop: spare`, or delete the outcome"
    ]
