"""P9: every answer changes something later."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Severity
from generator.logic.program import Ask, Branch, Stop, Tell
from generator.logic.sat import Clauses, Runs
from generator.logic.verify.finding import Finding, NotProvedError
from generator.logic.verify.prover import Prover, winning

CODE, PROPERTY = "KB339", "P9"


def prove(prover: Prover) -> Iterator[Finding]:
    """Variables of which any value could be any other: nothing asked, told, decided or planned would change.

    Two readers are compared who differ in one answer only. If a value never makes a difference to another value,
    then all values of the variable are equal to it, so the variable is named, not the value.
    """
    with Clauses(prover.budget.conflicts) as clauses:
        one, other = (Runs(prover.program, prover.acyclic, clauses) for _ in range(2))
        differs = clauses.either(
            clauses.differ(a, b) for a, b in zip(_effects(prover, one), _effects(prover, other), strict=True)
        )
        same = {v: _same(clauses, one, other, v) for v in prover.program.variables}
        for variable in prover.program.variables:
            asked = one.asked(variable)
            if not _solved(clauses, [asked]):
                continue
            others = [literal for name, literal in same.items() if name != variable]
            if not _solved(clauses, [asked, differs, -same[variable], *others]):
                yield _finding(prover, variable)


def _same(clauses: Clauses, one: Runs, other: Runs, variable: str) -> int:
    """The literal of "both readers have the same value", whether or not they are asked for it."""
    return clauses.either(
        clauses.both((literal, other.value[variable][value])) for value, literal in one.value[variable].items()
    )


def _solved(clauses: Clauses, literals: list[int]) -> bool:
    answer = clauses.solve(literals)
    if answer is None:
        raise NotProvedError
    return answer


def _effects(prover: Prover, runs: Runs) -> Iterator[int]:
    """What a reader can notice: nodes come to, winning rows, actions of the plan."""
    nodes, program = prover.acyclic.nodes, prover.program
    for n, node in enumerate(nodes):
        if isinstance(node, Ask | Tell | Stop) or (isinstance(node, Branch) and not node.arms):
            yield runs.comes[n]
    for _, table, places in prover.tables():
        wins: dict[str, list[int]] = {}
        for row, when in winning(table):
            wins.setdefault(row.result, []).append(runs.hit(places, when))
        yield from (runs.clauses.either(literals) for literals in wins.values())
    if program.plan is not None:
        plan: dict[str, list[int]] = {}
        for row in program.plan.rows:
            plan.setdefault(row.result, []).append(runs.hit(prover.ends, row.when))
        yield from (runs.clauses.either(literals) for literals in plan.values())


def _finding(prover: Prover, variable: str) -> Finding:
    known = prover.program.variables[variable]
    nodes = prover.program.nodes
    at = next(node.at for node in nodes if isinstance(node, Ask) and node.variable == variable)
    named = f"whether “{known.option}” is chosen" if known.option is not None else f"the answer to “{variable}”"
    hint = "use it in a condition, or do not ask"
    return Finding(CODE, PROPERTY, Severity.WARNING, f"{named} changes nothing later", at, suggestion=hint)
