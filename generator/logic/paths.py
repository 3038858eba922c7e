"""The paths through a flow, one for each combination of answers: listed, or counted by the outcome they end at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.logic.acyclic import without_cycles
from generator.logic.machine import Machine
from generator.logic.program import Program
from generator.logic.shares import outcome_probe, shares
from generator.logic.sweep import STATES, Asking, OverBudget, Sweep, Witness, sweep


@dataclass(frozen=True)
class Ending:
    """An outcome: how many paths end there, its share of readers if all answers are equally likely, an example.

    None where it would have needed too many states to know.
    """

    outcome: str
    count: int | None
    weight: float | None
    example: Witness | None


@dataclass(frozen=True)
class Paths:
    """How many paths there are, where they end, and, if they are few enough, each with its outcome."""

    count: int | None
    endings: tuple[Ending, ...]
    listed: tuple[tuple[Witness, str | None], ...] | None = None


def paths(program: Program, limit: int = 0, budget: int = STATES) -> Paths:
    """The paths of a program; they are listed if there are no more than `limit`."""
    acyclic = without_cycles(program)
    found = shares(program, acyclic, budget)
    swept = sweep(Machine(program, acyclic, outcome_probe(program, acyclic)), budget)
    whole = None if isinstance(swept, OverBudget) else swept
    endings = tuple(
        Ending(name, count, found.weights[name], _example(whole, name)) for name, count in found.outcomes.items()
    )
    few = whole is not None and found.combinations is not None and found.combinations <= limit
    return Paths(found.combinations, endings, tuple(every_run(whole)) if few and whole else None)


def every_run(swept: Sweep) -> Iterator[tuple[Witness, str | None]]:
    """Each run with the result it ends with, in the order of the answers."""
    yield from _from(swept, swept.start[1], ())


def _from(swept: Sweep, at: int, before: Witness) -> Iterator[tuple[Witness, str | None]]:
    state = swept.states[at]
    if not isinstance(state, Asking):
        yield before, state.result
        return
    leads = {value: way.to for way in state.ways for value in way.values}
    for value in state.variable.values:
        if value in leads:
            yield from _from(swept, leads[value], (*before, (state.variable.id, value)))


def _example(swept: Sweep | None, outcome: str) -> Witness | None:
    return swept.shortest(lambda ended: ended.result == outcome) if swept else None


def percent(share: float) -> str:
    """A share from 0 to 1 for people: "12 %", "0.4 %", "< 0.1 %"."""
    if 0 < share < 0.001:
        return "< 0.1 %"
    return f"{share:.0%}".replace("%", " %") if share >= 0.0995 or share == 0 else f"{share:.1%}".replace("%", " %")
