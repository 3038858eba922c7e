"""What the budget does not allow is said, never guessed."""

from __future__ import annotations

from generator.diagnostics import Severity
from generator.logic.expressions import some
from generator.logic.program import Program
from generator.logic.verify import Budget, verify
from tests.logic.programs import both, is_, script, table
from tests.logic.verify.reports import findings

NAMES = [f"q{n}" for n in range(8)]
PROGRAM = script(
    dict.fromkeys(NAMES, "x y z"),
    [f"ask {name}" for name in NAMES],
    table(("one", both(is_("q0", "x"), is_("q7", "x"))), ("two", is_("q0", "y z"))),
)


def test_over_the_sweeps_budget_a_witness_is_still_given_and_its_answers_that_matter() -> None:
    (found,) = findings(PROGRAM, "P2", budget=Budget(states=3))
    assert found.count is None
    assert len(found.witness) == 8
    assert [name for name, _ in found.reduced] == ["q0", "q7"]
    assert found.reduced[0] == ("q0", "x")
    assert found.reduced[1][1] in ("y", "z")


def test_past_the_number_of_examples_nothing_is_counted() -> None:
    (found,) = findings(PROGRAM, "P2", budget=Budget(examples=0))
    assert (found.count, len(found.reduced)) == (None, 2)


def holes(pigeons: int) -> Program:
    """Nobody can put so many pigeons into one hole fewer without sharing: long to prove by cases."""
    names = [f"p{n}" for n in range(pigeons)]
    holes = [f"h{n}" for n in range(pigeons - 1)]
    shared = [
        both(is_(one, hole), is_(other, hole)) for n, one in enumerate(names) for other in names[:n] for hole in holes
    ]
    known = dict.fromkeys(names, " ".join(holes))
    return script(known, [f"ask {name}" for name in names], table(("shared", some(shared))))


def test_what_neither_engine_settles_is_an_error_and_not_proved() -> None:
    report = verify(holes(9), budget=Budget(states=100, conflicts=50), properties=("P2",))
    (found,) = report.findings
    assert (found.code, found.property, found.severity) == ("KB330", "P2", Severity.ERROR)
    assert (found.message, found.count, report.proved) == ("not proved (budget): complete", None, ())


def test_the_sweep_settles_what_the_solver_does_not() -> None:
    assert verify(holes(6), budget=Budget(conflicts=1), properties=("P2",)).proved == ("P2",)
