"""The first page asks the first question; its answer goes to the flow without standing in an address."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.components import until
from tests.browser.local_site import served
from tests.build.project import Project

ANSWER = "Partly"


@pytest.fixture(scope="module")
def site(real: Project) -> Iterator[str]:
    """The address of the real site."""
    with served(real.site) as address:
        yield address


@pytest.fixture(scope="module")
def sample(bicycles: Project) -> Iterator[str]:
    """The address of a sample site."""
    with served(bicycles.site) as address:
        yield address


@pytest.mark.parametrize("width", [360, 1280])
def test_the_search_in_the_middle_of_the_first_page_opens_by_keyboard(
    browser: Browser, sample: str, width: int
) -> None:
    with browser.new_context(viewport={"width": width, "height": 740}) as context:
        page = context.new_page()
        page.goto(sample)
        for _ in range(40):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.matches('.home-search')"):
                break
        page.keyboard.press("Enter")
        until(page, "document.activeElement.matches('dialog[open] input')")


def test_without_scripts_the_search_of_the_first_page_leads_to_lists(browser: Browser, sample: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(sample)
        page.locator(".home-search").click()
        assert page.url != sample
        assert page.locator("article a").count() > 0


def test_an_answer_on_the_first_page_begins_the_flow_and_no_request_tells_of_it(browser: Browser, site: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site)
    page.get_by_role("link", name=ANSWER).click()
    page.wait_for_selector(".flow-heading")
    assert "take you out" in page.locator(".flow-heading").inner_text()
    assert page.url.split("#")[0] == f"{site}flows/what-next/"
    assert not [url for url in asked if "/steps/" in url or "partial" in url]
    page.go_back()
    page.go_forward()
    page.wait_for_selector(".flow-heading")
    assert "take you out" in page.locator(".flow-heading").inner_text()
    context.close()


def test_without_scripts_the_answer_leads_to_the_page_of_what_follows(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site)
    page.get_by_role("link", name=ANSWER).click()
    assert "/flows/what-next/steps/" in page.url
    context.close()
