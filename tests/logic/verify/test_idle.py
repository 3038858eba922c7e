"""P9: every answer changes something."""

from __future__ import annotations

from generator.logic.program import Const
from tests.logic.programs import both, either, first, is_, plan, script
from tests.logic.verify.reports import said

ELSE = ("rest", Const(True))


def test_a_question_whose_answer_nothing_depends_on_is_named() -> None:
    program = script({"a": "x y", "b": "x y"}, ["ask a", "ask b"], first(("one", is_("a", "x")), ELSE))
    assert said(program, "P9") == [("script.1", "the answer to “b” changes nothing later", "", 0)]


def test_a_condition_that_reads_an_answer_in_vain_does_not_help() -> None:
    vain = both(is_("a", "x"), either(is_("b", "x"), is_("b", "y")))
    program = script({"a": "x y", "b": "x y"}, ["ask a", "ask b"], first(("one", vain), ELSE))
    assert [place for place, *_ in said(program, "P9")] == ["script.1"]


def test_a_later_question_an_action_or_a_verdict_is_a_change() -> None:
    program = script(
        {"a": "x y", "b": "x y", "c": "x y", "d": "x y"},
        ["ask a", "ask b", "ask c", "ask d", ("tell walk", is_("a", "x"))],
        first(ELSE),
        plan(("rest", is_("b", "x"))),
        {"train": first(("open", is_("c", "x")), ("closed", Const(True)))},
    )
    assert said(program, "P9") == [("script.3", "the answer to “d” changes nothing later", "", 0)]
