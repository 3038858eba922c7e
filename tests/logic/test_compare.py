"""What an edit changes is counted exactly, with the shortest example."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from itertools import product

from hypothesis import given, settings

from generator.logic.acyclic import without_cycles
from generator.logic.compare import NOT_OFFERED, Change, Comparison, compare, together
from generator.logic.machine import Ended, Machine
from generator.logic.program import Const, Program, Variable
from generator.logic.shares import outcome_probe
from generator.logic.sweep import OverBudget
from tests.logic.programs import VALUES, all_runs, both, first, is_, plan, programs, script

ELSE = ("rest", Const(True))
BEFORE = script(
    {"a": "x y z", "b": "x y"},
    ["ask a", "ask b"],
    first(("one", is_("a", "x")), ELSE),
    plan(("walk", is_("b", "x"))),
    {"train": first(("open", is_("a", "x y")))},
)


def test_a_program_does_not_differ_from_itself() -> None:
    assert compare(BEFORE, BEFORE) == Comparison()
    assert compare(BEFORE, BEFORE).same


def test_a_row_that_is_widened_moves_combinations() -> None:
    after = replace(BEFORE, outcomes=first(("one", is_("a", "x y")), ELSE))
    assert compare(BEFORE, after).changes == (Change("outcome", "", "rest", "one", 2, (("a", "y"), ("b", "x"))),)


def test_rows_written_another_way_change_nothing() -> None:
    after = replace(BEFORE, outcomes=first(("rest", is_("a", "y z")), ("one", Const(True))))
    assert compare(BEFORE, after).same


def test_actions_and_verdicts_come_and_go() -> None:
    after = replace(
        BEFORE,
        plan=plan(("walk", both(is_("b", "x"), is_("a", "x"))), ("read", is_("a", "z"))),
        verdicts={"train": first(("open", is_("a", "x y")), ("closed", Const(True)))},
    )
    assert compare(BEFORE, after).changes == (
        Change("verdict", "train", None, "closed", 2, (("a", "z"), ("b", "x"))),
        Change("plan", "walk", "given", None, 2, (("a", "y"), ("b", "x"))),
        Change("plan", "read", None, "given", 2, (("a", "z"), ("b", "x"))),
    )


def test_a_new_question_is_named_and_its_answers_are_part_of_the_example() -> None:
    after = script(
        {"a": "x y z", "b": "x y", "c": "x y"},
        ["ask a", ("ask c", is_("a", "x")), "ask b"],
        first(("one", both(is_("a", "x"), is_("c", "x"))), ELSE),
        BEFORE.plan,
        BEFORE.verdicts,
    )
    found = compare(BEFORE, after)
    assert (found.added, found.removed) == (("c",), ())
    assert found.changes == (Change("outcome", "", "one", "rest", 2, (("a", "x"), ("c", "y"), ("b", "x"))),)
    back = compare(after, BEFORE)
    assert (back.added, back.removed, [change.after for change in back.changes]) == ((), ("c",), ["one"])


def test_asking_in_another_order_changes_nothing() -> None:
    after = replace(BEFORE, nodes=script(dict(VALUES), ["ask b", "ask a"]).nodes)
    assert compare(BEFORE, after).same


def test_a_new_option_was_not_offered_before() -> None:
    after = replace(BEFORE, variables={**BEFORE.variables, "a": Variable("a", ("x", "y", "z", "w"), "a")})
    assert compare(BEFORE, after).changes[0] == Change("outcome", "", NOT_OFFERED, "rest", 2, (("a", "w"), ("b", "x")))


def test_something_newly_told_is_a_change() -> None:
    after = replace(BEFORE, nodes=script(dict(VALUES), ["ask a", ("tell call", is_("a", "x")), "ask b"]).nodes)
    assert compare(BEFORE, after).changes == (Change("told", "call", None, "given", 2, (("a", "x"), ("b", "x"))),)


def test_a_question_that_more_readers_are_asked_is_a_change() -> None:
    kept = replace(BEFORE, nodes=script(dict(VALUES), ["ask a", ("ask b", is_("a", "x"))]).nodes, plan=None)
    after = replace(kept, nodes=script(dict(VALUES), ["ask a", ("ask b", is_("a", "x y"))]).nodes)
    assert compare(kept, after).changes == (Change("asked", "b", None, "asked", 2, (("a", "y"), ("b", "x"))),)


def test_what_takes_too_many_states_is_said_to_be_uncounted() -> None:
    after = replace(BEFORE, outcomes=first(("one", is_("a", "x y")), ELSE))
    found = compare(BEFORE, after, budget=2)
    assert (found.changes, found.uncounted[0], found.same) == ((), ("outcome", ""), False)


def walked(program: Program, profile: Mapping[str, str]) -> tuple[str | None, frozenset[str], str | None]:
    """(result, questions met, the question whose answer the program does not know)."""
    for run in all_runs(program):
        if all(profile[name] == value for name, value in run.answers):
            return run.outcome, frozenset(run.values), None
    known: list[str] = []
    while True:
        # No run has these answers: the first question that no longer fits bars the way.
        fitting = [run for run in all_runs(program) if all(profile[k] == dict(run.answers).get(k) for k in known)]
        name = fitting[0].answers[len(known)][0]
        if profile[name] not in program.variables[name].values:
            return NOT_OFFERED, frozenset((*known, name)), name
        known.append(name)


@settings(max_examples=80, deadline=None)
@given(programs, programs)
def test_moves_between_outcomes_are_those_of_brute_force(before: Program, after: Program) -> None:
    # Each knows an answer that the other does not.
    before = replace(before, variables={**before.variables, "a": Variable("a", ("x", "y"), "a")})
    after = replace(after, variables={**after.variables, "d": Variable("d", ("y", "n"), "d")})
    wanted: dict[frozenset[tuple[str, str]], tuple[str | None, str | None]] = {}
    for values in product("xyz", ("yes", "no"), ("yes", "no", "not-sure"), "xyn"):
        profile = dict(zip("abcd", values, strict=True))
        (one, met, barred), (other, also_met, also_barred) = walked(before, profile), walked(after, profile)
        seen = frozenset((name, profile[name]) for name in met | also_met)
        if (barred and barred not in also_met) or (also_barred and also_barred not in met):
            continue
        wanted[seen] = (one, other)
    old, new = without_cycles(before), without_cycles(after)
    found = together(
        Machine(before, old, outcome_probe(before, old)), Machine(after, new, outcome_probe(after, new)), 100_000
    )
    assert not isinstance(found, OverBudget)
    joint, pairs = found
    assert {pairs[int(str(key))]: count for key, count in joint.counts().items()} == Counter(wanted.values())
    for n, pair in enumerate(pairs):
        example = joint.shortest(lambda ended, n=n: isinstance(ended, Ended) and ended.result == str(n))  # type: ignore[misc]
        assert example is not None
        assert wanted[frozenset(example)] == pair
