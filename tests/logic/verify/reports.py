"""What a proof of one property says, in short."""

from __future__ import annotations

from generator.diagnostics import Severity
from generator.logic.program import Program
from generator.logic.verify import Budget, Finding, Limits, verify


def findings(program: Program, name: str, limits: Limits | None = None, budget: Budget | None = None) -> list[Finding]:
    return list(verify(program, limits, budget, (name,)).findings)


def said(program: Program, name: str, limits: Limits | None = None) -> list[tuple[str, str, str, int | None]]:
    """(place, message, witness, count) of each finding."""
    return [
        (
            ".".join(map(str, found.origin.loc)),
            found.message,
            " ".join(f"{variable}={value}" for variable, value in found.witness),
            found.count,
        )
        for found in findings(program, name, limits)
    ]


def fails(program: Program, name: str, limits: Limits | None = None) -> bool:
    """Whether the property fails; it must have been settled."""
    found = findings(program, name, limits)
    assert all(one.code != "KB330" for one in found)
    return any(one.severity is Severity.ERROR for one in found)
