"""KB403: a fact that will change has no date by which to look again, or one more than a year away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from generator.checks.context import Context
from generator.diagnostics import Diagnostic
from generator.model import Fact, Source

A_YEAR = timedelta(days=366)


def check(context: Context) -> Iterator[Diagnostic]:
    """Every volatile fact without `review_by`, or whose review is due later than a year after its sources were read."""
    read = {entry.id: entry.record.read for entry in context.knowledge.of("source", Source)}
    for entry in context.knowledge.of("fact", Fact):
        fact = entry.record
        if not fact.volatile:
            continue
        if fact.review_by is None:
            message = "a volatile fact needs a review date"
            yield Diagnostic(entry.place("volatile"), "KB403", message, "add `review_by: YYYY-MM-DD`")
        elif fact.review_by - max(read[source] for source in fact.sources) > A_YEAR:
            message = f"the review on {fact.review_by} is more than a year after the sources were read"
            yield Diagnostic(entry.place("review_by"), "KB403", message, "look again within twelve months")
