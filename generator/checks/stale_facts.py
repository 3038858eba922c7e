"""KB344: a flow rests on a fact whose day of review has passed."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Context
from generator.diagnostics import Diagnostic, Severity
from generator.logic.facts import facts_of
from generator.logic.lower import programs
from generator.model import Fact


def check(context: Context) -> Iterator[Diagnostic]:
    """Every fact that is due for review and that a reader of some flow is told, with the flows."""
    if context.today is None:
        return
    flows: dict[str, list[str]] = {}
    made = programs(context.knowledge)
    for flow in context.flows:
        if program := made.get(flow.id):
            for fact in facts_of(flow, program, context.references):
                flows.setdefault(fact, []).append(flow.id)
    for fact, ids in flows.items():
        entry = context.knowledge.find("fact", Fact, fact)
        due = entry.record.review_by if entry else None
        if entry and due and due < context.today:
            told = f"told by {'a flow' if len(ids) == 1 else 'flows'}: {', '.join(ids)}"
            message = f"this fact was due for review on {due}, and is {told}"
            hint = "read its sources again, then renew as_of and review_by"
            yield Diagnostic(entry.place("review_by"), "KB344", message, hint, Severity.WARNING)
