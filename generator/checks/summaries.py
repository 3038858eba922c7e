"""KB404: a description only repeats the title, or is too long for a search result."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Context
from generator.diagnostics import Diagnostic, Severity
from generator.model.titles import summary, title

LONGEST = 300
SHOWN = ("flow", "scenario", "path", "action", "faq", "guide", "checklist", "template", "tool")


def check(context: Context) -> Iterator[Diagnostic]:
    """An error for a summary that is the title, a warning for one above 300 characters."""
    for kind in SHOWN:
        for entry in context.knowledge.entries[kind].values():
            text = summary(entry.record)
            place = entry.place("short" if kind == "faq" else "summary")
            if text.casefold().strip(" .?!") == title(entry.record).casefold().strip(" .?!"):
                yield Diagnostic(place, "KB404", "the summary only repeats the title", "say what the reader gets")
            elif len(text) > LONGEST:
                message = f"the summary has {len(text)} characters; chats and search results cut after {LONGEST}"
                yield Diagnostic(place, "KB404", message, "say it shorter", Severity.WARNING)
