"""KB410: a source that nothing leans on."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Context
from generator.diagnostics import Diagnostic, Severity


def check(context: Context) -> Iterator[Diagnostic]:
    """A warning for each source that no record names."""
    for entry in context.knowledge.entries["source"].values():
        if ("source", entry.id) not in context.references.backlinks:
            hint = "name it under sources: where it is used, or delete it"
            yield Diagnostic(entry.place(), "KB410", f"nothing uses the source “{entry.id}”", hint, Severity.WARNING)
