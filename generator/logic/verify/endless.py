"""P7: every run ends. A cycle of nodes is allowed when no run can go round it for ever."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Severity
from generator.logic.expressions import ALWAYS
from generator.logic.verify.finding import Finding
from generator.logic.verify.prover import Prover

CODE, PROPERTY = "KB337", "P7"


def prove(prover: Prover) -> Iterator[Finding]:
    """Runs that come back to a place without anything new having been answered."""
    by_source: dict[int, set[int]] = {}
    for node in prover.acyclic.endless:
        by_source.setdefault(prover.acyclic.source[node], set()).add(node)
    for source, nodes in sorted(by_source.items()):
        if found := prover.example(frozenset(nodes), ALWAYS):
            yield Finding(
                CODE,
                PROPERTY,
                Severity.ERROR,
                "some answers go round here for ever",
                prover.program.nodes[source].at,
                found.witness,
                found.witness,
                found.count,
                "lead one of the answers on the way out of the circle",
            )
