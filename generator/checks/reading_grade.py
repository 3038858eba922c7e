"""KB420: a text is harder to read than the site wants its texts to be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from generator.checks.context import Context
from generator.diagnostics import Diagnostic, Severity
from generator.markup import CODE
from generator.model import Faq, Guide
from generator.references import INLINE

_TABLE_OR_HEADING = re.compile(r"^\s*(\||#{1,6}\s|!{3}|:?-{3,}).*$", re.MULTILINE)
_ITEM = re.compile(r"^\s*(?:[-*+]|\d+\.)\s+", re.MULTILINE)
_MARKS = re.compile(r"\*\*|__|`|\]\([^)]*\)|\[")


def check(context: Context) -> Iterator[Diagnostic]:
    """A warning for each answer's sentence and each guide above its grade; English only, for the formula is."""
    limits = context.knowledge.site.reading
    if limits is None or not context.knowledge.site.language.startswith("en"):
        return
    for entry in context.knowledge.of("faq", Faq):
        if limits.answers is not None and (grade := reading_grade(entry.record.short)) > limits.answers:
            yield Diagnostic(entry.place("short"), "KB420", *_words("sentence", grade, limits.answers))
    for guide in context.knowledge.of("guide", Guide):
        if limits.guides is not None and (grade := reading_grade(guide.record.text)) > limits.guides:
            yield Diagnostic(guide.place("text"), "KB420", *_words("text", grade, limits.guides))


def _words(what: str, grade: float, limit: float) -> tuple[str, str, Severity]:
    message = f"this {what} has reading grade {grade:.1f}, above {limit:g}"
    return message, "shorter sentences and shorter words make it easier", Severity.WARNING


@cache
def reading_grade(text: str) -> float:
    """The Flesch-Kincaid school grade of the prose in a Markdown text; what is short and no sentence does not count."""
    from textstat import textstat  # type: ignore[import-untyped]  # its word list takes a second to read

    prose = _TABLE_OR_HEADING.sub("", CODE.sub("", text))
    prose = _ITEM.sub("\n\n", INLINE.sub(lambda found: found["text"] or "this", prose))
    blocks = (" ".join(_MARKS.sub("", block).split()) for block in re.split(r"\n\s*\n", prose))
    sentences = " ".join(block if block[-1] in ".!?" else f"{block}." for block in blocks if block)
    return float(textstat.flesch_kincaid_grade(sentences)) if sentences else 0.0
