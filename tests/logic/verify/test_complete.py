"""P2: every complete run ends in an outcome."""

from __future__ import annotations

from generator.logic.program import Ask, Branch, Decide, Stop
from tests.logic.programs import HERE, first, graph, is_, script, table
from tests.logic.verify.reports import findings, said


def test_answers_without_a_row_are_named_with_the_shortest_reader() -> None:
    program = script(
        {"a": "x y z", "b": "x y", "c": "x y"},
        ["ask a", ("ask b", is_("a", "x")), "ask c"],
        table(("one", is_("a", "x")), ("two", is_("a", "y"))),
    )
    message = "no row of the outcomes holds for some answers"
    assert said(program, "P2") == [("outcomes", message, "a=z c=x", 2)]
    assert findings(program, "P2")[0].reduced == (("a", "z"),)


def test_a_branch_without_a_way_for_an_answer_is_found() -> None:
    program = graph({"a": "x y"}, [Ask("a", 1, HERE), Branch(((is_("a", "x"), 2),), HERE), Stop("end", HERE)])
    assert said(program, "P2") == [("", "some answers find no way on from here", "a=y", 1)]


def test_a_run_to_a_missing_table_has_no_outcome() -> None:
    program = graph({"a": "x y"}, [Ask("a", 1, HERE), Decide(HERE)])
    assert said(program, "P2") == [("", "the run ends without an outcome", "a=x", 2)]


def test_a_path_without_a_verdict_is_found_also_after_a_stop() -> None:
    program = script({"a": "x y"}, ["ask a", "stop end"], verdicts={"train": first(("open", is_("a", "x")))})
    assert said(program, "P2") == [("outcomes", "no row of the verdicts of train holds for some answers", "a=y", 1)]


def test_a_flow_that_answers_everybody_has_no_finding() -> None:
    program = script({"a": "x y"}, ["ask a", ("stop end", is_("a", "x"))], table(("one", is_("a", "y"))))
    assert said(program, "P2") == []
