"""Pages of tools without scripts, and the calendar that the build makes."""

from __future__ import annotations

import datetime
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.build import check_content
from generator.clocks import clock_changes, zone, zone_names
from generator.knowledge import KnowledgeBase
from generator.model import Date, Source
from generator.model.tool import Window
from generator.references import references
from generator.render.records import record_pages
from generator.render.renderer import Renderer
from generator.render.tools import ical, tool_files
from generator.render.tools.clock import local_hours
from tests.build.project import ROOT
from tests.calendars import calendar
from tests.conftest import Content

EVENING = Window.model_validate({"name": "Evening", "from": "19:00", "to": "21:00"})
UTC = datetime.UTC
CALENDAR = """\
# yaml-language-server: $schema=../.schema/tool.json
kind: calendar
title: Days of rain
summary: When it rains, as a calendar.
since: 2026-03-01
checked: 2026-11-01
"""
DATES = """\
# yaml-language-server: $schema=.schema/date.json
over:
  title: Dry spell
  on: 2026-02-01
  until: 2026-02-28
  expected: false
  sources: [maker]
rain:
  title: "Rain, or snow; perhaps"
  on: 2026-03-30
  until: 2026-04-02
  expected: true
  text: It **rained** in earlier years.
  sources: [maker]
"""


@pytest.mark.parametrize(
    ("day", "city", "shown"),
    [
        ("2027-07-15", "Asia/Kolkata", "04:30 to 06:30, the next day"),
        ("2027-01-15", "Asia/Kolkata", "05:30 to 07:30, the next day"),
        ("2027-01-15", "Pacific/Honolulu", "14:00 to 16:00"),
        ("2027-01-15", "America/New_York", "19:00 to 21:00"),
    ],
)
def test_an_evening_elsewhere_stands_on_the_clock_of_a_city(day: str, city: str, shown: str) -> None:
    assert local_hours(EVENING, datetime.date.fromisoformat(day), "America/New_York", city) == shown


def test_hours_that_end_after_midnight_and_begin_on_the_day_before_are_said_so() -> None:
    night = Window.model_validate({"name": "Night", "from": "22:00", "to": "02:00"})
    day = datetime.date(2027, 1, 15)
    assert local_hours(night, day, "Asia/Kolkata", "Asia/Kolkata") == "22:00 to 02:00"
    early = Window.model_validate({"name": "Early", "from": "01:00", "to": "02:00"})
    assert local_hours(early, day, "Asia/Kolkata", "America/New_York") == "14:30 to 15:30, the day before"


def test_clock_changes_come_from_the_pinned_table_to_the_minute() -> None:
    since, until = (datetime.datetime(year, 11, 24, tzinfo=UTC) for year in (2026, 2027))
    assert clock_changes("America/New_York", since, until) == [
        (since, -300),
        (datetime.datetime(2027, 3, 14, 7, tzinfo=UTC), -240),
        (datetime.datetime(2027, 11, 7, 6, tzinfo=UTC), -300),
    ]
    assert clock_changes("Asia/Kolkata", since, until) == [(since, 330)]
    assert {zone(name).key for name in zone_names()} == set(zone_names())


def renderer(content: Content) -> Renderer:
    knowledge, problems = content.check()
    assert knowledge is not None, problems
    return Renderer(knowledge, references(knowledge))


def test_a_calendar_holds_each_date_that_is_not_over_with_its_source(content: Content) -> None:
    content.write("tools/rain.yml", CALENDAR).write("calendar.yml", DATES)
    ((path, data),) = tool_files(renderer(content))
    assert path == "tools/rain.ics"
    found = calendar(data.decode())
    (event,) = found.walk("VEVENT")
    assert {key: str(event[key]) for key in ("UID", "SUMMARY", "URL", "STATUS", "TRANSP")} == {
        "UID": "rain@umbrella",
        "SUMMARY": "Expected: Rain, or snow; perhaps",
        "URL": "https://example.org/umbrella",
        "STATUS": "TENTATIVE",
        "TRANSP": "TRANSPARENT",
    }
    assert str(event["DESCRIPTION"]).splitlines()[:2] == [
        "It rained in earlier years.",
        "Expected, not announced when we last looked.",
    ]
    assert "https://example.org/umbrella" in str(event["DESCRIPTION"]).splitlines()[2]
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (datetime.date(2026, 3, 30), datetime.date(2026, 4, 3))
    assert event["DTSTAMP"].dt == datetime.datetime(2026, 11, 1, tzinfo=UTC)


CLOCK = """\
# yaml-language-server: $schema=../.schema/tool.json
kind: clock
title: The maker's hours
summary: When to call the maker.
event: Call
with: Maker
zones: {Europe/Oslo: Oslo}
windows: [{name: "Morning <b>", from: "22:00", to: "02:00"}]
hours: [{from: "08:00", word: Good, say: Call.}]
rehearsal: Rehearsal
alarms: [{before: 10, say: Now}]
checked: 2026-11-01
"""
WEEK = """\
# yaml-language-server: $schema=../.schema/tool.json
kind: week
title: A dry week
summary: Hours under a roof.
hours:
  in: {name: Indoors, least: 10, most: 20, say: Stay dry.}
  out: {name: Outdoors, least: 2, say: Take it along.}
quiet: {name: No forecast, at: "21:00", say: Sleep.}
example:
  - {hours: out, name: Walk, days: [su], from: "15:00", to: "16:00"}
  - {hours: in, name: Tea, days: [su, mo], from: "10:00", to: "11:00"}
checked: 2026-11-01
"""
CITIES = """\
# yaml-language-server: $schema=.schema/city.json
delhi: {name: Delhi, country: India, zone: Asia/Kolkata}
"""


def static(content: Content, path: str) -> list[str]:
    """The lines of a tool's page below its component, without empty ones."""
    made = renderer(content)
    lines = dict(record_pages(made))[path].decode().splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith('<div class="tool">'))
    note, mark, *below = [line for line in lines[start + 1 :] if line]
    assert (note, mark) == (
        "The tool itself needs JavaScript. What stands below can be read without it.",
        "{ .without-script }",
    )
    return below


def test_a_clock_without_scripts_is_a_table_for_each_window(content: Content) -> None:
    content.write("tools/hours.yml", CLOCK).write("cities.yml", CITIES)
    assert static(content, "tools/hours.md")[2:-2] == [
        '<details class="more" open markdown>',
        "<summary>Morning &lt;b&gt;: 22:00 to 02:00 Oslo</summary>",
        "| City | Winter | Summer |",
        "| --- | --- | --- |",
        "| Delhi, India | 02:30 to 06:30, the next day | 01:30 to 05:30, the next day |",
        "</details>",
    ]


def test_a_week_without_scripts_is_its_hours_its_rule_and_its_example(content: Content) -> None:
    content.write("tools/week.yml", WEEK)
    assert static(content, "tools/week.md")[:10] == [
        "## The hours",
        "| Hours | A week | What they are for |",
        "| --- | --- | --- |",
        "| Indoors | 10 to 20 | Stay dry. |",
        "| Outdoors | at least 2 | Take it along. |",
        "**No forecast** (21:00). Sleep.",
        "## An example week",
        "| Day | Blocks |",
        "| --- | --- |",
        "| Monday | 10:00 to 11:00 Tea |",
    ]
    assert "| Sunday | 10:00 to 11:00 Tea; 15:00 to 16:00 Walk |" in static(content, "tools/week.md")


def test_a_calendar_without_scripts_lists_its_dates_and_links_its_file(content: Content) -> None:
    content.write("tools/rain.yml", CALENDAR).write("calendar.yml", DATES)
    assert static(content, "tools/rain.md")[:5] == [
        "[Calendar file](rain.ics): download it once, or [subscribe](#subscribe) and it stays up to date.",
        "## All dates",
        "- **30 March 2026 to 2 April 2026: Rain, or snow; perhaps**{ #rain } (expected)  ",
        "  It rained in earlier years.  ",
        "  Source: [The maker's page](../sources/maker.md)",
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('at: "21:00"', 'at: "25:00"', "“at”: write a time of day as HH:MM, such as 07:30 ('25:00')"),
        ("hours: out", "hours: about", "the example names hours “about” that are not among hours:"),
        ("least: 10", "least: 30", "most: needs to be as large as least: or larger"),
        ("[su, mo]", "[su, mon]", "“days” has an unknown value ('mon')"),
        ("kind: week", "kind: weak", "“kind” has an unknown value ('weak')"),
    ],
)
def test_a_slip_in_a_tool_is_named(content: Content, old: str, new: str, expected: str) -> None:
    content.write("tools/week.yml", WEEK.replace(old, new))
    (message,) = content.messages()
    assert expected in message


@cache
def real() -> KnowledgeBase:
    knowledge, problems = check_content(ROOT / "content")
    assert knowledge is not None, problems
    return knowledge


def test_every_date_of_the_real_calendar_names_its_source_once_and_for_ever() -> None:
    made = Renderer(real(), references(real()))
    ((_, data),) = tool_files(made)
    found = calendar(data.decode())
    events = found.walk("VEVENT")
    dates = {entry.id: entry.record for entry in real().of("date", Date)}
    sources = {entry.id: entry.record.url for entry in real().of("source", Source)}
    assert len({str(event["UID"]) for event in events}) == len(events) > 20
    for event in events:
        record = dates[str(event["UID"]).partition("@")[0]]
        assert [url for id_ in record.sources if (url := sources[id_]) not in str(event["DESCRIPTION"])] == []
        assert event["DTSTART"].dt == record.on
        assert event["DTEND"].dt == (record.until or record.on) + datetime.timedelta(days=1)
    assert data == next(iter(tool_files(made)))[1]


WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r"), max_size=200)


@given(title=WORDS, words=WORDS)
def test_any_words_come_back_and_no_line_is_longer_than_75_octets(title: str, words: str) -> None:
    day = datetime.date(2026, 11, 24)
    data = ical.calendar("N", "P", day, [ical.Event("a@b", title, words, day, day, "https://example.org/", False)])
    assert [line for line in data.split(b"\r\n") if len(line) > 75 or b"\n" in line] == []
    (event,) = calendar(data.decode()).walk("VEVENT")

    def shown(said: str) -> str:
        return "".join(" " if (ord(each) < 32 and each != "\n") or each == "\x7f" else each for each in said)

    assert [str(event["SUMMARY"]), str(event["DESCRIPTION"])] == [shown(title), shown(words)]


def test_a_page_that_a_tool_mentions_leads_to_it_with_its_sentence_and_a_fact_names_it_among_others() -> None:
    pages = dict(record_pages(Renderer(real(), references(real()))))
    guide = pages["guides/choosing-programs.md"].decode()
    assert "\n## Work with it\n\n- [Program list](../tools/program-list.md): " in guide
    assert "program-list.md" not in guide.partition("## Mentioned in")[2]
    assert "tools/what-it-costs.md" in pages["facts/nrmp-fee.md"].decode().partition("## Mentioned in")[2]
    tool = pages["tools/interview-clock.md"].decode()
    assert "## Work with it" not in tool
    assert "cycle-calendar.md" in tool.partition("## Mentioned in")[2]
