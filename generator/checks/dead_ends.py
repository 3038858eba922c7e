"""KB304: an answer leads nowhere. KB309: a way on can never be taken."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Context
from generator.diagnostics import Diagnostic
from generator.knowledge import Entry
from generator.logic.conditions import Names, Writing
from generator.logic.domains import question, whole
from generator.logic.program import Const
from generator.logic.truth import settled
from generator.model import AskStep, Branch, Flow, StopStep
from generator.model.flow import branches
from generator.model.question import answers


def check(context: Context) -> Iterator[Diagnostic]:
    """Every answer of a question without a way on, and every branch behind one that always holds."""
    for flow in context.flows:
        for name, step in flow.record.steps.items():
            ways = branches(step)
            if isinstance(step, AskStep):
                yield from _answers_without_way(context, flow, name, step)
            elif not isinstance(step, StopStep) and not any(_always(way) for way in ways):
                message = f"step “{name}” leads nowhere when none of its conditions holds"
                hint = "add a branch with `otherwise: true`"
                yield Diagnostic(flow.key_place("steps", name, "next"), "KB304", message, hint)
            yield from _masked(flow, name, ways)


def _answers_without_way(context: Context, flow: Entry[Flow], name: str, step: AskStep) -> Iterator[Diagnostic]:
    ways = branches(step)
    asked = question(context.knowledge, step.ask)
    if any(_always(way) for way in ways) or asked is None:
        return
    writing = Writing(Names(context.knowledge), flow)
    conditions = [writing.expression(way.when, ()) for way in ways if way.when]
    for answer in answers(asked):
        known = {**whole(step.ask, asked, answer)}
        if not any(settled(condition, known) == Const(True) for condition in conditions):
            message = f"step “{name}” leads nowhere when the answer to “{step.ask}” is “{answer}”"
            hint = f"add a way for {answer}, or a branch with `otherwise: true`"
            yield Diagnostic(flow.key_place("steps", name, "next"), "KB304", message, hint)


def _masked(flow: Entry[Flow], name: str, ways: tuple[Branch, ...]) -> Iterator[Diagnostic]:
    always = next((index for index, way in enumerate(ways) if _always(way)), len(ways))
    for index in range(always + 1, len(ways)):
        message = f"this way on is never taken: number {always + 1} before it always holds"
        hint = "move the `otherwise` branch to the end"
        yield Diagnostic(flow.place("steps", name, "next", index), "KB309", message, hint)


def _always(way: Branch) -> bool:
    return way.otherwise or way.when is None
