"""KB416: a figure lies outside the scale of the comparison."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Context
from generator.diagnostics import Diagnostic
from generator.model import Path


def check(context: Context) -> Iterator[Diagnostic]:
    """Every figure beyond the scale, and every figure where site.yml has no comparison."""
    comparison = context.knowledge.site.comparison
    for entry in context.knowledge.of("path", Path):
        figure = entry.record.figure
        if figure is None:
            continue
        if comparison is None:
            message = "site.yml has no comparison for this figure"
            yield Diagnostic(entry.place("figure"), "KB416", message, "add `comparison:` there")
        elif not comparison.scale[0] <= figure <= comparison.scale[1]:
            message = f"{figure:g} lies outside the scale of {comparison.scale[0]:g} to {comparison.scale[1]:g}"
            yield Diagnostic(entry.place("figure"), "KB416", message)
