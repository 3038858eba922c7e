"""P5: every question, value, outcome, action, row, guard and alternative inside them comes true for somebody."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Severity
from generator.logic.expressions import ALWAYS, every, inside, origin
from generator.logic.program import All, Ask, AtLeast, Branch, Const, Expression, In, Not, Origin, Stop, Tell, Variable
from generator.logic.verify.finding import Finding, NotProvedError
from generator.logic.verify.prover import Nodes, Prover, Site

CODE, PROPERTY = "KB335", "P5"
Key = tuple[Origin, Expression]
"""Where an alternative is written, and which it is."""

DECIDING = -1
"""Stands for the node that reads the table of outcomes, where no run comes to it."""


def prove(prover: Prover) -> Iterator[Finding]:
    """Whatever nobody meets. What is missing only because the guard just before it never holds is not named again."""
    dead_targets: set[int] = set()
    uses: dict[Key, list[Finding | None]] = {}
    for site in prover.sites():
        taken = prover.possible(site.nodes, every((site.when, *map(Not, site.earlier))))
        if not taken and site.what == "guard":
            dead_targets |= _targets(prover, site)
        if site.when == ALWAYS or not prover.possible(site.nodes, ALWAYS):
            continue
        if site.what == "guard" and not taken:
            yield _finding("this guard holds for nobody who comes here", site.at)
        elif not prover.possible(site.nodes, site.when):
            yield _finding(f"the {site.what} holds for nobody", site.at)
        else:
            for key, finding in _alternatives(prover, site, site.when):
                uses.setdefault(key, []).append(finding)
    # What a fact says is written once and read at many places: it is dead only if it is dead at all of them.
    yield from (
        dead[0] for found in uses.values() if (dead := [one for one in found if one]) and len(dead) == len(found)
    )
    yield from _never_met(prover, dead_targets)
    yield from _values(prover)


def _targets(prover: Prover, site: Site) -> set[int]:
    if site.when == ALWAYS:
        return set()
    nodes = prover.program.nodes
    sources = {prover.acyclic.source[n] for n in site.nodes}
    branches = [node for n in sources if isinstance(node := nodes[n], Branch)]
    return {target for node in branches for when, target in node.arms if when is site.when}


def _alternatives(prover: Prover, site: Site, part: Expression) -> Iterator[tuple[Key, Finding | None]]:
    """The alternatives inside a condition: each with what is wrong if it never helps to make the condition true."""
    if isinstance(part, In) and len(part.values) > 1:
        for value in sorted(part.values):
            yield _alternative(prover, site, In(part.variable, frozenset((value,)), part.at), f"“{value}”")
    if isinstance(part, Not):
        if not isinstance(part.item, Const):
            at = origin(part) or site.at
            false = not prover.possible(site.nodes, part.item)
            yield (at, part), _finding(f"a condition in the {site.what} is false for everybody", at) if false else None
        return
    for item in inside(part):
        several = isinstance(part, AtLeast) and len(part.items) > 1
        found = _alternative(prover, site, item, "an alternative") if several else None
        if found:
            yield found
        if not (found and found[1]) and isinstance(item, In | All | AtLeast | Not):
            yield from _alternatives(prover, site, item)


def _alternative(prover: Prover, site: Site, part: Expression, name: str) -> tuple[Key, Finding | None]:
    at = origin(part) or site.at
    alive = prover.possible(site.nodes, every((site.when, part)))
    return (at, part), None if alive else _finding(f"{name} in the {site.what} holds for nobody", at)


def _never_met(prover: Prover, dead_targets: set[int]) -> Iterator[Finding]:
    """Questions nobody is asked, actions nobody is told, outcomes nobody comes to."""
    program = prover.program
    met: dict[tuple[str, str], list[tuple[int, Origin]]] = {}
    for n, node in enumerate(program.nodes):
        if isinstance(node, Ask) and program.variables[node.variable].option is None:
            met.setdefault(("question", node.variable), []).append((n, node.at))
        elif isinstance(node, Tell):
            met.setdefault(("action", node.action), []).append((n, node.at))
        elif isinstance(node, Stop):
            met.setdefault(("outcome", node.outcome), []).append((n, node.at))
    # Rows of a table that somebody comes to are looked at one by one.
    table_read = _reached(prover, prover.deciding)
    for row in program.outcomes.rows if program.outcomes else ():
        if table_read:
            met.pop(("outcome", row.result), None)
        else:
            met.setdefault(("outcome", row.result), []).append((DECIDING, row.at))
    for (kind, name), places in met.items():
        nodes = prover.copies(n for n, _ in places)
        if not any(n in dead_targets for n, _ in places) and not _reached(prover, nodes):
            yield _finding(f"nobody comes to the {kind} “{name}”", places[0][1])


def _reached(prover: Prover, nodes: Nodes) -> bool:
    return bool(nodes) and prover.possible(nodes, ALWAYS)


def _values(prover: Prover) -> Iterator[Finding]:
    """Values that nobody who is asked can give."""
    for variable in prover.program.variables.values():
        asked = prover.runs.asked(variable.id)
        if variable.option is not None or not _solved(prover, [asked]):
            continue
        for value, literal in prover.runs.value[variable.id].items():
            if not _solved(prover, [asked, literal]):
                yield _finding(f"nobody can answer “{value}” to “{variable.id}”", _asked_at(prover, variable))


def _solved(prover: Prover, literals: list[int]) -> bool:
    answer = prover.clauses.solve(literals)
    if answer is None:
        raise NotProvedError
    return answer


def _asked_at(prover: Prover, variable: Variable) -> Origin:
    nodes = prover.program.nodes
    return next(node.at for node in nodes if isinstance(node, Ask) and node.variable == variable.id)


def _finding(message: str, at: Origin) -> Finding:
    hint = "remove it, or widen what stands before it"
    return Finding(CODE, PROPERTY, Severity.ERROR, message, at, suggestion=hint)
