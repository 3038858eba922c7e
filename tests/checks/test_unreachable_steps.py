from __future__ import annotations

from tests.conftest import Content


def test_a_step_that_no_way_leads_to_is_a_problem(content: Content) -> None:
    content.change("flows/umbrella.yml", "  open:", "  lost: {stop: take-it}\n  open:")
    assert content.messages() == [
        "flows/umbrella.yml:7:3 KB305 no way leads to the step “lost” | let another step go to lost, or delete it"
    ]
