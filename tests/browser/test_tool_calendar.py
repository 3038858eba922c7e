"""The calendar: what comes next, what is saved, what is subscribed to."""

from __future__ import annotations

import datetime

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from generator.render.tools.calendar import events
from tests.browser.tool_page import SCHEMES, obstacles, opened, renderer, saved, shelf
from tests.calendars import calendar

TOOL = "cycle-calendar"
NOW = "2027-01-31T23:30:00+05:30"
SAVE = "Save the ticked as a calendar file"


def rows(page: Page) -> list[str]:
    return page.locator(".calendar-list small").all_inner_texts()


def test_what_is_over_is_gone_and_what_comes_next_says_how_far_away_it_is(page: Page) -> None:
    found = rows(page)
    assert len(found) == 6
    assert "Sunday 31 January 2027 · today" in found
    assert "Monday 1 February 2027 · tomorrow" in found
    assert any(it.endswith("· now") for it in found)
    assert not [it for it in found if it.endswith("over")]
    page.get_by_role("button", name="Show all").click()
    assert len(rows(page)) > 20


def test_only_what_is_announced_is_shown_if_the_reader_says_so(page: Page) -> None:
    page.get_by_role("button", name="Show all").click()
    page.get_by_label("Only dates that are announced").check()
    assert [it for it in page.locator(".calendar-list strong").all_inner_texts() if it.startswith("Expected")] == []
    page.reload()
    assert page.get_by_label("Only dates that are announced").is_checked()


def test_the_ticked_dates_are_saved_under_the_names_that_the_subscription_gives_them(page: Page) -> None:
    box = page.locator(".calendar-list input").nth(1)
    left = page.locator(".calendar-list strong").nth(1).inner_text()
    box.uncheck()
    assert page.evaluate("document.activeElement.closest('li').textContent").startswith(left)
    name, text = saved(page, SAVE)
    found = calendar(text)
    assert name == "cycle-calendar.ics"
    titles = [str(it["SUMMARY"]) for it in found.walk("VEVENT")]
    assert left not in titles
    assert len(titles) > 20
    known = {(it.uid, it.first, it.title) for it in events(renderer(), datetime.date.min)}
    assert {(str(it["UID"]), it["DTSTART"].dt, str(it["SUMMARY"])) for it in found.walk("VEVENT")} <= known
    page.reload()
    assert not page.locator(".calendar-list input").nth(1).is_checked()


def test_the_subscription_is_an_address_that_calendars_open(page: Page, address: str) -> None:
    link = page.get_by_role("link", name="Subscribe in my calendar")
    assert link.get_attribute("href") == address.replace("http:", "webcal:").replace(f"{TOOL}/", f"{TOOL}.ics")
    page.get_by_role("button", name="Copy the address").click()
    expect(page.locator(".tool-said")).not_to_be_empty()


def test_two_tabs_agree_and_without_storage_it_works_and_says_so(
    both: tuple[BrowserContext, Page], address: str
) -> None:
    context, page = both
    other = context.new_page()
    other.clock.set_fixed_time(NOW)
    other.goto(address)
    page.locator(".calendar-list input").first.uncheck()
    expect(other.locator(".calendar-list input").first).not_to_be_checked()
    assert list(shelf(page, TOOL)["value"]["left"].values()) == [True]
    other.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('No'); } })")
    other.reload()
    other.locator(".calendar-list input").nth(2).uncheck()
    assert not other.locator(".calendar-list input").nth(2).is_checked()
    assert "keeps nothing for this site" in other.locator(".tool-warning").inner_text()


def test_once_it_is_loaded_it_needs_no_network(both: tuple[BrowserContext, Page]) -> None:
    context, page = both
    context.set_offline(True)
    page.locator(".calendar-list input").first.uncheck()
    assert "BEGIN:VEVENT" in saved(page, SAVE)[1]


def test_it_can_be_used_by_keyboard_alone(page: Page) -> None:
    page.get_by_label("Only dates that are announced").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert not page.locator(".calendar-list input").first.is_checked()
    page.keyboard.press("Space")
    assert page.locator(".calendar-list input").first.is_checked()


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", [360, 1280])
def test_no_obstacle_and_no_page_wider_than_the_screen(browser: Browser, address: str, scheme: str, width: int) -> None:
    path = address + ("" if scheme == "light" else "dark/")
    with opened(browser, path, NOW, viewport={"width": width, "height": 800}) as (_, page):
        page.get_by_role("button", name="Show all").click()
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert obstacles(page) == []
