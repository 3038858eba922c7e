"""Calendar files read back by the icalendar library; its types say too little to be checked, so values are `Any`."""

from __future__ import annotations

from typing import Any

from icalendar import Calendar


def calendar(text: str) -> Any:
    """The calendar that a file holds; whatever the library finds wrong in it fails the test."""
    found: Any = Calendar.from_ical(text)
    assert found.errors == []
    assert [event.errors for event in found.walk("VEVENT") if event.errors] == []
    return found


def events(text: str) -> list[Any]:
    """Its events, in their order."""
    return list(calendar(text).walk("VEVENT"))
