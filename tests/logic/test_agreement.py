"""The walk of one reader, the plain interpreter and the automaton say the same."""

from __future__ import annotations

from hypothesis import given, settings

from generator.logic.program import Program
from generator.logic.walk import walk
from tests.logic.programs import all_runs, held_rows, programs


@settings(max_examples=150, deadline=None)
@given(programs)
def test_a_walk_is_the_run_of_the_plain_interpreter(program: Program) -> None:
    for run in all_runs(program):
        found = walk(program, run.values)
        assert found.asked == run.answers
        assert found.next is None
        assert found.outcome == run.outcome
        assert found.stuck == (run.way in ("stuck", "endless", "no row"))
        if run.way == "outcome":
            assert found.told == tuple(dict.fromkeys(run.told))
            verdicts = {path: held_rows(table, run.values)[:1] for path, table in program.verdicts.items()}
            assert found.verdicts == {path: rows[0] for path, rows in verdicts.items() if rows}
            assert set(found.plan) == set(held_rows(program.plan, run.values))
