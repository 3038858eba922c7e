from __future__ import annotations

from tests.conftest import Content


def test_an_action_is_due_at_a_horizon_of_the_site(content: Content) -> None:
    assert content.change("actions/take-umbrella.yml", "horizon: now", "horizon: new").messages() == [
        "actions/take-umbrella.yml:4:10 KB412 unknown horizon “new” | did you mean now?"
    ]
