"""KB112: the bands of a number leave a gap, overlap, or miss the ends of its range."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from generator.checks.context import Context
from generator.diagnostics import Diagnostic
from generator.loader import Entry
from generator.model import DateQuestion, NumberQuestion, QuestionFile

Say = Callable[[int], str]


def check(context: Context) -> Iterator[Diagnostic]:
    """Every value of a range that no band, or more than one, holds: named by one example at the seam."""
    for entry in context.knowledge.of("question", QuestionFile):
        question = entry.record.root
        if isinstance(question, NumberQuestion):
            spans = [(k, b.from_, b.to) for k, b in question.bands.items() if not b.not_sure]
            yield from _seams(entry, question.range, spans, str)
        elif isinstance(question, DateQuestion):
            low, high = (day.toordinal() for day in question.range)
            days = [(k, _number(b.from_), _number(b.to)) for k, b in question.bands.items() if not b.not_sure]
            yield from _seams(entry, (low, high), days, lambda day: date.fromordinal(day).isoformat())


def _number(day: date | None) -> int | None:
    return day.toordinal() if day else None


def _seams(
    entry: Entry[QuestionFile],
    whole: tuple[int, int],
    spans: list[tuple[str, int | None, int | None]],
    say: Say,
) -> Iterator[Diagnostic]:
    low, high = whole
    expected, before = low, "the range"
    for name, start, end in sorted(spans, key=lambda span: low if span[1] is None else span[1]):
        start = low if start is None else start
        if start != expected:
            problem = "a gap" if start > expected else "an overlap"
            message = f"band “{name}” starts at {say(start)}, but {say(expected)} is due after {before}: {problem}"
            yield Diagnostic(entry.key_place("bands", name), "KB112", message, f"start it at {say(expected)}")
        expected, before = (high if end is None else end) + 1, f"“{name}”"
    if expected != high + 1:
        message = f"the bands end at {say(expected - 1)}, the range at {say(high)}"
        yield Diagnostic(entry.key_place("bands"), "KB112", message, "let the last band end where the range does")
