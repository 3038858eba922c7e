"""P11: who is not sure gets something to do."""

from __future__ import annotations

from generator.logic.program import Const
from generator.logic.verify import Limits
from tests.logic.programs import first, is_, plan, script
from tests.logic.verify.reports import said

KNOWN = {"a": "x y not-sure", "b": "x unknown"}
ELSE = ("rest", Const(True))


def test_not_sure_without_any_action_is_found() -> None:
    program = script(KNOWN, ["ask a", "ask b"], first(ELSE), plan(("walk", is_("a", "x y"))))
    message = "who is not sure about “a” may be left with nothing to do"
    assert said(program, "P11") == [("script.0", message, "a=not-sure b=x", 2)]


def test_a_band_can_stand_for_not_sure() -> None:
    program = script(KNOWN, ["ask a", "ask b"], first(ELSE), plan(("walk", is_("b", "x"))))
    found = said(program, "P11", Limits(unsure={"b": "unknown"}))
    assert [(place, witness) for place, _, witness, _ in found] == [
        ("script.0", "a=not-sure b=unknown"),
        ("script.1", "a=x b=unknown"),
    ]


def test_being_told_to_find_out_is_something_to_do() -> None:
    program = script(
        KNOWN, ["ask a", ("tell find-out", is_("a", "not-sure")), "ask b"], first(ELSE), plan(("walk", is_("a", "x")))
    )
    assert said(program, "P11") == []
