"""The first page asks the first question; its answer goes to the flow without standing in an address."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.local_site import served
from tests.build.project import Project

ANSWER = "Partly"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the real site."""
    project = Project.real(tmp_path_factory.mktemp("first"))
    project.build()
    with served(project.site) as address:
        yield address


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
