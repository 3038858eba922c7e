"""P6: no guard is always true where it stands."""

from __future__ import annotations

from generator.logic.program import Ask, Branch, Const, Stop
from tests.logic.programs import HERE, first, graph, is_, plan, script
from tests.logic.verify.reports import said

KNOWN = {"a": "x y", "b": "x y"}
ELSE = ("rest", Const(True))


def test_a_guard_behind_a_stop_that_leaves_only_its_readers_is_found() -> None:
    program = script(KNOWN, ["ask a", ("stop end", is_("a", "x")), ("ask b", is_("a", "y"))], first(ELSE))
    message = "the condition of the guard is met by everybody who comes here"
    assert said(program, "P6") == [("script.2", message, "", 0)]


def test_an_action_for_everybody_needs_no_condition() -> None:
    program = script(KNOWN, ["ask a"], first(ELSE), plan(("walk", is_("a", "x y")), ("rest", is_("a", "x"))))
    assert [place for place, *_ in said(program, "P6")] == ["plan.0"]


def test_the_last_of_the_ways_by_answer_is_no_guard() -> None:
    program = graph(
        {"a": "x y"},
        [
            Ask("a", 1, HERE),
            Branch(((is_("a", "x"), 2), (is_("a", "y"), 3)), HERE),
            Stop("one", HERE),
            Stop("two", HERE),
        ],
    )
    assert said(program, "P6") == []
