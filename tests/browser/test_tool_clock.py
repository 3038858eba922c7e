"""The clock: an appointment elsewhere on the reader's own clock, kept, exported, printed; on a phone, by keyboard."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from generator.clocks import zone
from tests.browser.tool_page import SCHEMES, obstacles, opened, saved, shelf
from tests.calendars import calendar, events

TOOL = "interview-clock"
NOW = "2026-11-24T10:00:00+05:30"
UTC = datetime.UTC
BANDS = [["07:00", "Easy", ""], ["21:00", "Late", ""], ["23:00", "Hard", ""], ["05:00", "Early", ""]]
NIGHT = {"hours": 7, "awake": 120, "nap": 90, "bed": "23:00", "wake": "07:00"}


def give(page: Page, day: str, time: str, minutes: int = 30, there: str = "America/New_York", who: str = "") -> None:
    page.get_by_label("Date there").fill(day)
    page.get_by_label("Start there").fill(time)
    page.get_by_label("Minutes").fill(str(minutes))
    page.get_by_label("Time zone there").select_option(there)
    page.get_by_label("Program").fill(who)


def answer(page: Page) -> str:
    return page.locator(".clock-own").inner_text()


def advice(page: Page) -> dict[str, str]:
    rows = page.locator(".clock-answer .clock-advice > div")
    return {row.locator("dt").inner_text(): row.locator("dd").inner_text() for row in rows.all()}


def keep(page: Page, *given: Any, **more: Any) -> None:
    give(page, *given, **more)
    page.get_by_role("button", name="Keep it").click()


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        ("2027-07-15", "Friday 16 July 2027, 04:30 to 06:30 in Delhi (UTC+5:30)"),
        ("2027-01-15", "Saturday 16 January 2027, 05:30 to 07:30 in Delhi (UTC+5:30)"),
    ],
    ids=["July", "January"],
)
def test_seven_to_nine_in_the_evening_eastern_is_early_morning_in_india(page: Page, day: str, shown: str) -> None:
    give(page, day, "19:00", 120)
    assert answer(page) == shown


def test_the_clock_of_the_device_is_taken_until_another_is_chosen_which_is_remembered(page: Page) -> None:
    own = page.get_by_label("Your city or time zone")
    assert own.input_value() == "Asia/Kolkata"
    own.select_option("Asia/Manila")
    give(page, "2026-12-08", "11:00", there="America/Chicago")
    assert answer(page) == "Wednesday 9 December 2026, 01:00 to 01:30 in Manila (UTC+8)"
    page.reload()
    assert page.get_by_label("Your city or time zone").input_value() == "Asia/Manila"


@pytest.mark.parametrize("device", ["Africa/Lagos", "Asia/Kathmandu", "America/St_Johns", "UTC"])
def test_every_device_has_its_own_clock_in_the_list(browser: Browser, address: str, device: str) -> None:
    with opened(browser, address, NOW, timezone_id=device) as (_, page):
        give(page, "2027-01-15", "12:00")
        start = datetime.datetime(2027, 1, 15, 12, tzinfo=zone("America/New_York")).astimezone(zone(device))
        assert f"{start:%H:%M} to " in answer(page)


def test_a_time_that_clocks_skip_is_refused_and_explained(page: Page) -> None:
    keep(page, "2027-03-14", "02:30")
    assert page.locator(".clock-answer").inner_text() == (
        "02:30 does not exist in Eastern time on Sunday 14 March 2027: clocks go forward there by +1 h. "
        "Ask what is meant."
    )
    assert page.locator(".tool-said").inner_text() == "Give a date and a time that exist there."
    assert shelf(page, TOOL) is None


def test_a_time_that_happens_twice_shows_both_and_keeps_the_one_that_is_meant(page: Page) -> None:
    page.clock.set_fixed_time("2026-10-20T10:00:00+05:30")
    give(page, "2026-11-01", "01:30")
    assert "01:30 happens twice: 11:00 and 12:00 for you" in page.locator(".clock-answer").inner_text()
    assert answer(page).startswith("Sunday 1 November 2026, 11:00 to 11:30")
    page.get_by_label("The second of the two").check()
    assert answer(page).startswith("Sunday 1 November 2026, 12:00 to 12:30")
    page.get_by_role("button", name="Keep it").click()
    (event,) = events(saved(page, "Calendar file: Interview")[1])
    assert event.start.astimezone(UTC) == datetime.datetime(2026, 11, 1, 6, 30, tzinfo=UTC)


def test_clock_changes_on_the_way_are_named_with_what_follows(page: Page) -> None:
    give(page, "2027-04-01", "09:00")
    page.get_by_text("Clocks change before it (1)").click()
    assert page.locator(".clock-turns li").all_inner_texts() == [
        "New York: Sunday 14 March 2027. From then on your clock shows +9:30 h."
    ]
    page.get_by_label("Your city or time zone").select_option("Europe/London")
    assert page.get_by_text("Clocks change before it (2)").count() == 1
    give(page, "2026-12-01", "09:00")
    assert page.locator(".clock-turns").count() == 0


def test_a_late_hour_says_how_hard_it_is_when_to_sleep_and_when_to_rehearse(page: Page) -> None:
    give(page, "2026-12-08", "14:00", 60)
    assert advice(page) == {
        "Hour": "Hard. Sleep in the afternoon, as before a night shift. Keep the next morning free.",
        "Sleep": "Tue 8 December 2026, 21:00 to 22:30, then Wed 9 December 2026, 02:30 to 09:30.",
        "Mock interview": "At the same hour: Wed 2 December 2026, 00:30 and Mon 7 December 2026, 00:30.",
    }
    give(page, "2026-11-24", "08:00")
    assert advice(page)["Mock interview"] == "There are only hours left: once today, at any hour."


@pytest.mark.parametrize(
    ("start", "minutes", "expected"),
    [
        ("12:00", 60, []),
        ("09:00", 60, []),
        ("22:00", 60, []),
        ("22:30", 60, [["19:00", "20:30"], ["00:30", "07:30"]]),
        ("23:30", 60, [["20:00", "21:30"], ["01:30", "08:30"]]),
        ("02:00", 60, [["22:30", "00:00"], ["04:00", "11:00"]]),
        ("04:30", 120, [["19:30", "02:30"]]),
        ("08:00", 60, [["23:00", "06:00"]]),
    ],
)
def test_sleep_comes_before_early_hours_and_around_late_ones(
    page: Page, start: str, minutes: int, expected: list[list[str]]
) -> None:
    found = page.evaluate(
        """async ([night, start, minutes]) => {
          const { sleeping } = await import("/components/tool-clock/clock.mjs");
          const { local } = await import("/components/tool-parts/zones.mjs");
          const at = Date.parse(`2026-12-08T${start}+05:30`);
          const clock = (it) => local("Asia/Kolkata", it).slice(11);
          return sleeping(night, "Asia/Kolkata", at, minutes).map((span) => span.map(clock));
        }""",
        [NIGHT, start, minutes],
    )
    assert found == expected


@pytest.mark.parametrize(
    ("time", "word"), [("07:00", "Easy"), ("20:59", "Easy"), ("22:00", "Late"), ("03:00", "Hard"), ("06:59", "Early")]
)
def test_hours_after_midnight_belong_to_the_band_that_began_before_it(page: Page, time: str, word: str) -> None:
    found = page.evaluate(
        "async ([bands, time]) => (await import('/components/tool-clock/clock.mjs')).hardness(bands, time)[1]",
        [BANDS, time],
    )
    assert found == word


def test_kept_appointments_stand_in_their_order_and_can_be_edited_deleted_and_brought_back(page: Page) -> None:
    keep(page, "2026-12-10", "13:00", who="Second")
    keep(page, "2026-12-08", "09:00", who="First")
    names = page.locator(".clock-list > li > p:first-child")
    assert names.all_inner_texts() == ["Interview: First", "Interview: Second"]
    page.get_by_role("button", name="Edit: Interview: First").click()
    assert page.get_by_label("Program").input_value() == "First"
    keep(page, "2026-12-12", "09:00", who="First, moved")
    assert names.all_inner_texts() == ["Interview: Second", "Interview: First, moved"]
    page.get_by_role("button", name="Delete: Interview: Second").click()
    assert names.all_inner_texts() == ["Interview: First, moved"]
    page.get_by_role("button", name="Undo").click()
    assert names.all_inner_texts() == ["Interview: Second", "Interview: First, moved"]
    page.reload()
    assert names.all_inner_texts() == ["Interview: Second", "Interview: First, moved"]


def test_calendar_files_hold_both_clocks_two_alarms_and_names_that_stay(page: Page) -> None:
    keep(page, "2026-12-08", "11:00", there="America/Chicago", who="A, B; C")
    keep(page, "2027-04-08", "11:00", who="Later")
    name, text = saved(page, "Calendar file: Interview: A, B; C")
    assert name == "interview-clock.ics"
    (event,) = events(text)
    assert str(event["SUMMARY"]) == "Interview: A, B; C (11:00 Central = 22:30 Delhi)"
    assert str(event["DESCRIPTION"]).splitlines()[:2] == [
        "Central: Tuesday 8 December 2026, 11:00 to 11:30",
        "Delhi: Tuesday 8 December 2026, 22:30 to 23:00",
    ]
    assert event["DTSTART"].params["TZID"] == "America/Chicago"
    assert event.start.astimezone(UTC) == datetime.datetime(2026, 12, 8, 17, tzinfo=UTC)
    assert [alarm["TRIGGER"].dt for alarm in event.walk("VALARM")] == [
        -datetime.timedelta(hours=12), -datetime.timedelta(hours=1),
    ]  # fmt: skip
    everything = calendar(saved(page, "All as one calendar file")[1])
    assert len(everything.walk("VTIMEZONE")) == 2
    uids = {str(it["SUMMARY"])[:12]: str(it["UID"]) for it in everything.walk("VEVENT")}
    assert len(set(uids.values())) == 2
    assert str(event["UID"]) in uids.values()
    page.get_by_role("button", name="Edit: Interview: A, B; C").click()
    keep(page, "2026-12-09", "11:00", who="A, B; C")
    page.reload()
    assert str(events(saved(page, "Calendar file: Interview: A, B; C")[1])[0]["UID"]) == str(event["UID"])


def test_a_week_of_usual_hours_stands_on_the_reader_s_clock(page: Page) -> None:
    page.get_by_label("Any day of the week").fill("2026-12-03")
    table = page.locator(".clock-week")
    assert table.locator("caption").inner_text() == "Week of 30 November 2026: Eastern hours as Delhi sees them"
    assert table.locator("tbody tr").first.inner_text().split() == [
        "Mon", "30", "18:30–22:30", "23:30–03:30", "05:30–07:30", "Tue",
    ]  # fmt: skip
    page.get_by_label("Hours of").select_option("America/Los_Angeles")
    assert table.locator("tbody td").first.inner_text() == "21:30–01:30"


def test_two_tabs_keep_what_the_other_has_written(both: tuple[BrowserContext, Page], address: str) -> None:
    context, page = both
    other = context.new_page()
    other.goto(address)
    keep(page, "2026-12-08", "09:00", who="Here")
    keep(other, "2026-12-09", "09:00", who="There")
    expect(page.locator(".clock-list > li")).to_have_count(2)
    assert len(shelf(page, TOOL)["value"]["events"]) == 2


def test_without_storage_the_clock_works_and_says_what_that_means(browser: Browser, address: str) -> None:
    with opened(browser, address, NOW) as (_, page):
        page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('No'); } })")
        page.reload()
        assert "keeps nothing for this site" in page.locator(".tool-warning[role=status]").inner_text()
        keep(page, "2026-12-08", "09:00", who="Here")
        assert page.locator(".clock-list > li").count() == 1
        assert len(events(saved(page, "All as one calendar file")[1])) == 1


def test_a_device_with_other_clock_rules_than_the_site_is_named(browser: Browser, address: str) -> None:
    with opened(browser, address, NOW) as (_, page):
        page.route(address, lambda route: route.fulfill(body=route.fetch().text().replace(",330]]", ",300]]")))
        page.reload()
        give(page, "2026-12-08", "09:00")
        assert page.locator(".clock-answer .tool-warning").all_inner_texts() == [
            "This device says UTC+5:30 for Delhi on that day; our table of 24 November 2026 says UTC+5. "
            "One of the two is out of date: ask for the time in UTC."
        ]


def test_once_it_is_loaded_it_needs_no_network_and_sends_nothing(both: tuple[BrowserContext, Page]) -> None:
    context, page = both
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    context.set_offline(True)
    keep(page, "2026-12-08", "09:00", who="Here")
    saved(page, "All as one calendar file")
    page.get_by_label("Your city or time zone").select_option("Africa/Lagos")
    assert answer(page).startswith("Tuesday 8 December 2026, 15:00")
    assert [url for url in asked if not url.startswith("blob:")] == []


def test_it_can_be_used_by_keyboard_alone(page: Page) -> None:
    page.get_by_label("Program").focus()
    page.keyboard.type("By keyboard")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Keep it"
    page.keyboard.press("Enter")
    assert page.locator(".clock-list > li > p:first-child").all_inner_texts() == ["Interview: By keyboard"]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", [360, 1280])
def test_no_obstacle_and_no_page_wider_than_the_screen(browser: Browser, address: str, scheme: str, width: int) -> None:
    path = address + ("" if scheme == "light" else "dark/")
    with opened(browser, path, NOW, viewport={"width": width, "height": 800}) as (_, page):
        keep(page, "2027-04-08", "14:00", who="A program with a name that is longer than any phone is wide, really")
        page.get_by_text("sleep and rehearsal").click()
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert obstacles(page) == []
        small = page.eval_on_selector_all(
            "tool-clock button, tool-clock select, tool-clock input:not([type=checkbox])",
            "all => all.filter((it) => it.offsetParent && it.offsetHeight < 44).map((it) => it.outerHTML)",
        )
        assert small == []
