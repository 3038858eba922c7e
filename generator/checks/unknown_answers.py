"""KB303: a flow reads an answer that its question does not offer."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Context
from generator.diagnostics import Diagnostic, did_you_mean
from generator.model import AskStep, QuestionFile
from generator.model.flow import branches
from generator.model.question import answers


def check(context: Context) -> Iterator[Diagnostic]:
    """Every answer in a `next:` or `when:` that no option or band of the question is called."""
    offered = {entry.id: answers(entry.record.root) for entry in context.knowledge.of("question", QuestionFile)}
    for flow in context.flows:
        for name, step in flow.record.steps.items():
            by_answer = isinstance(step, AskStep) and isinstance(step.next, dict)
            for index, branch in enumerate(branches(step)):
                for question, values in (branch.when.words if branch.when else {}).items():
                    for value in values:
                        if question not in offered or value in offered[question]:
                            continue
                        at = ("steps", name, "next", value) if by_answer else ("steps", name, "next", index, "when", question)
                        place = flow.key_place(*at) if by_answer else flow.place(*at)
                        message = f"the question “{question}” has no answer “{value}”"
                        yield Diagnostic(place, "KB303", message, did_you_mean(value, offered[question]))
