"""KB412: an action is due at a horizon that site.yml does not name."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Context
from generator.diagnostics import Diagnostic, did_you_mean
from generator.model import Action


def check(context: Context) -> Iterator[Diagnostic]:
    """Every unknown horizon."""
    known = context.knowledge.site.horizons
    for entry in context.knowledge.of("action", Action):
        if entry.record.horizon not in known:
            message = f"unknown horizon “{entry.record.horizon}”"
            yield Diagnostic(entry.place("horizon"), "KB412", message, did_you_mean(entry.record.horizon, known))
