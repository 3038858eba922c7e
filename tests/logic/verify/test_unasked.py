"""P4: nothing hangs on a variable that may be unasked."""

from __future__ import annotations

from generator.logic.program import Asked, Const, Not
from tests.logic.programs import Item, both, either, first, is_, script, table
from tests.logic.verify.reports import said

ELSE = ("rest", Const(True))
KNOWN = {"a": "x y", "b": "x y"}
ASKS: list[Item] = ["ask a", ("ask b", is_("a", "x"))]


def test_a_row_that_reads_what_only_some_are_asked_is_found() -> None:
    program = script(KNOWN, list(ASKS), first(("one", is_("b", "x")), ELSE))
    message = "the row “one” of the outcomes reads “b”, which may not have been asked there"
    assert said(program, "P4") == [("outcomes.0", message, "a=y", 1)]


def test_a_guard_that_reads_what_is_asked_later_is_found() -> None:
    program = script(KNOWN, [("ask a", is_("b", "x")), "ask b"], first(ELSE))
    assert [(place, witness) for place, _, witness, _ in said(program, "P4")] == [("script.0", "")]


def test_saying_what_then_makes_the_read_right() -> None:
    for when in (
        both(Asked("b"), is_("b", "x")),
        either(Not(Asked("b")), is_("b", "x")),
        both(is_("a", "x"), is_("b", "x")),
        both(Asked("b"), either(is_("b", "x"), is_("a", "y"))),
    ):
        assert said(script(KNOWN, list(ASKS), first(("one", when), ELSE)), "P4") == []


def test_a_condition_that_is_settled_without_the_unasked_variable_is_right() -> None:
    program = script(KNOWN, list(ASKS), first(("one", either(is_("a", "y"), is_("b", "x"))), ELSE))
    assert said(program, "P4") == []


def test_not_of_an_unasked_variable_is_no_yes() -> None:
    program = script(KNOWN, list(ASKS), first(("one", Not(is_("b", "x"))), ELSE))
    assert len(said(program, "P4")) == 1


def test_an_option_is_plainly_no_once_its_question_was_answered() -> None:
    known = {"pets": "none some", "pets.cat": "yes no"}
    asks: list[Item] = ["ask pets", ("ask pets.cat", is_("pets", "some"))]
    assert said(script(known, list(asks), table(("one", is_("pets.cat", "yes")), ELSE)), "P4") == []
    unsure = script(
        {**known, "a": "x y"}, ["ask a", ("ask pets", is_("a", "x"))], table(("one", is_("pets.cat", "yes")), ELSE)
    )
    assert [witness for _, _, witness, _ in said(unsure, "P4")] == ["a=y"]


def test_each_unasked_variable_of_a_condition_is_named() -> None:
    program = script(
        {"a": "x y", "b": "x y", "c": "x y"}, ["ask a"], first(("one", both(is_("b", "x"), is_("c", "x"))), ELSE)
    )
    assert [message.split("“")[2].split("”")[0] for _, message, _, _ in said(program, "P4")] == ["b", "c"]
