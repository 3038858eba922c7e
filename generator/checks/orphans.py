"""KB402: a page that no other page mentions: only its index leads there."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Context
from generator.diagnostics import Diagnostic, Severity

MUST_BE_MENTIONED = ("question", "flow", "scenario", "path", "action", "faq", "guide", "fact", "checklist", "template")


def check(context: Context) -> Iterator[Diagnostic]:
    """A warning for each record that nothing mentions."""
    backlinks = context.references.backlinks
    for kind in MUST_BE_MENTIONED:
        word = context.knowledge.names[kind].key
        for entry in context.knowledge.entries[kind].values():
            if (kind, entry.id) not in backlinks:
                hint = f"mention {word}:{entry.id} where a reader would need it"
                yield Diagnostic(entry.place(), "KB402", f"nothing leads to {word}:{entry.id}", hint, Severity.WARNING)
