"""Where runs end, told apart by the actions that their outcome itself asks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.logic.expressions import ALWAYS, every, some
from generator.logic.program import Expression, Not, Stop
from generator.logic.verify.prover import Example, Nodes, Prover, winning


@dataclass(frozen=True, slots=True)
class Ending:
    """Runs that come to these nodes while the condition holds get these actions with their outcome."""

    nodes: Nodes
    when: Expression = ALWAYS
    outcome: str = ""
    actions: frozenset[str] = frozenset()

    def met(self, action: str, otherwise: Expression | None) -> Expression | None:
        """When a reader who ends here is given the action; None if never."""
        return ALWAYS if action in self.actions else otherwise


def endings(prover: Prover) -> Iterator[Ending]:
    """Every way to end: all that end at outcomes without actions of their own, then each outcome with some."""
    own = {outcome: frozenset(actions) for outcome, actions in prover.limits.given.items() if actions}
    rows = [(row.result, when) for row, when in winning(prover.program.outcomes)] if prover.program.outcomes else []
    nodes = prover.program.nodes
    stops = {
        outcome: [n for n, node in enumerate(nodes) if isinstance(node, Stop) and node.outcome == outcome]
        for outcome in own
    }
    decided = {outcome: [when for result, when in rows if result == outcome] for outcome in own}
    others = [when for whens in decided.values() for when in whens]
    if not others:
        yield Ending(prover.ends - prover.copies(n for found in stops.values() for n in found))
    else:
        yield Ending(prover.ends - prover.deciding - prover.copies(n for found in stops.values() for n in found))
        yield Ending(prover.deciding, Not(some(others)))
    for outcome, actions in own.items():
        if stops[outcome]:
            yield Ending(prover.copies(stops[outcome]), ALWAYS, outcome, actions)
        if decided[outcome]:
            yield Ending(prover.deciding, some(decided[outcome]), outcome, actions)


def at_ending(prover: Prover, ending: Ending, when: Expression) -> Example | None:
    """The shortest run that ends there while the condition holds."""
    return prover.example(ending.nodes, when if ending.when == ALWAYS else every((ending.when, when)))


def possible_at(prover: Prover, ending: Ending, when: Expression) -> bool:
    """Whether some run ends there while the condition holds."""
    return prover.possible(ending.nodes, every((ending.when, when)))
