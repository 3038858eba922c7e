"""KB344: a reader of a flow is told a fact whose day of review has passed (P15)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.checks.context import Context
from generator.checks.proofs import hint, limits, words_of
from generator.diagnostics import Diagnostic, Severity
from generator.logic.facts import facts_of
from generator.logic.lower import programs
from generator.logic.program import Program
from generator.logic.verify.told import told_of
from generator.model import Fact
from generator.references import Target

Told = dict[str, tuple[Target, ...]]
"""By flow, the records of it that tell a fact."""


def check(context: Context) -> Iterator[Diagnostic]:
    """Every fact that is due for review and that a reader of some flow is told, with the flows and such a reader."""
    if context.today is None:
        return
    made = programs(context.knowledge)
    told: dict[str, Told] = {}
    for flow in context.flows:
        if program := made.get(flow.id):
            for fact, sources in facts_of(flow, program, context.references).items():
                told.setdefault(fact, {})[flow.id] = sources
    for fact, by in told.items():
        entry = context.knowledge.find("fact", Fact, fact)
        due = entry.record.review_by if entry else None
        if entry and due and due < context.today:
            flows = f"{'a flow' if len(by) == 1 else 'flows'}: {', '.join(by)}"
            example, see = _example(by, made, context)
            how = f"told by {flows}{example}" if example else f"mentioned by {flows}; nobody was found who is told"
            message = f"this fact was due for review on {due}, and is {how}"
            yield Diagnostic(entry.place("review_by"), "KB344", message, see, Severity.WARNING)


def _example(by: Told, made: Mapping[str, Program], context: Context) -> tuple[str, str]:
    """The shortest reader of the first flow who is told, in words, and how to see it; no words if there is none."""
    renew = "read its sources again, then renew as_of and review_by"
    id_, sources = next(iter(by.items()))
    flow = next(entry for entry in context.flows if entry.id == id_)
    program = made[id_]
    finding = told_of(program, limits(flow.record, program, context.knowledge), sources, renew)
    return (
        (words_of(finding, program, context.knowledge), hint(finding, program, context.knowledge))
        if finding
        else ("", renew)
    )
