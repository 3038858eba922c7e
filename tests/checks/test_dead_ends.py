from __future__ import annotations

from tests.conftest import Content

FLOW = "flows/umbrella.yml"
WAYS = "{wet: open, dry: closed}"


def test_an_answer_without_a_way_on_is_a_problem(content: Content) -> None:
    content.change(FLOW, WAYS, "{wet: open}").change("questions/sky.yml", "dry: It is dry", "dry: It is dry, fog: Fog")
    assert [message for message in content.messages() if "KB304" in message] == [
        f"{FLOW}:6:20 KB304 step “look” leads nowhere when the answer to “sky” is “dry” "
        "| add a way for dry, or a branch with `otherwise: true`"
    ]


def test_a_branch_that_also_asks_for_something_else_is_no_way_on(content: Content) -> None:
    content.change(FLOW, WAYS, "[{when: {sky: wet}, go: open}, {when: {sky: dry, wind: calm}, go: closed}]")
    content.write("questions/wind.yml", "ask: W?\nno_not_sure: X\nkind: choice\noptions: {calm: C, windy: W}\n")
    assert f"{FLOW}:6:20 KB304" in content.problems()


def test_branches_behind_a_statement_need_an_otherwise(content: Content) -> None:
    content.change(FLOW, "wet: open", "wet: do")
    content.change(FLOW, "  open:", "  do: {tell: take-umbrella, next: [{when: {sky: wet}, go: open}]}\n  open:")
    assert content.messages() == [
        f"{FLOW}:7:29 KB304 step “do” leads nowhere when none of its conditions holds "
        "| add a branch with `otherwise: true`"
    ]


def test_a_branch_behind_one_that_always_holds_is_a_problem(content: Content) -> None:
    content.change(FLOW, WAYS, "[{otherwise: true, go: closed}, {when: {sky: wet}, go: open}]")
    assert content.messages() == [
        f"{FLOW}:6:58 KB309 this way on is never taken: number 1 before it always holds "
        "| move the `otherwise` branch to the end"
    ]


def test_a_branch_without_a_condition_takes_all_that_is_left(content: Content) -> None:
    assert content.change(FLOW, WAYS, "[{when: {sky: wet}, go: open}, {go: closed}]").problems() == []
