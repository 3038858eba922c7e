"""KB405: scenarios do not have the same traits, so that their table would have holes."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Context
from generator.diagnostics import Diagnostic
from generator.model import Scenario


def check(context: Context) -> Iterator[Diagnostic]:
    """Every scenario whose trait headings differ from those of the first."""
    scenarios = context.knowledge.of("scenario", Scenario)
    if not scenarios:
        return
    wanted = list(scenarios[0].record.traits)
    for entry in scenarios[1:]:
        if list(entry.record.traits) != wanted:
            hint = f"use the headings of {scenarios[0].id}: {', '.join(wanted)}"
            yield Diagnostic(entry.place("traits"), "KB405", f"the traits are {', '.join(entry.record.traits)}", hint)
