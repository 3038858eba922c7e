"""What the browser says of all clocks of the world, beside what Python's zoneinfo says."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page

from generator.clocks import zone as clock
from generator.clocks import zone_names
from tests.browser.components import empty_page

UTC = datetime.UTC
SINCE, UNTIL = datetime.datetime(2026, 11, 1, tzinfo=UTC), datetime.datetime(2031, 12, 31, tzinfo=UTC)
MINUTE = datetime.timedelta(minutes=1)
OFFSETS = """async ([zones, moments]) => {
  const { isZone, offset } = await import("/components/tool-parts/zones.mjs");
  return zones.map((zone) => isZone(zone) ? moments.map((moment) => offset(zone, moment) / 1000) : null);
}"""
CHANGES = """async ([zones, since, until]) => {
  const { changes } = await import("/components/tool-parts/zones.mjs");
  return zones.map((zone) => changes(zone, since, until).map(({ at, from, to }) => [at, from / 1000, to / 1000]));
}"""
MOMENTS = """async (table) => {
  const { moments, local } = await import("/components/tool-parts/zones.mjs");
  const both = (zone, other) => (time) => moments(zone, time).map((at) => [at, local(other, at)]);
  return table.map(([zone, other, times]) => times.map(both(zone, other)));
}"""


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with empty_page(browser, tmp_path_factory.mktemp("zones")) as page:
        yield page


@cache
def zones() -> tuple[str, ...]:
    """Every zone that has a place or a meaning of its own."""
    return tuple(zone for zone in zone_names() if zone != "Factory")


def ms(moment: datetime.datetime) -> int:
    return round(moment.timestamp() * 1000)


def seconds(zone: ZoneInfo, moment: datetime.datetime) -> int:
    ahead = moment.astimezone(zone).utcoffset()
    assert ahead is not None
    return round(ahead.total_seconds())


@cache
def turns(zone: str) -> tuple[tuple[datetime.datetime, int, int], ...]:
    """The clock changes of a zone within the five years: the first moment after, and the offsets before and after."""
    info, found, low = clock(zone), [], SINCE
    while low < UNTIL:
        high = low + datetime.timedelta(days=1)
        if (before := seconds(info, low)) != seconds(info, high):
            start, end = low, high
            while end - start > MINUTE:
                middle = start + (end - start) // 2
                middle = middle.replace(second=0, microsecond=0)
                start, end = (middle, end) if seconds(info, middle) == before else (start, middle)
            found.append((end, before, seconds(info, end)))
        low = high
    return tuple(found)


def python_moments(zone: str, time: datetime.datetime) -> list[datetime.datetime]:
    """The moments at which a clock shows a local time."""
    info = clock(zone)
    both = {time.replace(tzinfo=info, fold=fold).astimezone(UTC) for fold in (0, 1)}
    return sorted(moment for moment in both if moment.astimezone(info).replace(tzinfo=None) == time)


@pytest.fixture(scope="module")
def shared(page: Page) -> tuple[str, ...]:
    """The zones for which the browser's table says what Python's says: on each noon and around each change."""
    moments = [SINCE + datetime.timedelta(days=day) for day in range((UNTIL - SINCE).days)][::7]
    told = page.evaluate(OFFSETS, [zones(), [ms(moment) for moment in moments]])
    agree = [
        zone
        for zone, offsets in zip(zones(), told, strict=True)
        if offsets == [seconds(clock(zone), moment) for moment in moments]
    ]
    return tuple(agree)


def test_the_two_tables_of_zones_are_nearly_the_same(shared: tuple[str, ...]) -> None:
    """A browser and Python carry different releases; governments change a few clocks between two."""
    assert len(zones()) > 500
    assert len(zones()) - len(shared) < 12, sorted(set(zones()) - set(shared))
    assert {"America/New_York", "Asia/Kolkata", "Africa/Lagos", "Asia/Manila", "Europe/London"} <= set(shared)


def test_every_clock_change_of_the_next_five_years_is_found(page: Page, shared: tuple[str, ...]) -> None:
    found = page.evaluate(CHANGES, [shared, ms(SINCE), ms(UNTIL)])
    expected = {zone: [[ms(at), before, after] for at, before, after in turns(zone)] for zone in shared}
    assert sum(map(len, expected.values())) > 1000
    assert {zone: it for zone, it in zip(shared, found, strict=True) if it != expected[zone]} == {}


def test_a_local_time_on_the_day_of_a_clock_change_is_the_moment_that_zoneinfo_says(
    page: Page, shared: tuple[str, ...]
) -> None:
    """Every half hour of those days: none where clocks go forward, two where they go back, else one."""
    table = []
    for number, zone in enumerate(shared):
        days = {(at + datetime.timedelta(seconds=before)).date() for at, before, _ in turns(zone)}
        times = [
            datetime.datetime.combine(day, datetime.time()) + 30 * MINUTE * half
            for day in sorted(days)
            for half in range(48)
        ]
        if times:
            table.append((zone, shared[number * 7 % len(shared)], times))
    found = page.evaluate(
        MOMENTS, [[zone, other, [f"{time:%Y-%m-%dT%H:%M}" for time in times]] for zone, other, times in table]
    )
    kinds = set()
    for (zone, other, times), told in zip(table, found, strict=True):
        expected = [
            [[ms(at), f"{at.astimezone(clock(other)):%Y-%m-%dT%H:%M}"] for at in python_moments(zone, time)]
            for time in times
        ]
        kinds |= {len(it) for it in expected}
        assert told == expected, zone
    assert kinds == {0, 1, 2}
