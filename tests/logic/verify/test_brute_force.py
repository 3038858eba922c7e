"""The checker checked: each property fails exactly when trying every run says so."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given, settings

from generator.logic.program import (
    All,
    Ask,
    Asked,
    AtLeast,
    Branch,
    Const,
    Expression,
    HitPolicy,
    In,
    Not,
    Program,
    Stop,
    Table,
    Tell,
)
from generator.logic.verify import Limits, verify
from tests.logic.programs import ACTIONS, Run, all_runs, held_rows, holds, programs
from tests.logic.verify.reports import fails, findings


def tables(program: Program) -> list[tuple[Table, bool]]:
    """Each table, and whether it is read by every finished run."""
    found = [(table, True) for table in program.verdicts.values()]
    return [(program.outcomes, False), *found] if program.outcomes else found


def readers(program: Program, runs: list[Run], everybody: bool) -> list[Run]:
    stops = {n for n, node in enumerate(program.nodes) if isinstance(node, Stop)}
    return [run for run in runs if run.finished and (everybody or run.passed[-1][0] not in stops)]


@settings(max_examples=120, deadline=None)
@given(programs)
def test_p2_fails_when_a_run_is_stuck_or_meets_no_row(program: Program) -> None:
    runs = all_runs(program)
    gaps = any(run.way == "stuck" for run in runs) or any(
        not held_rows(table, run.values)
        for table, everybody in tables(program)
        for run in readers(program, runs, everybody)
    )
    assert fails(program, "P2") == gaps
    for found in findings(program, "P2"):
        if found.origin.loc == ("outcomes",) and found.message.startswith("no row of the outcomes"):
            hits = [run for run in runs if run.way == "no row"]
            assert found.count == len(hits)
            assert len(found.witness) == min(len(run.answers) for run in hits)


@settings(max_examples=120, deadline=None)
@given(programs)
def test_p3_fails_when_rows_hold_together_or_never_win(program: Program) -> None:
    runs = all_runs(program)
    wrong = False
    for table, everybody in tables(program):
        held = [
            [n for n, row in enumerate(table.rows) if holds(row.when, run.values)]
            for run in readers(program, runs, everybody)
        ]
        if table.policy is HitPolicy.UNIQUE:
            wrong |= any(len(rows) > 1 for rows in held)
        else:
            wrong |= bool({n for rows in held for n in rows} - {rows[0] for rows in held if rows})
    assert fails(program, "P3") == wrong


def kleene(e: Expression, values: Mapping[str, str]) -> bool | None:
    match e:
        case Const():
            return e.value
        case In():
            return values[e.variable] in e.values if e.variable in values else None
        case Asked():
            return e.variable in values
        case Not():
            inner = kleene(e.item, values)
            return None if inner is None else not inner
        case All():
            return kleene(AtLeast(len(e.items), e.items), values)
        case AtLeast():
            found = [kleene(item, values) for item in e.items]
            if found.count(True) >= e.number:
                return True
            return None if found.count(True) + found.count(None) >= e.number else False


def reading(program: Program, runs: list[Run]) -> list[tuple[list[Expression], list[dict[str, str]]]]:
    """Conditions in the order they are tried, and the answers there were when that was done."""
    places: list[tuple[list[Expression], list[dict[str, str]]]] = []
    for n, node in enumerate(program.nodes):
        if isinstance(node, Branch):
            came = [dict(run.answers[:count]) for run in runs for at, count in run.passed if at == n]
            places.append(([when for when, _ in node.arms], came))
    for table, everybody in tables(program):
        ended = [run.values for run in readers(program, runs, everybody)]
        rows = [row.when for row in table.rows]
        places += [(rows, ended)] if table.policy is HitPolicy.FIRST else [([row], ended) for row in rows]
    if program.plan:
        ended = [run.values for run in readers(program, runs, True)]
        places += [([row.when], ended) for row in program.plan.rows]
    return places


@settings(max_examples=120, deadline=None)
@given(programs)
def test_p4_fails_when_a_condition_hangs_on_an_unasked_variable(program: Program) -> None:
    wrong = any(
        kleene(when, values) is None and not any(holds(earlier, values) for earlier in whens[:n])
        for whens, came in reading(program, all_runs(program))
        for n, when in enumerate(whens)
        for values in came
    )
    assert fails(program, "P4") == wrong


def met_by_nobody(program: Program, runs: list[Run]) -> tuple[bool, bool]:
    """Whether a guard or a row that reads something holds for nobody; whether a name is met by nobody."""
    dead = False
    for n, node in enumerate(program.nodes):
        came = [dict(run.answers[:count]) for run in runs for at, count in run.passed if at == n]
        for i, (when, _) in enumerate(node.arms if isinstance(node, Branch) and came else ()):
            earlier = [arm for arm, _ in node.arms[:i]]  # type: ignore[union-attr]
            taken = any(holds(when, v) and not any(holds(e, v) for e in earlier) for v in came)
            dead |= not taken and when != Const(True)
    for table, everybody in [*tables(program), *([(program.plan, True)] if program.plan else [])]:
        ended = readers(program, runs, everybody)
        dead |= any(bool(ended) and not any(holds(row.when, run.values) for run in ended) for row in table.rows)
    names = {("ask", node.variable) for node in program.nodes if isinstance(node, Ask)}
    names |= {("tell", node.action) for node in program.nodes if isinstance(node, Tell)}
    names |= {("end", node.outcome) for node in program.nodes if isinstance(node, Stop)}
    met = {("ask", name) for run in runs for name in run.values}
    met |= {("tell", action) for run in runs for action in run.told}
    met |= {("end", run.outcome) for run in runs if run.outcome}
    if program.outcomes and not readers(program, runs, False):
        names |= {("end", row.result) for row in program.outcomes.rows}
    return dead, not names <= met


@settings(max_examples=200, deadline=None)
@given(programs)
def test_p5_fails_when_something_is_met_by_nobody(program: Program) -> None:
    guard_or_row, name = met_by_nobody(program, all_runs(program))
    found = [one.message for one in findings(program, "P5")]
    assert bool(found) >= (guard_or_row or name)
    said_of_guards = [m for m in found if m.endswith("for nobody who comes here") or m.startswith("the ")]
    assert bool(said_of_guards) == guard_or_row
    assert name >= any(m.startswith("nobody comes") for m in found)


@settings(max_examples=120, deadline=None)
@given(programs)
def test_p7_fails_when_a_run_never_ends(program: Program) -> None:
    assert fails(program, "P7") == any(run.way == "endless" for run in all_runs(program))


@settings(max_examples=120, deadline=None)
@given(programs)
def test_p8_fails_when_a_plan_breaks_a_limit(program: Program) -> None:
    limits = Limits(at_least=1, at_most=2, horizons={"walk": "now"}, required=("now",), not_with=(("rest", "read"),))
    wrong = False
    for run in readers(program, all_runs(program), True):
        given_actions = set(held_rows(program.plan, run.values))
        met = given_actions | set(run.told)
        if program.plan:
            wrong |= not 1 <= len(given_actions) <= 2 or "walk" not in given_actions
        wrong |= {"rest", "read"} <= met
    assert fails(program, "P8", limits) == wrong


def effect(program: Program, run: Run) -> tuple[object, ...]:
    """All that a reader can notice of a run."""
    noticed = tuple(n for n, _ in run.passed if isinstance(program.nodes[n], Ask | Tell | Stop))
    if not run.finished:
        return run.way, noticed
    everything = [*program.verdicts.values(), *([program.plan] if program.plan else [])]
    at_decide = (
        held_rows(program.outcomes, run.values) if not isinstance(program.nodes[run.passed[-1][0]], Stop) else []
    )
    return noticed, frozenset(at_decide), *(frozenset(held_rows(table, run.values)) for table in everything)


def differ_in(name: str, one: Run, other: Run) -> bool:
    """Whether one reader could have met the one run and, with another answer to the question, the other."""
    a, b = one.values, other.values
    shared = (a.keys() & b.keys()) - {name}
    return name in a and a[name] != b.get(name) and all(a[key] == b[key] for key in shared)


@settings(max_examples=80, deadline=None)
@given(programs)
def test_p9_names_exactly_the_questions_that_change_nothing(program: Program) -> None:
    runs = all_runs(program)
    effects = [effect(program, run) for run in runs]
    idle = {
        name
        for name in program.variables
        if any(name in run.values for run in runs)
        and not any(
            effects[i] != effects[j]
            for i, one in enumerate(runs)
            for j, other in enumerate(runs)
            if differ_in(name, one, other)
        )
    }
    assert {found.message.split("“")[1].split("”")[0] for found in findings(program, "P9")} == idle


@settings(max_examples=120, deadline=None)
@given(programs)
def test_p11_fails_when_not_sure_ends_with_nothing_to_do(program: Program) -> None:
    wrong = program.plan is not None and any(
        "not-sure" in run.values.values() and not run.told and not held_rows(program.plan, run.values)
        for run in readers(program, all_runs(program), True)
    )
    assert fails(program, "P11") == wrong


@settings(max_examples=60, deadline=None)
@given(programs)
def test_every_property_is_settled_and_every_witness_is_a_run(program: Program) -> None:
    runs = {run.answers for run in all_runs(program)}
    begun = {run[:n] for run in runs for n in range(len(run) + 1)}
    for found in verify(program, Limits(not_with=(ACTIONS[:2],), after=(ACTIONS[:2], ACTIONS[1::-1]))).findings:
        assert found.code != "KB330"
        assert found.witness in begun
        assert set(found.reduced) <= set(found.witness)
