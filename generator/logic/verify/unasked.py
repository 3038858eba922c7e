"""P4: no condition hangs on a variable that may be unasked where it is read, unless it says what then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.diagnostics import Severity
from generator.logic.expressions import every, gate, inside, origin, reads, undecided
from generator.logic.program import All, Asked, AtLeast, Const, Expression, In, Not, Variable
from generator.logic.verify.finding import Finding
from generator.logic.verify.prover import Prover, Site

CODE, PROPERTY = "KB334", "P4"


def prove(prover: Prover) -> Iterator[Finding]:
    """Each read of a variable that some run comes to without having been asked, and that then decides."""
    for site in prover.sites():
        variables = prover.program.variables
        if not all(prover.surely_asked(site.nodes, gate(variables, read)) for read in reads(site.when)):
            yield from _unasked(prover, site)


def _unasked(prover: Prover, site: Site) -> Iterator[Finding]:
    variables = prover.program.variables
    when = every((undecided(site.when, variables), *map(Not, site.earlier)))
    while found := prover.example(site.nodes, when):
        blamed = list(_undecided_reads(site.when, dict(found.witness), variables))
        firsts: dict[str, In] = {}
        for leaf in blamed:
            firsts.setdefault(leaf.variable, leaf)
        for leaf in firsts.values():
            message = f"the {site.what} reads “{leaf.variable}”, which may not have been asked there"
            hint = f"ask it before, or say what then: {{{leaf.variable}: {{unasked: true}}}} or false"
            at = origin(leaf) or site.at
            yield Finding(CODE, PROPERTY, Severity.ERROR, message, at, found.witness, found.reduced, found.count, hint)
        # Look on only among runs that were asked all that was named.
        when = every((when, *(Asked(gate(variables, leaf.variable)) for leaf in blamed)))


def truth(e: Expression, answers: Mapping[str, str], variables: Mapping[str, Variable]) -> bool | None:
    """Whether the condition holds; None if that hangs on a variable without an answer."""
    if isinstance(e, Const):
        return e.value
    if isinstance(e, Asked):
        return e.variable in answers
    if isinstance(e, In):
        if e.variable in answers:
            return answers[e.variable] in e.values
        return False if gate(variables, e.variable) in answers else None
    if isinstance(e, Not):
        held = truth(e.item, answers, variables)
        return None if held is None else not held
    found = [truth(item, answers, variables) for item in inside(e)]
    needed = len(found) if isinstance(e, All) else e.number if isinstance(e, AtLeast) else 0
    if found.count(True) >= needed:
        return True
    return None if len(found) - found.count(False) >= needed else False


def _undecided_reads(e: Expression, answers: Mapping[str, str], variables: Mapping[str, Variable]) -> Iterator[In]:
    if truth(e, answers, variables) is not None:
        return
    if isinstance(e, In):
        yield e
    for item in inside(e):
        yield from _undecided_reads(item, answers, variables)
