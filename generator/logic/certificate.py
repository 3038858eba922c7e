"""What was proved about a flow, in one line for readers and in full for editors."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from generator.logic.acyclic import without_cycles
from generator.logic.expressions import some
from generator.logic.program import AtLeast, Expression, Not, Program
from generator.logic.sat import Clauses, Runs
from generator.logic.shares import shares
from generator.logic.sweep import STATES, OverBudget, runs
from generator.logic.verify import Report

MEANINGS = {
    "P2": "every way ends at an outcome",
    "P3": "no way ends at two",
    "P4": "no condition reads what was not asked",
    "P5": "everything comes true for somebody",
    "P6": "no guard holds for everybody",
    "P7": "nobody goes round for ever",
    "P8": "every plan keeps its limits",
    "P9": "every answer changes something",
    "P10": "no way is too long, no outcome for almost nobody or everybody unless it is meant",
    "P11": "who is not sure has something to do",
}
"""The properties in words."""


@dataclass(frozen=True)
class Share:
    """An outcome, and how many of all combinations end there; None where it was not counted."""

    outcome: str
    count: int | None
    of: int | None

    @property
    def part(self) -> float | None:
        """The part of all combinations, from 0 to 1."""
        return self.count / self.of if self.count is not None and self.of else None


@dataclass(frozen=True)
class Certificate:
    """The figures of a flow; None where something was not counted or there is no plan."""

    flow: str
    combinations: int | None
    fewest_questions: int | None
    most_questions: int | None
    outcomes: tuple[Share, ...]
    least_actions: int | None
    proved: tuple[str, ...]

    def sentence(self, day: datetime.date | None = None) -> str:
        """The line for readers, such as "412,000 combinations of answers, each reaches exactly one result; …".

        Without a day it is the same on every day.
        """
        number = "more combinations of answers than were counted"
        if self.combinations is not None:
            number = f"{self.combinations:,} combination{'s' * (self.combinations != 1)} of answers"
        parts = [number + (", each reaches exactly one result" if {"P2", "P3", "P7"} <= set(self.proved) else "")]
        if self.least_actions:
            parts.append(f"every plan has at least {self.least_actions} action{'s' * (self.least_actions != 1)}")
        return "; ".join([*parts, f"proved on {day.isoformat()}" if day else "proved on every build"])


def certificate(program: Program, report: Report, budget: int = STATES) -> Certificate:
    """The certificate of a program, given what was proved about it."""
    acyclic = without_cycles(program)
    swept = runs(program, acyclic, budget)
    counted = shares(program, acyclic, budget)
    fewest, most = (None, None) if isinstance(swept, OverBudget) else swept.questions()
    return Certificate(
        program.id,
        counted.combinations,
        fewest,
        most,
        tuple(Share(name, count, counted.combinations) for name, count in counted.outcomes.items()),
        least_actions(program),
        report.proved,
    )


def least_actions(program: Program) -> int | None:
    """The number of actions in the shortest plan anybody gets; None without a plan, or where it was not settled."""
    if program.plan is None:
        return None
    whens: dict[str, list[Expression]] = {}
    for row in program.plan.rows:
        whens.setdefault(row.result, []).append(row.when)
    actions = tuple(some(when) for when in whens.values())
    acyclic = without_cycles(program)
    with Clauses() as clauses:
        found = Runs(program, acyclic, clauses)
        for number in range(len(actions) + 1):
            answer = clauses.solve([found.hit(acyclic.ends(), Not(AtLeast(number + 1, actions)))])
            if answer is not False:
                return number if answer else None
    return None
