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
