"""What holds for every answer anybody can give: one property a module, decided exactly or said to be not proved."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from generator.diagnostics import Severity
from generator.logic.program import Program
from generator.logic.verify import (
    always,
    budgets,
    complete,
    endless,
    idle,
    not_sure,
    overlaps,
    plan_limits,
    reachable,
    unasked,
)
from generator.logic.verify.finding import NOT_PROVED, Budget, Finding, Limits, NotProvedError
from generator.logic.verify.prover import Prover

__all__ = ["NOT_PROVED", "PROPERTIES", "Budget", "Finding", "Limits", "Report", "verify"]

PROPERTIES: Mapping[str, Callable[[Prover], Iterator[Finding]]] = MappingProxyType(
    {
        module.PROPERTY: module.prove
        for module in (
            complete,
            overlaps,
            unasked,
            reachable,
            always,
            endless,
            plan_limits,
            idle,
            budgets,
            not_sure,
        )
    }
)
"""The properties by number. P1 is checked before there is a program, P12 is a check of questions."""

OF_THE_PLAN = frozenset({plan_limits.PROPERTY, not_sure.PROPERTY})
"""Properties that say nothing about a flow without a plan: nobody may read that they were proved for it."""


@dataclass(frozen=True)
class Report:
    """What was found, and which properties were proved to hold.

    A property with any finding, also a warning, is not proved; nor is one that has nothing to speak of (`not_met`).
    """

    findings: tuple[Finding, ...]
    proved: tuple[str, ...]
    not_met: tuple[str, ...] = ()


def verify(
    program: Program,
    limits: Limits | None = None,
    budget: Budget | None = None,
    properties: tuple[str, ...] = tuple(PROPERTIES),
) -> Report:
    """Every property of the program that fails, in the order of the properties."""
    prover = Prover(program, limits or Limits(), budget or Budget())
    findings: list[Finding] = []
    with prover.clauses:
        for name in properties:
            findings += _proved(prover, name)
    failed = {finding.property for finding in findings}
    empty = OF_THE_PLAN if program.plan is None else frozenset()
    open_ = [name for name in properties if name not in failed]
    return Report(
        tuple(findings),
        tuple(name for name in open_ if name not in empty),
        tuple(name for name in open_ if name in empty),
    )


def _proved(prover: Prover, name: str) -> list[Finding]:
    prover.begin()
    found: list[Finding] = []
    try:
        found.extend(PROPERTIES[name](prover))
    except NotProvedError:
        message = f"not proved (budget): {PROPERTIES[name].__module__.rpartition('.')[2].replace('_', ' ')}"
        hint = "split the flow, or ask fewer questions whose answers a table combines"
        found.append(Finding(NOT_PROVED, name, Severity.ERROR, message, prover.start(), count=None, suggestion=hint))
    return found
