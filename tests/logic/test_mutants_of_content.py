"""Slips in the real flows, one at a time: each is caught or changes nothing.

Journeys, properties and the covering set catch them; the covering set, where one of its readers gets something else
than its file says, which `kb cover --check` then reports. What none catches must be shown to behave as the flow did.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache

import pytest

from generator.checks.proofs import limits
from generator.commands import chosen, readable
from generator.knowledge import KnowledgeBase
from generator.logic.compare import compare
from generator.logic.covering import covering
from generator.logic.journeys import expected
from generator.logic.program import Branch, Const, In, Program, Table
from generator.logic.sweep import OverBudget
from generator.logic.telling import telling
from generator.logic.verify import verify
from generator.logic.walk import Result, walk, winning
from generator.model import Flow, JourneyFile
from tests.build.project import ROOT
from tests.logic.verify.test_mutants import dropped, misspelled_guards, parts, put, rewritten, swapped

STOPPING = ("P2", "P3", "P4", "P5", "P7", "P8", "P11")


def unguarded(program: Program) -> Iterator[Program]:
    """Each guard dropped: what it guards comes for everybody."""
    for n, node in enumerate(program.nodes):
        if isinstance(node, Branch) and not isinstance(node.arms[0][0], Const):
            always = ((Const(True), node.arms[0][1]),)
            yield replace(program, nodes=(*program.nodes[:n], replace(node, arms=always), *program.nodes[n + 1 :]))


def widened_guards(program: Program) -> Iterator[Program]:
    for n, node in enumerate(program.nodes):
        for arm, (when, target) in enumerate(node.arms if isinstance(node, Branch) else ()):
            assert isinstance(node, Branch)
            for part in parts(when):
                for value in program.variables[part.variable].values:
                    if value not in part.values:
                        new = put(when, part, In(part.variable, part.values | {value}))
                        arms = (*node.arms[:arm], (new, target), *node.arms[arm + 1 :])
                        nodes = (*program.nodes[:n], replace(node, arms=arms), *program.nodes[n + 1 :])
                        yield replace(program, nodes=nodes)


SLIPS: dict[str, Callable[[Program], Iterator[Program]]] = {
    "a row dropped": dropped,
    "two rows swapped": swapped,
    "a condition widened": lambda program: rewritten(program, misspelled=False),
    "an answer misspelled": lambda program: rewritten(program, misspelled=True),
    "a guard dropped": unguarded,
    "a guard widened": widened_guards,
    "an answer misspelled in a guard": misspelled_guards,
}


@cache
def knowledge() -> KnowledgeBase:
    return readable(ROOT / "content")


@cache
def flows() -> Mapping[str, Program]:
    return chosen(knowledge(), None)


@cache
def readers(flow: str) -> tuple[tuple[dict[str, str], Result], ...]:
    """The covering set with what each of its readers gets."""
    program = flows()[flow]
    found = covering(program)
    assert not isinstance(found, OverBudget)
    return tuple((dict(reader), walk(program, dict(reader))) for reader in telling(program, found))


@cache
def judged(flow: str) -> tuple[dict[str, set[str]], ...]:
    """By table, what each reader of the covering set who comes to an end is judged to be and given to do."""
    tables = judging(flows()[flow])
    return tuple({name: won(table, was) for name, table in tables.items()} for _, was in ended(flow))


def ended(flow: str) -> list[tuple[dict[str, str], Result]]:
    return [(values, was) for values, was in readers(flow) if was.outcome is not None]


def judging(program: Program) -> dict[str, Table | None]:
    """The tables that all read at their end, whatever their way and outcome."""
    return {**program.verdicts, "the plan": program.plan}


def won(table: Table | None, was: Result) -> set[str]:
    return {row.result for row in winning(table, dict(was.asked))}


def judged_otherwise(flow: str, mutant: Program) -> bool:
    """Whether a reader of the covering set gets another verdict or plan, where all else is as it was.

    As walking all of them anew would say, but reading only the table with the slip.
    """
    tables, before = judging(mutant), judging(flows()[flow])
    changed = [name for name in tables if tables[name] != before[name]]
    return any(
        won(tables[name], was) != it[name]
        for name in changed
        for (_, was), it in zip(ended(flow), judged(flow), strict=True)
    )


def caught(flow: str, mutant: Program) -> bool:
    record = knowledge().entries["flow"][flow].record
    assert isinstance(record, Flow)
    files = [entry.record for entry in knowledge().of("journey", JourneyFile) if entry.record.flow == flow]
    same_way = mutant.nodes == flows()[flow].nodes
    same_end = same_way and mutant.outcomes == flows()[flow].outcomes
    # Of programs that differ in a table only, comparing is quick; of others, proving is.
    return (
        (judged_otherwise(flow, mutant) if same_end else walked_otherwise(flow, mutant))
        or any(any(expected(journey, record, mutant, knowledge())) for file in files for journey in file.journeys)
        or (same_way and compare(flows()[flow], mutant).same)
        or bool(verify(mutant, limits(record, mutant, knowledge()), properties=STOPPING).findings)
        or (not same_way and compare(flows()[flow], mutant).same)
    )


def walked_otherwise(flow: str, mutant: Program) -> bool:
    return any(got(walk(mutant, values)) != got(was) for values, was in readers(flow))


def got(result: Result) -> tuple[object, ...]:
    """What the file of a covering set says about a reader."""
    return (
        result.outcome,
        set(result.plan),
        result.told,
        dict(result.verdicts),
        [name for name, _ in result.asked],
        result.next,
    )


@pytest.mark.parametrize("flow", sorted(path.stem for path in (ROOT / "content" / "flows").glob("*.yml")))
def test_a_slip_in_a_real_flow_is_caught_or_changes_nothing(flow: str) -> None:
    missed = {
        name: len([mutant for mutant in slip(flows()[flow]) if not caught(flow, mutant)])
        for name, slip in SLIPS.items()
    }
    assert missed == dict.fromkeys(SLIPS, 0)
