"""KB417: a page was checked, or a source read, on a day that has not come yet."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Context
from generator.diagnostics import Diagnostic

PAST = ("checked", "as_of", "read")


def check(context: Context) -> Iterator[Diagnostic]:
    """Every such day after today."""
    if context.today is None:
        return
    for entry in context.knowledge.all():
        for key in PAST:
            day = getattr(entry.record, key, None)
            if day is not None and day > context.today:
                message = f"{key}: {day} is still to come"
                yield Diagnostic(entry.place(key), "KB417", message, f"write a day up to {context.today}")
