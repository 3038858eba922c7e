"""The week: sums, collisions, the quiet hour, and weekly events in the reader's own zone."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.tool_page import SCHEMES, obstacles, opened, saved, shelf
from tests.calendars import calendar

TOOL = "my-week"
NOW = "2026-11-24T10:00:00+05:30"  # a Tuesday
UTC = datetime.UTC
SAVE = "Save as a calendar file"
PURE = "async (blocks) => (await import('/components/tool-week/week.mjs')).%s"


def put(page: Page, hours: str, name: str, days: str, start: str, end: str) -> None:
    page.get_by_label("Hours for").select_option(hours)
    page.get_by_label("What exactly").fill(name)
    page.get_by_label("From").fill(start)
    page.get_by_label("To", exact=True).fill(end)
    for day in days.split():
        page.get_by_label(day, exact=True).check()
    page.get_by_role("button", name="Put it in").click()


def sums(page: Page) -> list[str]:
    return page.locator(".week-sums li").all_inner_texts()


def notes(page: Page) -> list[str]:
    return page.locator(".week-notes li").all_inner_texts()


def day(page: Page, name: str) -> list[str]:
    return page.locator(".week-days section", has_text=name).locator(".week-block > span:first-child").all_inner_texts()


def block(**more: Any) -> dict[str, Any]:
    return {"id": "a", "hours": "us", "name": "", "days": ["mo"], "from": "20:00", "to": "22:00"} | more


def test_hours_add_up_beside_what_is_advised(page: Page) -> None:
    assert sums(page)[0] == "U.S. path: 0 h, less than the 10 to 15 that we advise"
    put(page, "us", "Questions", "Monday Thursday", "18:00", "20:30")
    assert sums(page)[0] == "U.S. path: 5 h, less than the 10 to 15 that we advise"
    put(page, "us", "More questions", "Tuesday Wednesday Friday", "18:00", "20:30")
    assert sums(page)[0] == "U.S. path: 12.5 h, fits the 10 to 15 that we advise"
    put(page, "us", "Weekend", "Saturday", "08:00", "12:00")
    assert sums(page)[0] == "U.S. path: 16.5 h, more than the 10 to 15 that we advise"
    assert sums(page)[2] == "Time off: 0 h, less than the 6 or more that we advise"
    assert day(page, "Monday") == ["18:00–20:30 Questions"]


def test_the_example_is_a_week_that_fits_and_can_be_changed(page: Page) -> None:
    page.get_by_role("button", name="Begin with the example").click()
    assert [it.split(", ")[1].split()[0] for it in sums(page)] == ["fits"] * 3
    assert notes(page) == []
    assert page.get_by_role("button", name="Begin with the example").is_hidden()
    assert day(page, "Sunday") == ["12:00–20:00 Half day without programs"]


def test_blocks_that_share_time_are_named_once(page: Page) -> None:
    put(page, "work", "Shift", "Monday Tuesday", "08:00", "16:00")
    put(page, "us", "Reading", "Monday Tuesday", "15:00", "17:00")
    assert notes(page) == ["Monday: “Shift” and “Reading” share time."]
    put(page, "us", "After it", "Wednesday", "16:00", "17:00")
    assert len(notes(page)) == 1


def test_a_block_past_the_quiet_hour_is_named_unless_its_hours_may_be_late(page: Page) -> None:
    put(page, "us", "Reading", "Monday", "20:00", "21:30")
    put(page, "work", "Night shift", "Friday", "21:00", "07:00")
    (note,) = notes(page)
    assert note.startswith("“Reading” goes on after 21:00.")
    page.get_by_label("No groups after nine").fill("22:00")
    page.get_by_label("No groups after nine").blur()
    assert notes(page) == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (block(), block(id="b", **{"from": "21:00", "to": "23:00"}), 1),
        (block(), block(id="b", **{"from": "22:00", "to": "23:00"}), 0),
        (block(days=["su"], **{"from": "22:00", "to": "06:00"}), block(id="b", **{"from": "05:00", "to": "07:00"}), 1),
        (block(days=["su"], **{"from": "22:00", "to": "06:00"}), block(id="b", **{"from": "06:00", "to": "07:00"}), 0),
        (block(days=["mo", "tu"]), block(id="b", days=["tu", "mo"]), 1),
        (block(days=[]), block(id="b"), 0),
    ],
    ids=["within", "after", "over midnight", "after a night", "twice a week", "on no day"],
)
def test_collisions_go_round_the_week(page: Page, one: dict[str, Any], other: dict[str, Any], expected: int) -> None:
    assert page.evaluate(PURE % "collisions(blocks).length", [one, other]) == expected
    assert page.evaluate(PURE % "collisions(blocks).length", [other, one]) == expected


def test_the_calendar_file_repeats_each_week_in_the_reader_s_zone(page: Page) -> None:
    put(page, "us", "Reading; first", "Monday Thursday", "18:00", "20:00")
    put(page, "work", "Night", "Friday", "22:00", "06:00")
    name, text = saved(page, SAVE)
    found = calendar(text)
    assert name == "my-week.ics"
    events = {str(it["SUMMARY"]): it for it in found.walk("VEVENT")}
    assert {
        title: (it["DTSTART"].params["TZID"], str(it["DTSTART"].dt)[:16], it["RRULE"]["BYDAY"], it["DURATION"].dt)
        for title, it in events.items()
    } == {
        "Reading; first": ("Asia/Calcutta", "2026-11-26 18:00", ["MO", "TH"], datetime.timedelta(hours=2)),
        "Night": ("Asia/Calcutta", "2026-11-27 22:00", ["FR"], datetime.timedelta(hours=8)),
        "No groups after nine": (
            "Asia/Calcutta",
            "2026-11-24 21:00",
            ["MO", "TU", "WE", "TH", "FR", "SA", "SU"],
            datetime.timedelta(hours=1),
        ),
    }  # fmt: skip
    alarms = {title: [alarm["TRIGGER"].dt for alarm in it.walk("VALARM")] for title, it in events.items()}
    assert alarms["Night"] == [-datetime.timedelta(minutes=10)]
    assert alarms["No groups after nine"] == [datetime.timedelta(0)]
    assert len(found.walk("VTIMEZONE")) == 1
    again = calendar(saved(page, SAVE)[1])
    assert [str(it["UID"]) for it in again.walk("VEVENT")] == [str(it["UID"]) for it in found.walk("VEVENT")]


def test_zone_reminder_and_quiet_hour_can_be_changed_and_last(page: Page) -> None:
    put(page, "us", "Reading", "Monday", "18:00", "20:00")
    page.get_by_label("Time zone").select_option("Europe/London")
    page.get_by_label("Reminder").select_option("none")
    page.get_by_label("No groups after nine").fill("")
    page.get_by_label("No groups after nine").blur()
    page.reload()
    (event,) = calendar(saved(page, SAVE)[1]).walk("VEVENT")
    assert event["DTSTART"].params["TZID"] == "Europe/London"
    assert event.walk("VALARM") == []


def test_blocks_can_be_edited_deleted_and_brought_back(page: Page) -> None:
    put(page, "us", "Reading", "Monday", "18:00", "20:00")
    page.get_by_role("button", name="Edit: Reading, Monday").click()
    page.get_by_label("Tuesday", exact=True).check()
    page.get_by_label("To", exact=True).fill("19:00")
    page.get_by_role("button", name="Put it in").click()
    assert [day(page, "Monday"), day(page, "Tuesday")] == [["18:00–19:00 Reading"]] * 2
    page.get_by_role("button", name="Delete: Reading, Tuesday").click()
    assert day(page, "Monday") == []
    page.get_by_role("button", name="Undo").click()
    assert day(page, "Monday") == ["18:00–19:00 Reading"]


def test_nothing_is_put_in_without_a_day(page: Page) -> None:
    put(page, "us", "Reading", "", "18:00", "20:00")
    assert page.locator(".tool-said").inner_text() == "Tick at least one day, and give a start and an end."
    assert shelf(page, TOOL) is None


def test_two_tabs_agree_and_without_storage_it_works_and_says_so(
    both: tuple[BrowserContext, Page], address: str
) -> None:
    context, page = both
    other = context.new_page()
    other.goto(address)
    put(page, "us", "Here", "Monday", "18:00", "20:00")
    put(other, "us", "There", "Tuesday", "18:00", "20:00")
    expect(page.locator(".week-block")).to_have_count(2)
    other.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('No'); } })")
    other.reload()
    put(other, "us", "Only here", "Tuesday", "18:00", "20:00")
    assert day(other, "Tuesday") == ["18:00–20:00 Only here"]
    assert "keeps nothing for this site" in other.locator(".tool-warning").inner_text()


def test_once_it_is_loaded_it_needs_no_network(both: tuple[BrowserContext, Page]) -> None:
    context, page = both
    context.set_offline(True)
    page.get_by_role("button", name="Begin with the example").click()
    assert saved(page, SAVE)[1].count("BEGIN:VEVENT") == 6


def test_it_can_be_used_by_keyboard_alone(page: Page) -> None:
    page.get_by_label("What exactly").focus()
    page.keyboard.type("By keyboard")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.value") == "mo":
            break
    page.keyboard.press("Space")
    page.get_by_role("button", name="Put it in").focus()
    page.keyboard.press("Enter")
    assert day(page, "Monday") == ["18:00–20:00 By keyboard"]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", [360, 1280])
def test_no_obstacle_and_no_page_wider_than_the_screen(browser: Browser, address: str, scheme: str, width: int) -> None:
    path = address + ("" if scheme == "light" else "dark/")
    with opened(browser, path, NOW, viewport={"width": width, "height": 800}) as (_, page):
        page.get_by_role("button", name="Begin with the example").click()
        put(
            page,
            "us",
            "A block with a very long name that does not fit on the line of a phone",
            "Monday",
            "19:00",
            "22:00",
        )
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert obstacles(page) == []
