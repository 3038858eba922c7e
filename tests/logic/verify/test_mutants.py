"""Slips that editors make, one at a time: each is caught by a named property, or changes nothing for anybody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from generator.logic.compare import compare
from generator.logic.expressions import inside
from generator.logic.program import (
    All,
    AtLeast,
    Branch,
    Const,
    Expression,
    HitPolicy,
    In,
    Not,
    Program,
    Row,
    Table,
)
from generator.logic.verify import Limits, verify
from tests.logic.programs import both, either, first, is_, plan, script, table

LIMITS = Limits(
    at_most=2, horizons={"walk": "now", "swim": "now", "read": "later", "rest": "later"}, required=("now", "later")
)

EXACT = script(
    {"a": "x y z", "b": "x y", "c": "x y not-sure"},
    ["ask a", ("ask b", is_("a", "x y")), ("stop early", is_("a", "z")), "ask c"],
    table(
        ("one", both(is_("a", "x"), is_("c", "x y"))),
        ("two", both(is_("a", "y"), is_("b", "x"), is_("c", "x y"))),
        ("three", both(is_("a", "y"), is_("b", "y"), is_("c", "x y"))),
        ("four", is_("c", "not-sure")),
    ),
    plan(
        ("walk", either(is_("a", "x z"), both(is_("a", "y"), is_("b", "x")))),
        ("swim", both(is_("a", "y"), is_("b", "y"))),
        ("read", is_("a", "x y")),
        ("rest", is_("a", "z")),
    ),
    {"train": table(("open", is_("a", "x y")), ("closed", is_("a", "z")))},
)

NARROW_TO_WIDE = script(
    {"a": "x y z", "b": "x y"},
    ["ask a", "ask b"],
    first(("one", both(is_("a", "x"), is_("b", "x"))), ("two", is_("a", "x y")), ("three", is_("a", "x y z"))),
)


def parts(e: Expression) -> Iterator[In]:
    if isinstance(e, In):
        yield e
    for item in inside(e):
        yield from parts(item)


def put(e: Expression, old: In, new: In) -> Expression:
    if e is old:
        return new
    if isinstance(e, Not):
        return Not(put(e.item, old, new))
    if isinstance(e, All):
        return All(tuple(put(item, old, new) for item in e.items))
    if isinstance(e, AtLeast):
        return AtLeast(e.number, tuple(put(item, old, new) for item in e.items))
    return e


def with_rows(program: Program, old: Table, rows: tuple[Row, ...]) -> Program:
    new = replace(old, rows=rows)
    if old is program.outcomes:
        return replace(program, outcomes=new)
    if old is program.plan:
        return replace(program, plan=new)
    return replace(program, verdicts={path: new if t is old else t for path, t in program.verdicts.items()})


def tables(program: Program) -> list[Table]:
    return [t for t in (program.outcomes, *program.verdicts.values(), program.plan) if t is not None]


def dropped(program: Program) -> Iterator[Program]:
    for old in tables(program):
        for n in range(len(old.rows)):
            yield with_rows(program, old, old.rows[:n] + old.rows[n + 1 :])


def swapped(program: Program) -> Iterator[Program]:
    for old in tables(program):
        for n in range(len(old.rows) - 1):
            rows = list(old.rows)
            rows[n], rows[n + 1] = rows[n + 1], rows[n]
            yield with_rows(program, old, tuple(rows))


def rewritten(program: Program, misspelled: bool) -> Iterator[Program]:
    """One value more, or one value misspelled, in one place of a table."""
    for old in tables(program):
        for n, row in enumerate(old.rows):
            for part in parts(row.when):
                spare = [v for v in program.variables[part.variable].values if v not in part.values]
                news = (
                    [part.values - {value} | {value + "e"} for value in part.values]
                    if misspelled
                    else [part.values | {value} for value in spare]
                )
                for values in news:
                    when = put(row.when, part, In(part.variable, frozenset(values)))
                    yield with_rows(program, old, (*old.rows[:n], replace(row, when=when), *old.rows[n + 1 :]))


def misspelled_guards(program: Program) -> Iterator[Program]:
    for n, node in enumerate(program.nodes):
        if isinstance(node, Branch):
            (when, target), *rest = node.arms
            for part in parts(when):
                for value in part.values:
                    new = put(when, part, In(part.variable, part.values - {value} | {value + "e"}))
                    arms = ((new, target), *rest)
                    nodes = (*program.nodes[:n], replace(node, arms=arms), *program.nodes[n + 1 :])
                    yield replace(program, nodes=nodes)


def survivors(program: Program, mutants: Iterator[Program]) -> list[Program]:
    """Mutants that behave otherwise for somebody although no property fails."""
    return [mutant for mutant in mutants if not verify(mutant, LIMITS).findings and not compare(program, mutant).same]


def test_the_originals_have_no_finding() -> None:
    assert verify(EXACT, LIMITS).findings == ()
    assert verify(NARROW_TO_WIDE, LIMITS).findings == ()


@pytest.mark.parametrize(
    "mutants",
    [
        pytest.param(list(dropped(EXACT)), id="a row dropped"),
        pytest.param(list(rewritten(EXACT, misspelled=False)), id="a condition widened"),
        pytest.param(list(rewritten(EXACT, misspelled=True)), id="an answer misspelled"),
        pytest.param(list(misspelled_guards(EXACT)), id="an answer misspelled in a guard"),
        pytest.param(list(swapped(EXACT)), id="two rows swapped"),
    ],
)
def test_a_slip_is_caught_or_changes_nothing(mutants: list[Program]) -> None:
    assert mutants
    assert survivors(EXACT, iter(mutants)) == []


def test_swapping_unique_rows_changes_nothing_and_swapping_first_hit_rows_is_caught() -> None:
    assert all(compare(EXACT, mutant).same for mutant in swapped(EXACT))
    for mutant in swapped(NARROW_TO_WIDE):
        assert verify(mutant, LIMITS).findings[0].property == "P3"
    assert NARROW_TO_WIDE.outcomes is not None
    assert NARROW_TO_WIDE.outcomes.policy is HitPolicy.FIRST
    assert Const(True) not in [row.when for row in NARROW_TO_WIDE.outcomes.rows]
