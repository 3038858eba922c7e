"""Clocks as the pinned `tzdata` package knows them: a machine's own table may be years old, and pages would differ."""

from __future__ import annotations

import datetime
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

_HOUR, _WEEK = datetime.timedelta(hours=1), datetime.timedelta(days=7)


@cache
def zone(name: str) -> ZoneInfo:
    """The zone of this name; raises FileNotFoundError if there is none."""
    with files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as data:
        return ZoneInfo.from_file(data, key=name)


@cache
def zone_names() -> tuple[str, ...]:
    """All zones there are, links among them, sorted."""
    return tuple(sorted(files("tzdata").joinpath("zones").read_text("utf-8").split()))


def ahead(name: str, moment: datetime.datetime) -> int:
    """How many minutes a zone's clock is ahead of UTC at a moment."""
    shown = moment.astimezone(zone(name)).utcoffset()
    assert shown is not None
    return round(shown.total_seconds() / 60)


def clock_changes(name: str, since: datetime.datetime, until: datetime.datetime) -> list[tuple[datetime.datetime, int]]:
    """The offset at the start, then the first moment (UTC, to the minute) of each other one, in minutes."""
    found = [(since, ahead(name, since))]
    low = since
    while low < until:
        high = min(low + _WEEK, until)
        if ahead(name, high) != found[-1][1]:
            found.append((_edge(name, low, high), ahead(name, high)))
        low = high
    return found


def _edge(name: str, low: datetime.datetime, high: datetime.datetime) -> datetime.datetime:
    """The first minute at which the offset is that of `high`."""
    before, minute = ahead(name, low), datetime.timedelta(minutes=1)
    while high - low > minute:
        middle = (low + (high - low) // 2).replace(second=0, microsecond=0)
        low, high = (middle, high) if ahead(name, middle) == before else (low, middle)
    return high
