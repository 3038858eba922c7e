"""How many combinations end in each outcome, and how many readers if every answer is equally likely.

The two differ: a question with many answers multiplies the combinations behind it, not the readers.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.logic.acyclic import Acyclic
from generator.logic.expressions import ALWAYS
from generator.logic.machine import Machine, Probe
from generator.logic.program import Decide, Program, Stop
from generator.logic.sweep import HIT, STATES, OverBudget, Sweep, runs, sweep


@dataclass(frozen=True)
class Shares:
    """Numbers of combinations, and shares of readers; None where counting would have needed too many states."""

    combinations: int | None
    outcomes: dict[str, int | None]
    weights: dict[str, float | None]


def outcome_probe(program: Program, acyclic: Acyclic) -> Probe:
    """Ends each run with its outcome; a run without one ends with None."""
    rows = program.outcomes.rows if program.outcomes else ()
    table = tuple((row.result, row.when) for row in rows)
    ends = {
        n: ((node.outcome, ALWAYS),) if isinstance(node, Stop) else table
        for n, node in enumerate(acyclic.nodes)
        if isinstance(node, Stop | Decide)
    }
    # Looking also where there is nothing to see has every run followed to its last question.
    return {**dict.fromkeys(acyclic.sinks(), ()), **ends}


def shares(program: Program, acyclic: Acyclic, budget: int = STATES) -> Shares:
    """The number of combinations, in all and for each outcome in the order of the program."""
    rows = program.outcomes.rows if program.outcomes else ()
    stops = [node.outcome for node in program.nodes if isinstance(node, Stop)]
    names = list(dict.fromkeys([*(row.result for row in rows), *stops]))
    total = runs(program, acyclic, budget)
    combinations = None if isinstance(total, OverBudget) else sum(total.counts().values())
    probe = outcome_probe(program, acyclic)
    # All at once is quickest for most flows; a big table is counted an outcome at a time, each on its own slice.
    together = sweep(Machine(program, acyclic, probe), min(budget, 20_000))
    if not isinstance(together, OverBudget):
        found, weights = together.counts(), together.weights()
        return Shares(
            combinations,
            {name: found.get(name, 0) for name in names},
            {name: weights.get(name, 0.0) for name in names},
        )
    alone = {name: _alone(program, acyclic, probe, name, budget) for name in names}
    return Shares(
        combinations,
        {name: swept.counts().get(HIT, 0) if swept else None for name, swept in alone.items()},
        {name: swept.weights().get(HIT, 0.0) if swept else None for name, swept in alone.items()},
    )


def _alone(program: Program, acyclic: Acyclic, probe: Probe, name: str, budget: int) -> Sweep | None:
    """The runs that end in one outcome: rows before its own matter only where the first hit decides."""
    first = program.outcomes is not None and program.outcomes.policy == "first"
    only: Probe = {
        n: tuple((HIT if result == name else None, when) for result, when in rows if first or result == name)
        for n, rows in probe.items()
    }
    swept = sweep(Machine(program, acyclic, only), budget)
    return None if isinstance(swept, OverBudget) else swept
