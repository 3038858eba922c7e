"""KB408: a time zone of a city or a tool does not exist."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Context
from generator.clocks import zone_names
from generator.diagnostics import Diagnostic, Place, did_you_mean
from generator.model import City, ToolFile
from generator.model.tool import ClockTool


def check(context: Context) -> Iterator[Diagnostic]:
    """Every zone that the IANA tz database does not know."""
    for zone, place in _named(context):
        if zone not in zone_names():
            yield Diagnostic(place, "KB408", f"unknown time zone “{zone}”", did_you_mean(zone, zone_names()))


def _named(context: Context) -> Iterator[tuple[str, Place]]:
    """Every zone that a record names, and where."""
    for entry in context.knowledge.of("city", City):
        yield entry.record.zone, entry.place("zone")
    for tool in context.knowledge.of("tool", ToolFile):
        if isinstance(tool.record.root, ClockTool):
            for zone in tool.record.root.zones:
                yield zone, tool.key_place("zones", zone)
