"""Which actions and verdicts come with which outcome: with everybody's, or for some answers only."""

from __future__ import annotations

from collections.abc import Iterator

from generator.logic.expressions import ALWAYS, every
from generator.logic.program import Expression, Not, Program, Stop
from generator.logic.verify import Budget, Limits
from generator.logic.verify.prover import Nodes, Prover, winning


def actions_by_outcome(program: Program) -> dict[str, dict[str, bool]]:
    """For each outcome that somebody reaches its actions, planned or told, each with whether all get it there."""
    prover = Prover(program, Limits(), Budget())
    with prover.clauses:
        met = {**prover.told(), **prover.plan()}
        return {
            outcome: {
                action: not any(_meets(prover, place, Not(when)) for place in places)
                for action, when in met.items()
                if any(_meets(prover, place, when) for place in places)
            }
            for outcome, places in _places(prover).items()
            if any(_meets(prover, place, ALWAYS) for place in places)
        }


def verdicts_by_outcome(program: Program) -> dict[str, dict[str, tuple[int, ...]]]:
    """For each outcome that somebody reaches, and each path, the rows of the path's table that can win there."""
    prover = Prover(program, Limits(), Budget())
    with prover.clauses:
        return {
            outcome: {
                path: tuple(
                    number
                    for number, (_, when) in enumerate(winning(table))
                    if any(_meets(prover, place, when) for place in places)
                )
                for path, table in program.verdicts.items()
            }
            for outcome, places in _places(prover).items()
            if any(_meets(prover, place, ALWAYS) for place in places)
        }


Place = tuple[Nodes, Expression]
"""Nodes, and what must hold there."""


def _meets(prover: Prover, place: Place, when: Expression) -> bool:
    return prover.possible(place[0], every((place[1], when)))


def _places(prover: Prover) -> dict[str, list[Place]]:
    """Where each outcome is reached, in the order of the program."""
    found: dict[str, list[Place]] = {}
    for outcome, place in (*_decided(prover), *_stopped(prover)):
        found.setdefault(outcome, []).append(place)
    return found


def _decided(prover: Prover) -> Iterator[tuple[str, Place]]:
    if prover.program.outcomes is not None:
        for row, when in winning(prover.program.outcomes):
            yield row.result, (prover.deciding, when)


def _stopped(prover: Prover) -> Iterator[tuple[str, Place]]:
    for n, node in enumerate(prover.program.nodes):
        if isinstance(node, Stop):
            yield node.outcome, (prover.copies([n]), ALWAYS)
