"""P15: which reader is told something that a record says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.diagnostics import Severity
from generator.logic.expressions import ALWAYS, some
from generator.logic.program import Asked, Expression, Program
from generator.logic.verify.endings import Ending, at_ending, endings
from generator.logic.verify.finding import Budget, Finding, Limits, NotProvedError
from generator.logic.verify.prover import Prover

CODE, PROPERTY = "KB344", "P15"
Teller = tuple[str, str]
"""Kind and id of a record."""


def told_of(program: Program, limits: Limits, tellers: Sequence[Teller], suggestion: str) -> Finding | None:
    """The shortest reader who meets one of the records, and how many do; None if nobody does or it was too costly.

    A question is met by who is asked it, an action by who is given it; the flow and the paths it judges by all.
    """
    prover = Prover(program, limits, Budget())
    with prover.clauses:
        try:
            ways = [(way, some(_met(prover, way, tellers))) for way in endings(prover)]
            found = [example for way, met in ways if (example := at_ending(prover, way, met))]
        except NotProvedError:
            found = []
    if not found:
        return None
    shortest = min(found, key=lambda example: len(example.witness))
    counts = [example.count for example in found if example.count is not None]
    count = sum(counts) if len(counts) == len(found) else None
    at = prover.start()
    return Finding(CODE, PROPERTY, Severity.WARNING, "", at, shortest.witness, shortest.reduced, count, suggestion)


def _met(prover: Prover, way: Ending, tellers: Sequence[Teller]) -> Iterator[Expression]:
    plan, told = prover.plan(), prover.told()
    for kind, id_ in tellers:
        if kind == "question":
            yield from (Asked(name) for name, it in prover.program.variables.items() if it.question == id_)
        elif kind == "action":
            whens = [when for given in (plan, told) if (when := given.get(id_)) is not None]
            met = way.met(id_, some(whens) if whens else None)
            yield from (met,) if met is not None else ()
        else:
            yield ALWAYS
