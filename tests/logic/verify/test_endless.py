"""P7: every run ends, whatever circles the nodes have."""

from __future__ import annotations

from generator.logic.program import Ask, Branch, Const, Stop
from tests.logic.programs import HERE, at, graph, is_
from tests.logic.verify.reports import said


def test_a_circle_that_some_answers_never_leave_is_found() -> None:
    program = graph(
        {"a": "x y"},
        [Ask("a", 1, at("top")), Branch(((is_("a", "x"), 0), (is_("a", "y"), 2)), HERE), Stop("end", HERE)],
    )
    assert said(program, "P7") == [("top", "some answers go round here for ever", "a=x", 1)]


def test_a_circle_of_nodes_that_no_run_goes_round_for_ever_is_right() -> None:
    # Who answered a=x is sent back to the top once, for the second question.
    program = graph(
        {"a": "x y", "b": "x y"},
        [
            Ask("a", 1, HERE),
            Branch(((is_("b", "x y"), 4), (is_("a", "x"), 2), (Const(True), 4)), HERE),
            Ask("b", 0, HERE),
            Stop("never", HERE),
            Stop("end", HERE),
        ],
    )
    assert said(program, "P7") == []
