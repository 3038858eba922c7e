"""KB311: a question offers no "not sure" and does not say why not."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Context
from generator.diagnostics import Diagnostic
from generator.model import ChoiceQuestion, ChoicesQuestion, QuestionFile

NOT_SURE = "not-sure"


def check(context: Context) -> Iterator[Diagnostic]:
    """Every question without an option `not-sure` (or a band marked so) and without `no_not_sure`."""
    for entry in context.knowledge.of("question", QuestionFile):
        question = entry.record.root
        if isinstance(question, ChoiceQuestion | ChoicesQuestion):
            offered = NOT_SURE in question.options
        else:
            offered = any(band.not_sure for band in question.bands.values())
        if not offered and question.no_not_sure is None:
            hint = "add an option `not-sure`, or say under `no_not_sure:` why everybody knows the answer"
            yield Diagnostic(entry.place("ask"), "KB311", "this question offers no “not sure”", hint)
