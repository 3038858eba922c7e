"""KB401: two pages have the same title, so search results and tabs look alike."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Context
from generator.diagnostics import Diagnostic
from generator.model.titles import title


def check(context: Context) -> Iterator[Diagnostic]:
    """Every record whose title an earlier record has, letter case and spaces aside."""
    first: dict[str, str] = {}
    for entry in context.knowledge.all():
        words = " ".join(title(entry.record).casefold().split())
        if not words:
            continue
        name = f"{context.knowledge.names[entry.kind].key}:{entry.id}"
        if words in first:
            message = f"{first[words]} has the same title, “{title(entry.record)}”"
            yield Diagnostic(entry.place(), "KB401", message, "say what is different about this one")
        else:
            first[words] = name
