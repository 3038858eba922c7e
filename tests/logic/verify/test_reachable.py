"""P5: everything written can come true for somebody."""

from __future__ import annotations

from generator.logic.program import Const, Not
from tests.logic.programs import both, either, first, is_, plan, script, table
from tests.logic.verify.reports import said

KNOWN = {"a": "x y z", "b": "x y"}
ELSE = ("rest", Const(True))


def test_a_guard_that_never_holds_is_named_once_and_not_what_it_guards() -> None:
    never = both(is_("a", "x"), is_("a", "y"))
    program = script(KNOWN, ["ask a", ("ask b", never)], first(ELSE))
    assert said(program, "P5") == [("script.1", "this guard holds for nobody who comes here", "", 0)]


def test_what_stands_behind_a_stop_for_everybody_is_found() -> None:
    program = script(KNOWN, ["ask a", "stop end", "ask b"], first(ELSE))
    assert said(program, "P5") == [
        ("script.2", "nobody comes to the question “b”", "", 0),
        ("outcomes.0", "nobody comes to the outcome “rest”", "", 0),
    ]


def test_rows_and_actions_and_verdicts_that_hold_for_nobody_are_found() -> None:
    never = both(is_("a", "z"), is_("b", "x"))
    program = script(
        KNOWN,
        ["ask a", ("stop end", is_("a", "z")), "ask b"],
        first(("one", never), ELSE),
        plan(("walk", never)),
        {"train": first(("open", never), ELSE)},
    )
    assert [message for _, message, _, _ in said(program, "P5")] == [
        "the row “one” of the outcomes holds for nobody",
        "the row “open” of the verdicts of train holds for nobody",
        "the action “walk” of the plan holds for nobody",
    ]


def test_an_alternative_and_a_listed_value_that_help_nobody_are_found() -> None:
    program = script(
        KNOWN,
        ["ask a", ("stop end", is_("a", "z")), "ask b"],
        table(("one", either(is_("a", "x z"), both(is_("a", "z"), is_("b", "x")))), ("two", is_("a", "y"))),
    )
    assert [message for _, message, _, _ in said(program, "P5")] == [
        "“z” in the row “one” of the outcomes holds for nobody",
        "an alternative in the row “one” of the outcomes holds for nobody",
    ]


def test_a_denied_condition_that_is_false_for_everybody_is_found() -> None:
    program = script(KNOWN, ["ask a", ("stop end", is_("a", "z")), "ask b"], table(("one", Not(is_("a", "z")))))
    assert [message for _, message, _, _ in said(program, "P5")] == [
        "a condition in the row “one” of the outcomes is false for everybody"
    ]


def test_a_flow_in_which_everything_happens_has_no_finding() -> None:
    program = script(
        KNOWN,
        ["ask a", ("tell walk", is_("a", "x")), ("ask b", is_("a", "y z")), ("stop end", is_("b", "y"))],
        first(("one", is_("a", "x z")), ELSE),
        plan(("rest", is_("a", "x"))),
    )
    assert said(program, "P5") == []
