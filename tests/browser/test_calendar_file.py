"""Calendar files as the browser writes them, read back by the icalendar library."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from generator.clocks import clock_changes, zone
from tests.browser.components import empty_page
from tests.calendars import calendar

UTC = datetime.UTC
MAKE = """async (file) => {
  const { calendarFile } = await import("/components/tool-parts/calendar.mjs");
  return calendarFile(file);
}"""
STAMP = datetime.datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
TALK: dict[str, Any] = {"uid": "a@b", "title": "Talk", "zone": "America/New_York", "minutes": 30}


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with empty_page(browser, tmp_path_factory.mktemp("calendar")) as page:
        yield page


def ms(moment: datetime.datetime) -> int:
    return round(moment.timestamp() * 1000)


def text_of(page: Page, *events: dict[str, Any]) -> str:
    file = {"name": "My dates", "product": "A site", "stamp": ms(STAMP), "events": events}
    return str(page.evaluate(MAKE, file))


def made(page: Page, *events: dict[str, Any]) -> Any:
    return calendar(text_of(page, *events))


def only(found: Any) -> Any:
    (event,) = found.walk("VEVENT")
    return event


@pytest.mark.parametrize("month", [1, 7])
@pytest.mark.parametrize("name", ["America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Asia/Kathmandu"])
def test_an_event_stands_in_its_zone_at_its_moment(page: Page, name: str, month: int) -> None:
    start = datetime.datetime(2027, month, 15, 19, 0, tzinfo=zone(name))
    event = only(made(page, TALK | {"zone": name, "start": ms(start)}))
    assert event["DTSTART"].params["TZID"] == name
    assert event.start.replace(tzinfo=None) == start.replace(tzinfo=None)
    assert event.start.astimezone(UTC) == start.astimezone(UTC)
    assert event.duration == datetime.timedelta(minutes=30)
    assert event["DTSTAMP"].dt == STAMP


def test_the_zone_carries_every_clock_change_of_its_years(page: Page) -> None:
    for name in ("America/New_York", "Europe/London", "Asia/Karachi", "Australia/Lord_Howe", "America/Santiago"):
        start = datetime.datetime(2027, 3, 14, 12, tzinfo=zone(name))
        (found,) = made(page, TALK | {"zone": name, "start": ms(start)}).walk("VTIMEZONE")
        assert found["TZID"] == name
        own = found.to_tz(lookup_tzid=False)
        for day in range(-300, 300, 5):
            moment = start.astimezone(UTC) + datetime.timedelta(days=day, hours=day % 24)
            assert moment.astimezone(own).utcoffset() == moment.astimezone(zone(name)).utcoffset(), (name, moment)


def test_a_time_that_happens_twice_keeps_its_moment(page: Page) -> None:
    first = datetime.datetime(2026, 11, 1, 5, 30, tzinfo=UTC)  # 01:30 in New York, in summer time
    second = first + datetime.timedelta(hours=1)  # 01:30 again
    starts = [only(made(page, TALK | {"start": ms(moment)})).start for moment in (first, second)]
    assert [start.astimezone(UTC) for start in starts] == [first, second]
    assert [str(start)[11:16] for start in starts] == ["01:30", "06:30"]


def test_an_event_across_a_clock_change_ends_when_it_ends(page: Page) -> None:
    start = datetime.datetime(2027, 3, 14, 6, 30, tzinfo=UTC)  # 01:30 in New York; half an hour later it is 03:00
    event = only(made(page, TALK | {"start": ms(start), "minutes": 60}))
    assert event.end.astimezone(UTC) - event.start.astimezone(UTC) == datetime.timedelta(hours=1)
    assert str(event.end)[11:16] == "03:30"


def test_alarms_address_and_state_are_there(page: Page) -> None:
    more = {
        "alarms": [[720, "In twelve hours; test"], [60, "In one hour"]],
        "url": "https://example.org/x",
        "text": "Why",
    }
    event = only(made(page, TALK | more | {"start": ms(STAMP), "tentative": True, "free": True}))
    alarms = event.walk("VALARM")
    assert [(it["ACTION"], it["TRIGGER"].dt, str(it["DESCRIPTION"])) for it in alarms] == [
        ("DISPLAY", -datetime.timedelta(hours=12), "In twelve hours; test"),
        ("DISPLAY", -datetime.timedelta(hours=1), "In one hour"),
    ]
    assert [str(event[key]) for key in ("UID", "URL", "DESCRIPTION", "STATUS", "TRANSP")] == [
        "a@b", "https://example.org/x", "Why", "TENTATIVE", "TRANSPARENT",
    ]  # fmt: skip


def test_whole_days_end_with_the_last_of_them(page: Page) -> None:
    event = only(made(page, {"uid": "d", "title": "Week", "day": "2027-02-26", "until": "2027-02-28"}))
    assert (event.start, event.end) == (datetime.date(2027, 2, 26), datetime.date(2027, 3, 1))
    assert made(page, {"uid": "d", "title": "Day", "day": "2027-02-28"}).walk("VTIMEZONE") == []


def test_a_block_that_repeats_carries_the_clock_changes_of_years(page: Page) -> None:
    start = datetime.datetime(2026, 11, 30, 20, tzinfo=zone("Europe/London"))
    file = made(page, TALK | {"zone": "Europe/London", "start": ms(start), "days": ["MO", "TH"], "minutes": 90})
    event = only(file)
    assert event["RRULE"] == {"FREQ": ["WEEKLY"], "BYDAY": ["MO", "TH"]}
    assert event.duration == datetime.timedelta(minutes=90)
    (found,) = file.walk("VTIMEZONE")
    until = start.astimezone(UTC) + datetime.timedelta(days=5 * 365)
    own = found.to_tz(lookup_tzid=False)
    for moment, _ in clock_changes("Europe/London", start.astimezone(UTC), until):
        assert moment.astimezone(own).utcoffset() == moment.astimezone(zone("Europe/London")).utcoffset()


def test_zones_stand_once_and_the_same_content_gives_the_same_bytes(page: Page) -> None:
    twice = [TALK | {"uid": uid, "start": ms(STAMP)} for uid in ("a", "b")]
    assert len(made(page, *twice).walk("VTIMEZONE")) == 1
    assert text_of(page, *twice) == text_of(page, *twice)


WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r"), max_size=200)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=WORDS, words=WORDS)
def test_any_words_come_back_and_no_line_is_longer_than_75_octets(page: Page, title: str, words: str) -> None:
    text = text_of(page, TALK | {"start": ms(STAMP), "title": title, "text": words or "x"})
    assert text.endswith("\r\n")
    lines = text.encode().split(b"\r\n")
    assert [line for line in lines if len(line) > 75 or b"\n" in line or b"\r" in line] == []
    event = only(calendar(text))

    def shown(said: str) -> str:
        return "".join(" " if (ord(each) < 32 and each != "\n") or each == "\x7f" else each for each in said)

    assert [str(event["SUMMARY"]), str(event["DESCRIPTION"])] == [shown(title), shown(words or "x")]


def test_half_a_character_is_replaced(page: Page) -> None:
    text = page.evaluate(
        "async () => { const { calendarFile } = await import('/components/tool-parts/calendar.mjs');"
        "return calendarFile({ name: 'x\\ud83d', product: 'p', stamp: 0, events: [] }); }"
    )
    assert "X-WR-CALNAME:x\ufffd\r\n" in text
