"""P3: unique rows do not overlap, first-hit rows are not masked."""

from __future__ import annotations

from tests.logic.programs import both, first, is_, script, table
from tests.logic.verify.reports import findings, said

ASKS = ["ask a", "ask b"]
KNOWN = {"a": "x y z", "b": "x y"}


def test_two_rows_for_the_same_answers_are_named_with_the_answers() -> None:
    program = script(KNOWN, list(ASKS), table(("one", is_("a", "x y")), ("two", is_("b", "y"))))
    message = "rows “one” and “two” of the outcomes hold for the same answers"
    assert said(program, "P3") == [("outcomes.1", message, "a=x b=y", 2)]


def test_rows_that_only_a_stopped_run_would_meet_together_do_not_overlap() -> None:
    program = script(
        KNOWN,
        ["ask a", "ask b", ("stop end", both(is_("a", "x"), is_("b", "y")))],
        table(("one", is_("a", "x")), ("two", is_("b", "y"))),
    )
    assert said(program, "P3") == []


def test_a_row_behind_wider_ones_never_wins() -> None:
    program = script(
        KNOWN,
        list(ASKS),
        first(("one", is_("a", "x")), ("two", is_("a", "y z")), ("three", is_("b", "y"))),
    )
    message = "row “three” of the outcomes never wins: rows before it hold whenever it does"
    assert said(program, "P3") == [("outcomes.2", message, "", 0)]


def test_verdicts_are_tables_too() -> None:
    program = script(
        KNOWN,
        [*ASKS, "stop end"],
        verdicts={"train": table(("open", is_("a", "x")), ("closed", is_("a", "x y")))},
    )
    assert [place for place, *_ in said(program, "P3")] == ["outcomes.1"]


def test_of_many_overlaps_the_first_are_shown_and_the_others_counted() -> None:
    rows = [(f"r{n}", is_("a", "x")) for n in range(7)]
    found = findings(script(KNOWN, list(ASKS), table(*rows)), "P3")
    assert len(found) == 11
    assert found[-1].message == "11 more pairs of rows of the outcomes hold together"
