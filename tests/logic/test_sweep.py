"""The sweep counts what one would count by hand, and finds the shortest way."""

from __future__ import annotations

from hypothesis import given, settings

from generator.logic.acyclic import without_cycles
from generator.logic.expressions import ALWAYS, told
from generator.logic.machine import Machine
from generator.logic.program import Expression, Not, Program
from generator.logic.shares import outcome_probe, shares
from generator.logic.sweep import HIT, OverBudget, Sweep, probe_at, runs, sweep, trace
from tests.logic.programs import all_runs, both, conditions, either, first, holds, is_, programs, script


def swept(program: Program, when: Expression) -> Sweep:
    acyclic = without_cycles(program)
    found = sweep(Machine(program, acyclic, probe_at(acyclic.ends(), when)))
    assert isinstance(found, Sweep)
    return found


CHAIN = script(
    {"job": "none one", "pay": "low high", "pets": "cat dog", "pets.cat": "yes no"},
    ["ask job", ("ask pay", is_("job", "one")), ("stop rich", is_("pay", "high")), "ask pets"],
    first(("poor", ALWAYS)),
)


def test_skipped_questions_do_not_multiply_the_combinations() -> None:
    assert swept(CHAIN, ALWAYS).counts() == {HIT: 2 + 1 + 2}


def test_the_shortest_witness_asks_the_fewest_questions_and_names_the_first_values() -> None:
    found = swept(CHAIN, ALWAYS)
    assert found.shortest(lambda ended: ended.result == HIT) == (("job", "none"), ("pets", "cat"))
    assert found.extreme(lambda _: True, max) == (("job", "one"), ("pay", "low"), ("pets", "cat"))
    assert found.questions() == (2, 3)


def test_options_of_one_question_are_one_question() -> None:
    program = script({"pets": "none some", "pets.cat": "yes no", "pets.dog": "yes no"}, ["ask pets"])
    longer = script(
        {"pets": "none some", "pets.cat": "yes no", "pets.dog": "yes no"},
        ["ask pets", ("ask pets.cat", is_("pets", "some")), ("ask pets.dog", is_("pets", "some"))],
    )
    assert swept(program, ALWAYS).questions() == swept(longer, ALWAYS).questions() == (1, 1)
    assert swept(longer, ALWAYS).counts() == {HIT: 5}


def test_too_many_states_are_said_to_be_too_many() -> None:
    names = [f"q{n}" for n in range(20)]
    parity: Expression = is_(names[0], "yes")
    for name in names[1:]:
        parity = _differ(parity, is_(name, "yes"))
    program = script(dict.fromkeys(names, "yes no"), [f"ask {name}" for name in names], first(("odd", parity)))
    acyclic = without_cycles(program)
    assert isinstance(runs(program, acyclic), Sweep)
    assert sweep(Machine(program, acyclic, outcome_probe(program, acyclic)), budget=10) == OverBudget(10)


def _differ(one: Expression, other: Expression) -> Expression:
    return either(both(one, Not(other)), both(Not(one), other))


@settings(max_examples=150, deadline=None)
@given(programs, conditions)
def test_counts_and_shortest_runs_are_those_of_brute_force(program: Program, when: Expression) -> None:
    acyclic = without_cycles(program)
    ended = all_runs(program)
    found = swept(program, when)
    hits = [run for run in ended if run.finished and holds(when, run.values)]
    assert found.counts().get(HIT, 0) == len(hits)
    witness = found.shortest(lambda end: end.result == HIT)
    if hits:
        assert witness is not None
        assert witness in {run.answers for run in hits}
        assert len(witness) == min(len(run.answers) for run in hits)
    else:
        assert witness is None
    every_run = runs(program, acyclic)
    assert isinstance(every_run, Sweep)
    assert sum(every_run.counts().values()) == len(ended)
    lengths = [len(run.answers) for run in ended]
    assert every_run.questions() == (min(lengths), max(lengths))


@settings(max_examples=100, deadline=None)
@given(programs)
def test_what_was_told_and_where_runs_end_is_that_of_brute_force(program: Program) -> None:
    acyclic = without_cycles(program)
    ended = all_runs(program)
    hits = sum(run.finished and "walk" in run.told for run in ended)
    assert swept(program, told("walk")).counts().get(HIT, 0) == hits
    endless = sweep(Machine(program, acyclic, probe_at(acyclic.endless, ALWAYS)))
    assert isinstance(endless, Sweep)
    assert endless.counts().get(HIT, 0) == sum(run.way == "endless" for run in ended)


@settings(max_examples=100, deadline=None)
@given(programs)
def test_a_place_on_the_way_is_come_to_by_as_many_as_in_brute_force(program: Program) -> None:
    acyclic = without_cycles(program)
    ended = all_runs(program)
    for n in range(len(program.nodes)):
        first_ones = {
            run.answers[: next(c for node, c in run.passed if node == n)]
            for run in ended
            if any(node == n for node, _ in run.passed)
        }
        found = sweep(Machine(program, acyclic, probe_at(acyclic.copies([n]), ALWAYS)))
        assert isinstance(found, Sweep)
        assert found.counts().get(HIT, 0) == len(first_ones)


@settings(max_examples=100, deadline=None)
@given(programs)
def test_shares_of_outcomes_are_those_of_brute_force(program: Program) -> None:
    acyclic = without_cycles(program)
    ended = all_runs(program)
    found = shares(program, acyclic)
    assert found.combinations == len(ended)
    wanted = {name: sum(run.outcome == name for run in ended) for name in found.outcomes}
    assert found.outcomes == wanted


def test_a_profile_is_traced_through_the_questions_it_meets() -> None:
    acyclic = without_cycles(CHAIN)
    machine = Machine(CHAIN, acyclic, outcome_probe(CHAIN, acyclic))
    assert trace(machine, {"job": "one", "pay": "high", "pets": "dog"}) == (("job", "one"), ("pay", "high"))
