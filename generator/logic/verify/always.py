"""P6: no guard is always true where it stands."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Severity
from generator.logic.expressions import ALWAYS, every
from generator.logic.program import Branch, Const, Not
from generator.logic.verify.finding import Finding
from generator.logic.verify.prover import Prover, Site

CODE, PROPERTY = "KB336", "P6"


def prove(prover: Prover) -> Iterator[Finding]:
    """Guards with another way after them that nobody takes, and conditions of the plan that everybody meets."""
    for site in prover.sites():
        if isinstance(site.when, Const) or not _other_way(prover, site):
            continue
        here = every(map(Not, site.earlier))
        came = prover.possible(site.nodes, here)
        if came and not prover.possible(site.nodes, every((here, Not(site.when)))):
            message = f"the condition of the {site.what} is met by everybody who comes here"
            hint = "remove the condition, or what it was meant to keep out is missing before it"
            yield Finding(CODE, PROPERTY, Severity.WARNING, message, site.at, suggestion=hint)


def _other_way(prover: Prover, site: Site) -> bool:
    """Whether something would happen otherwise: an arm after this one, or an action left out."""
    if site.what != "guard":
        return site.nodes == prover.ends and site.what.startswith("action ")
    source = {prover.acyclic.source[n] for n in site.nodes}.pop()
    node = prover.program.nodes[source]
    return isinstance(node, Branch) and node.arms[-1][0] is not site.when and site.when != ALWAYS
