"""What every tool has."""

from __future__ import annotations

from generator.model.types import Basis, Day, Line, Markdown, Number, Record, Ref, SourceId


class BaseTool(Record):
    """What every tool has: its one sentence, how to use it, and where it belongs."""

    title: Line
    summary: Line
    """What it is for, in one sentence."""
    order: Number = 100
    """Its place in the list of tools."""
    text: Markdown | None = None
    """How to use it well; stands below the tool."""
    basis: Basis = Basis.EXPERIENCE
    related: tuple[Ref, ...] = ()
    sources: tuple[SourceId, ...] = ()
    checked: Day
