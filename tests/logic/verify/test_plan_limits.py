"""P8: limits of the plan."""

from __future__ import annotations

from generator.logic.program import Const
from generator.logic.verify import Limits
from tests.logic.programs import first, is_, plan, script
from tests.logic.verify.reports import said

KNOWN = {"a": "x y z", "b": "x y"}
ELSE = ("rest", Const(True))
PROGRAM = script(
    KNOWN,
    ["ask a", "ask b", ("tell call", is_("a", "z"))],
    first(ELSE),
    plan(("walk", is_("a", "x")), ("swim", is_("b", "x")), ("walk", is_("b", "y")), ("read", is_("a", "y"))),
)


def test_an_empty_plan_is_found() -> None:
    program = script(KNOWN, ["ask a", "ask b"], first(ELSE), plan(("walk", is_("a", "x")), ("swim", is_("b", "x"))))
    assert said(program, "P8") == [("plan", "the plan is empty for some answers", "a=y b=y", 2)]
    assert said(PROGRAM, "P8") == []


def test_an_action_of_several_rows_counts_once() -> None:
    found = said(PROGRAM, "P8", Limits(at_least=2, at_most=1))
    assert found == [
        ("plan", "the plan has fewer than 2 actions for some answers", "a=x b=y", 3),
        ("plan", "the plan has more than 1 actions for some answers", "a=x b=x", 3),
    ]


def test_a_required_horizon_without_an_action_is_found() -> None:
    limits = Limits(horizons={"walk": "now", "swim": "later"}, required=("now",))
    found = said(PROGRAM, "P8", limits)
    assert found == [("plan", "the plan has nothing for “now” for some answers", "a=y b=x", 2)]


def test_contradicting_actions_are_found_also_when_one_is_told_on_the_way() -> None:
    limits = Limits(not_with=(("walk", "swim"), ("swim", "walk"), ("call", "read"), ("swim", "call")))
    found = said(PROGRAM, "P8", limits)
    assert found == [
        ("plan.1", "actions “call” and “swim” contradict each other and are both given", "a=z b=x", 1),
        ("plan.0", "actions “swim” and “walk” contradict each other and are both given", "a=x b=x", 1),
    ]


def test_an_order_that_nobody_can_keep_is_found() -> None:
    assert said(PROGRAM, "P8", Limits(after=(("walk", "swim"), ("read", "walk")))) == []
    missing = said(PROGRAM, "P8", Limits(after=(("read", "call"),)))
    assert [message for _, message, _, _ in missing] == [
        "“read” is to come after “call”, which nobody is given together with it"
    ]
    circle = said(PROGRAM, "P8", Limits(after=(("walk", "swim"), ("swim", "walk"))))
    assert [(message, witness) for _, message, witness, _ in circle] == [
        ("each of these actions is to come after the next: swim, walk, swim", "a=x b=x")
    ]


STOPS = script(
    KNOWN,
    ["ask a", ("stop early", is_("a", "z")), "ask b"],
    first(("one", is_("b", "x")), ("rest", Const(True))),
    plan(("walk", is_("a", "x")), ("swim", is_("a", "x"))),
)


def test_what_an_outcome_asks_for_itself_belongs_to_the_plan() -> None:
    assert [(witness, count) for _, _, witness, count in said(STOPS, "P8")] == [("a=z", 3)]
    given = {"early": ("rest-well",), "one": ("read",), "rest": ("read",)}
    assert said(STOPS, "P8", Limits(given=given)) == []


def test_an_outcome_s_own_actions_count_and_one_that_is_planned_too_counts_once() -> None:
    given = {"early": ("rest-well",), "one": ("read",), "rest": ("walk",)}
    assert said(STOPS, "P8", Limits(given=given, at_most=2)) == [
        ("plan", "the plan has more than 2 actions for some answers that end at “one”", "a=x b=x", 1)
    ]
    assert [
        message for _, message, _, _ in said(STOPS, "P8", Limits(given={**given, "early": ("a", "b", "c")}, at_most=2))
    ] == [
        "the plan has more than 2 actions for some answers that end at “early”",
        "the plan has more than 2 actions for some answers that end at “one”",
    ]


def test_an_outcome_s_own_action_contradicts_one_of_the_plan() -> None:
    given = {"early": ("swim",), "one": ("read",), "rest": ("read",)}
    limits = Limits(given=given, not_with=(("read", "swim"), ("swim", "rest-well")))
    assert said(STOPS, "P8", limits) == [
        ("plan.1", "actions “read” and “swim” contradict each other and are both given", "a=x b=x", 1),
        ("plan.1", "actions “read” and “swim” contradict each other and are both given", "a=x b=y", 1),
    ]


def test_an_outcome_s_own_action_may_be_the_one_that_comes_first_or_the_one_due_now() -> None:
    given = {"early": ("rest-well",), "one": ("read",), "rest": ("read",)}
    assert said(STOPS, "P8", Limits(given=given, after=(("walk", "read"),))) == []
    missing = said(STOPS, "P8", Limits(given=given, after=(("rest-well", "read"),)))
    assert [message for _, message, _, _ in missing] == [
        "“rest-well” is to come after “read”, which nobody is given together with it"
    ]
    due = Limits(given=given, horizons={"read": "now", "rest-well": "later"}, required=("now",))
    assert said(STOPS, "P8", due) == [
        ("plan", "the plan has nothing for “now” for some answers that end at “early”", "a=z", 1)
    ]
