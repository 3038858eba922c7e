"""KB303, KB320 to KB325: a condition names what does not exist or does not fit, or a name is taken."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Context
from generator.diagnostics import Diagnostic
from generator.logic.lower import unknown_names


def check(context: Context) -> Iterator[Diagnostic]:
    """Every unknown name, answer and edge in the conditions of flows, paths and pages, and every name given twice."""
    yield from unknown_names(context.knowledge)
