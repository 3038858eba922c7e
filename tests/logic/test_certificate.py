"""The certificate says what was counted and proved, and nothing else."""

from __future__ import annotations

import datetime
from dataclasses import replace

from hypothesis import given, settings

from generator.logic.certificate import Certificate, Share, certificate, least_actions
from generator.logic.program import Const, Program
from generator.logic.verify import PROPERTIES, verify
from tests.logic.programs import all_runs, held_rows, is_, plan, programs, script, table

DAY = datetime.date(2030, 5, 6)
PROGRAM = script(
    {"a": "x y", "b": "x y z"},
    ["ask a", ("ask b", is_("a", "x")), ("stop early", is_("b", "z"))],
    table(("one", is_("a", "x")), ("two", is_("a", "y"))),
    plan(("walk", Const(True)), ("swim", is_("a", "y"))),
)


def test_a_certificate_has_the_figures_of_the_flow() -> None:
    found = certificate(PROGRAM, verify(PROGRAM))
    outcomes = (Share("one", 2, 4), Share("two", 1, 4), Share("early", 1, 4))
    assert found == Certificate(
        "sample", 4, 1, 2, outcomes, 1, tuple(name for name in PROPERTIES if name not in ("P4",))
    )
    assert [share.part for share in found.outcomes] == [0.5, 0.25, 0.25]
    assert found.sentence(DAY) == (
        "4 combinations of answers, each reaches exactly one result; every plan has at least 1 action; "
        "proved on 2030-05-06"
    )


def test_what_was_not_counted_is_not_claimed() -> None:
    found = certificate(PROGRAM, verify(PROGRAM, properties=("P2",)), budget=1)
    assert (found.combinations, found.fewest_questions, found.outcomes[0].part) == (None, None, None)
    assert found.sentence(DAY).startswith("more combinations of answers than were counted; every plan")


def test_nothing_about_a_plan_is_claimed_for_a_flow_without_one() -> None:
    report = verify(replace(PROGRAM, plan=None), properties=("P7", "P8", "P11"))
    assert (report.findings, report.proved, report.not_met) == ((), ("P7",), ("P8", "P11"))


@settings(max_examples=80, deadline=None)
@given(programs)
def test_the_shortest_plan_is_that_of_brute_force(program: Program) -> None:
    sizes = [len(set(held_rows(program.plan, run.values))) for run in all_runs(program) if run.finished]
    assert least_actions(program) == (min(sizes) if sizes and program.plan else None)
