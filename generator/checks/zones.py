"""KB408: a city's time zone does not exist."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import available_timezones

from generator.checks.context import Context
from generator.diagnostics import Diagnostic, did_you_mean
from generator.model import City


def check(context: Context) -> Iterator[Diagnostic]:
    """Every zone that the IANA tz database does not know."""
    cities = context.knowledge.of("city", City)
    known = available_timezones() if cities else set()
    for entry in cities:
        if entry.record.zone not in known:
            message = f"unknown time zone “{entry.record.zone}”"
            yield Diagnostic(entry.place("zone"), "KB408", message, did_you_mean(entry.record.zone, known))
