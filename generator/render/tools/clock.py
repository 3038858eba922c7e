"""The page of a clock: common hours of the other side in every city of the site, in winter and in summer."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from generator.clocks import clock_changes, zone
from generator.model import City
from generator.model.tool import ClockTool, Window
from generator.render.page import Page
from generator.render.renderer import Renderer

SEASONS = ((1, 15), (7, 15))
"""The days of a year, month and day, on which winter and summer are looked at."""
KNOWN = datetime.timedelta(days=3 * 366)
"""For so long a page knows the clock changes of its cities."""
_SHIFTS = {-1: ", the day before", 0: "", 1: ", the next day"}


def parts(renderer: Renderer, page: Page, id_: str, tool: ClockTool) -> tuple[Mapping[str, Any], dict[str, Any]]:
    """A table for each window, and what the component needs."""
    cities = sorted(renderer.knowledge.of("city", City), key=lambda it: (it.record.country, it.record.name))
    there, called = next(iter(tool.zones.items()))
    days = [_next(tool.checked, month, day) for month, day in SEASONS]
    tables = [
        {
            "window": window,
            "rows": [
                {"city": city.record, "times": [local_hours(window, day, there, city.record.zone) for day in days]}
                for city in cities
            ],
        }
        for window in tool.windows
    ]
    plain = page.plain
    data = {
        "event": plain(tool.event),
        "with": plain(tool.with_),
        "zones": [[its, plain(name)] for its, name in tool.zones.items()],
        "minutes": tool.minutes,
        "windows": [[plain(it.name), it.from_, it.to] for it in tool.windows],
        "hours": [[it.from_, plain(it.word), plain(it.say)] for it in tool.hours],
        "night": tool.night.model_dump(),
        "rehearse": sorted(tool.rehearse, reverse=True),
        "rehearsal": plain(tool.rehearsal),
        "alarms": [[it.before, plain(it.say)] for it in tool.alarms],
        "clocks": _clocks(tool, {*tool.zones, *(it.record.zone for it in cities)}),
        "cities": [[f"{plain(it.record.name)}, {plain(it.record.country)}", it.record.zone] for it in cities],
    }
    return {"tables": tables, "days": days, "called": called}, data


def _clocks(tool: ClockTool, zones: set[str]) -> dict[str, Any]:
    """The clock changes of the next years, so that a device with an older table can say that it has one."""
    since = datetime.datetime.combine(tool.checked, datetime.time(), datetime.UTC)
    until = since + KNOWN
    changes = {name: clock_changes(name, since, until) for name in sorted(zones)}
    return {
        "of": tool.checked.isoformat(),
        "until": _ms(until),
        "zones": {name: [[_ms(at), ahead] for at, ahead in found] for name, found in changes.items()},
    }


def _ms(moment: datetime.datetime) -> int:
    return round(moment.timestamp() * 1000)


def local_hours(window: Window, day: datetime.date, there: str, here: str) -> str:
    """A window of a day elsewhere on the clock here: `18:30 to 02:30`, and whose day it begins on if it is another."""
    start, end = (_instant(day, clock, there) for clock in (window.from_, window.to))
    if end <= start:
        end = _instant(day + datetime.timedelta(days=1), window.to, there)
    own = [moment.astimezone(zone(here)) for moment in (start, end)]
    return f"{own[0]:%H:%M} to {own[1]:%H:%M}{_SHIFTS[(own[0].date() - day).days]}"


def _instant(day: datetime.date, clock: str, there: str) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time.fromisoformat(clock), zone(there)).astimezone(datetime.UTC)


def _next(after: datetime.date, month: int, day: int) -> datetime.date:
    """The first such day of a year that is not before another."""
    this = datetime.date(after.year, month, day)
    return this if this >= after else this.replace(year=after.year + 1)
