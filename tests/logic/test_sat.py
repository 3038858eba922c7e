"""The solver says yes exactly where brute force finds a run."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.logic.acyclic import without_cycles
from generator.logic.expressions import ALWAYS, told
from generator.logic.machine import Machine
from generator.logic.program import Expression, Program
from generator.logic.sat import Clauses, Runs, equally_reached
from generator.logic.sweep import probe_at, trace
from tests.logic.programs import all_runs, conditions, first, holds, is_, programs, script


@pytest.fixture
def clauses() -> Iterator[Clauses]:
    with Clauses() as made:
        yield made


@settings(max_examples=150, deadline=None)
@given(programs, conditions)
def test_a_run_is_found_exactly_when_there_is_one(program: Program, when: Expression) -> None:
    acyclic = without_cycles(program)
    ended = all_runs(program)
    with Clauses() as clauses:
        found = Runs(program, acyclic, clauses)
        literal = found.hit(acyclic.ends(), when)
        assert clauses.solve([literal]) == any(run.finished and holds(when, run.values) for run in ended)
        if clauses.solve([literal]):
            machine = Machine(program, acyclic, probe_at(acyclic.ends(), when))
            witness = trace(machine, found.profile(clauses.model()))
            assert holds(when, dict(witness))
            assert witness in {run.answers for run in ended}
        walked = found.hit(acyclic.ends(), told("walk"))
        assert clauses.solve([walked]) == any(run.finished and "walk" in run.told for run in ended)
        endless = found.reached(acyclic.endless)
        assert clauses.solve([endless]) == any(run.way == "endless" for run in ended)


@settings(max_examples=60, deadline=None)
@given(programs)
def test_every_node_is_come_to_exactly_when_some_run_does(program: Program) -> None:
    acyclic = without_cycles(program)
    passed = {node for run in all_runs(program) for node, _ in run.passed}
    with Clauses() as clauses:
        found = Runs(program, acyclic, clauses)
        for n in range(len(program.nodes)):
            assert clauses.solve([found.hit(acyclic.copies([n]), ALWAYS)]) == (n in passed)


@given(st.integers(-1, 6), st.lists(st.booleans(), max_size=5))
def test_counting_gates_count(number: int, values: list[bool]) -> None:
    with Clauses() as clauses:
        literals = [clauses.new() for _ in values]
        counted = clauses.at_least(number, literals)
        given_values = [literal if value else -literal for literal, value in zip(literals, values, strict=True)]
        assert clauses.solve([*given_values, counted]) == (sum(values) >= number)
        assert clauses.solve([*given_values, -counted]) == (sum(values) < number)


def test_gates_agree_with_their_inputs(clauses: Clauses) -> None:
    a, b = clauses.new(), clauses.new()
    gates = (clauses.either((a, b)), clauses.both((a, b)), clauses.differ(a, b))
    for x, y in product((True, False), repeat=2):
        assumed = [a if x else -a, b if y else -b]
        for gate, wanted in zip(gates, (x or y, x and y, x != y), strict=True):
            assert clauses.solve([*assumed, gate]) == wanted


def test_skipping_a_question_costs_no_gate_after_it() -> None:
    program = script({"a": "x y", "b": "x y"}, ["ask a", ("ask b", is_("a", "x")), "tell walk"], first(("one", ALWAYS)))
    acyclic = without_cycles(program)
    same = equally_reached(acyclic)
    names = [type(node).__name__ for node in acyclic.nodes]
    assert [(name, same[n]) for n, name in enumerate(names)] == [
        ("Ask", 0),
        ("Branch", 0),
        ("Ask", 2),
        ("Tell", 0),
        ("Decide", 0),
    ]
