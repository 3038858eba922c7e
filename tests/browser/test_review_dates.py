"""A site that nobody builds any more says by the reader's clock which of its rules are past their day of review."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.local_site import served
from tests.build.project import SAMPLES, Project

NOTICE = ".due"
LAST_DAY, DAY_AFTER = "2046-01-31T12:00:00", "2046-02-01T12:00:00"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a small site, built long before its one fact is to be read again."""
    project = Project.copied(SAMPLES / "minimal", tmp_path_factory.mktemp("due"))
    project.edit("facts/ribs.yml", "volatile: false", "review_by: 2046-01-31\nvolatile: false")
    project.build()
    with served(project.site) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(timezone_id="Asia/Manila")
    yield context.new_page()
    context.close()


def test_a_page_speaks_up_on_the_day_after_and_not_before(page: Page, site: str) -> None:
    page.clock.set_fixed_time(f"{LAST_DAY}+08:00")
    page.goto(f"{site}guides/umbrellas/")
    assert page.locator(NOTICE).is_hidden()
    page.clock.set_fixed_time(f"{DAY_AFTER}+08:00")
    page.reload()
    assert page.locator(NOTICE).is_visible()
    assert page.locator(f"{NOTICE} li").all_inner_texts() == ["Ribs, as of 1 November 2026, review by 31 January 2046"]


def test_the_reader_s_own_day_counts_wherever_they_are(page: Page, site: str) -> None:
    page.clock.set_fixed_time("2046-01-31T16:30:00Z")  # half past midnight of the day after, in Manila
    page.goto(f"{site}guides/umbrellas/")
    assert page.locator(NOTICE).is_visible()


def test_the_page_of_the_fact_speaks_up_too(page: Page, site: str) -> None:
    page.clock.set_fixed_time(f"{LAST_DAY}+08:00")
    page.goto(f"{site}facts/ribs/")
    assert page.locator(NOTICE).is_hidden()
    page.clock.set_fixed_time(f"{DAY_AFTER}+08:00")
    page.reload()
    assert "it was to be looked at again by 31 January 2046" in page.locator(NOTICE).inner_text()


def test_without_scripts_the_notice_stays_away_and_the_day_is_on_the_page_of_the_fact(
    browser: Browser, site: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}guides/umbrellas/")
    assert page.locator(NOTICE).is_hidden()
    page.goto(f"{site}facts/ribs/")
    assert "31 January 2046" in page.locator("article table").inner_text()
    context.close()
