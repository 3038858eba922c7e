"""KB112: the bands of a number leave a gap, overlap, or miss the ends of its range."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from generator.checks.context import Context
from generator.diagnostics import Diagnostic
from generator.loader import Entry
from generator.model import DateQuestion, NumberQuestion, QuestionFile

Edge = float | datetime.date


def check(context: Context) -> Iterator[Diagnostic]:
    """Every value of a range that no band, or more than one, holds: named by one example at the seam."""
    for entry in context.knowledge.of("question", QuestionFile):
        question = entry.record.root
        if isinstance(question, NumberQuestion):
            spans = [(k, b.from_, b.to) for k, b in question.bands.items() if not b.not_sure]
            yield from _seams(entry, question.range, spans, 1)
        elif isinstance(question, DateQuestion):
            days = [(k, b.from_, b.to) for k, b in question.bands.items() if not b.not_sure]
            yield from _seams(entry, question.range, days, datetime.timedelta(days=1))


def _seams(entry: Entry[QuestionFile], whole: tuple[Edge, Edge], spans: list[tuple], step: float | datetime.timedelta) -> Iterator[Diagnostic]:  # type: ignore[type-arg]
    low, high = whole
    expected, before = low, "the range"
    for name, start, end in sorted(spans, key=lambda span: span[1] if span[1] is not None else low):
        start = low if start is None else start
        if start != expected:
            problem = "a gap" if start > expected else "an overlap"
            message = f"band “{name}” starts at {_text(start)}, but {_text(expected)} is due after {before}: {problem}"
            yield Diagnostic(entry.key_place("bands", name), "KB112", message, f"start it at {_text(expected)}")
        end = high if end is None else end
        expected, before = end + step, f"“{name}”"
    if expected != high + step:  # type: ignore[operator]
        message = f"the bands end at {_text(expected - step)}, the range at {_text(high)}"  # type: ignore[operator]
        yield Diagnostic(entry.key_place("bands"), "KB112", message, "let the last band end where the range does")


def _text(value: Edge) -> str:
    return value.isoformat() if isinstance(value, datetime.date) else f"{value:g}"
