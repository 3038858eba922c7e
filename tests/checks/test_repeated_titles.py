from __future__ import annotations

from tests.conftest import Content


def test_two_records_with_one_title_are_a_problem_at_the_second(content: Content) -> None:
    content.change("actions/take-umbrella.yml", "title: Take the umbrella", "title: leave the  Umbrella at home")
    assert content.messages() == [
        "actions/take-umbrella.yml:2:1 KB401 action:leave-umbrella has the same title, "
        "“leave the  Umbrella at home” | say what is different about this one"
    ]


def test_records_of_different_kinds_count_too(content: Content) -> None:
    content.change("actions/take-umbrella.yml", "title: Take the umbrella", "title: All about umbrellas")
    assert content.problems() == ["guides/umbrellas.md:3:1 KB401"]
