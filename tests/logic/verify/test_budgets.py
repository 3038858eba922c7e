"""P10: length, and outcomes for almost nobody or almost everybody."""

from __future__ import annotations

from generator.logic.program import Const
from generator.logic.verify import Budget, Limits, verify
from tests.logic.programs import both, first, is_, script
from tests.logic.verify.reports import said

MANY = {f"q{n}": "x y z w" for n in range(6)}
PROGRAM = script(
    MANY,
    [f"ask {name}" for name in MANY],
    first(("few", both(*(is_(name, "x") for name in MANY))), ("half", is_("q0", "x y")), ("rest", Const(True))),
)


def test_an_outcome_for_almost_nobody_is_named_with_its_count() -> None:
    message = "the outcome “few” is met by fewer than 1 in 1,000 readers, were all answers equally likely"
    assert said(PROGRAM, "P10") == [("outcomes.0", message, "", 1)]


def test_an_outcome_for_almost_everybody_is_named() -> None:
    program = script(
        MANY,
        [f"ask {name}" for name in MANY],
        first(("few", both(*(is_(f"q{n}", "x") for n in range(3)))), ("rest", Const(True))),
    )
    message = "the outcome “rest” is met by more than 95% of readers, were all answers equally likely"
    assert said(program, "P10") == [("outcomes.1", message, "", 4032)]


def test_a_run_of_more_questions_than_allowed_is_shown() -> None:
    program = script({"a": "x y", "b": "x y"}, ["ask a", ("ask b", is_("a", "y"))], first(("one", Const(True))))
    assert said(program, "P10", Limits(longest=2)) == []
    assert said(program, "P10", Limits(longest=1)) == [
        ("script.0", "some answers meet 2 questions, more than 1", "a=y b=x", None)
    ]


def test_a_run_with_more_to_read_than_allowed_is_shown_whatever_its_number_of_questions() -> None:
    program = script(
        {"a": "x y", "b": "x y", "c": "x y"},
        ["ask a", ("ask b", is_("a", "x")), ("ask c", is_("a", "y"))],
        first(("one", is_("a", "x")), ("two", Const(True))),
    )
    words = {"a": 10, "b": 20, "c": 25}
    assert said(program, "P10", Limits(words=words, reading=35)) == []
    assert said(program, "P10", Limits(words=words, reading=34)) == [
        ("script.0", "some answers have a reader read 35 words of questions, more than 34", "a=y c=x", None)
    ]


def test_shares_that_were_not_counted_are_not_said_to_be_fine() -> None:
    report = verify(PROGRAM, budget=Budget(states=3), properties=("P10",))
    assert [(found.code, found.message) for found in report.findings] == [("KB330", "not proved (budget): budgets")]
    assert report.proved == ()


def test_a_warning_is_no_proof() -> None:
    assert verify(PROGRAM, properties=("P10",)).proved == ()
