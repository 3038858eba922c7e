"""KB304: an answer leads nowhere. KB309: a way on can never be taken."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Context
from generator.diagnostics import Diagnostic
from generator.loader import Entry
from generator.model import AskStep, Branch, Flow, QuestionFile, StopStep
from generator.model.flow import branches
from generator.model.question import answers


def check(context: Context) -> Iterator[Diagnostic]:
    """Every answer of a question without a way on, and every branch behind one that always holds."""
    offered = {entry.id: answers(entry.record.root) for entry in context.knowledge.of("question", QuestionFile)}
    for flow in context.flows:
        for name, step in flow.record.steps.items():
            ways = branches(step)
            if isinstance(step, AskStep):
                yield from _answers_without_way(flow, name, step, ways, offered[step.ask])
            elif not isinstance(step, StopStep) and not any(_always(way) for way in ways):
                place = flow.key_place("steps", name, "next")
                yield Diagnostic(place, "KB304", f"step “{name}” leads nowhere when none of its conditions holds", "add a branch with `otherwise: true`")
            yield from _masked(flow, name, ways)


def _answers_without_way(
    flow: Entry[Flow], name: str, step: AskStep, ways: tuple[Branch, ...], offered: dict[str, str]
) -> Iterator[Diagnostic]:
    if any(_always(way) for way in ways):
        return
    for answer in offered:
        if not any(way.when and answer in way.when.words.get(step.ask, ()) and len(way.when.wanted) == 1 for way in ways):
            message = f"step “{name}” leads nowhere when the answer to “{step.ask}” is “{answer}”"
            hint = f"add a way for {answer}, or a branch with `otherwise: true`"
            yield Diagnostic(flow.key_place("steps", name, "next"), "KB304", message, hint)


def _masked(flow: Entry[Flow], name: str, ways: tuple[Branch, ...]) -> Iterator[Diagnostic]:
    always = next((index for index, way in enumerate(ways) if _always(way)), len(ways))
    for index in range(always + 1, len(ways)):
        message = f"this way on is never taken: number {always + 1} before it always holds"
        yield Diagnostic(flow.place("steps", name, "next", index), "KB309", message, "move the `otherwise` branch to the end")


def _always(way: Branch) -> bool:
    return way.otherwise or way.when is None
