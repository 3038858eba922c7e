"""The tools for paperwork on the real site: small, of use without scripts, clean on a phone and on a desk."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from generator.finish.modules import joined, slim
from tests.browser.components import THEME
from tests.browser.local_site import served
from tests.browser.paperwork import problems_of
from tests.browser.tool_page import obstacles
from tests.build.project import Project

TOOLS = ["program-list", "what-it-costs", "letters-and-emails", "my-data"]
SIZES = [{"width": 360, "height": 640}, {"width": 1280, "height": 800}]
STATIC = {
    "program-list": "It sponsors no visa.",
    "what-it-costs": "Programs and totals",
    "letters-and-emails": "Ask for a letter of recommendation",
    "my-data": "What can be stored here",
}


@pytest.fixture(scope="module")
def site(real: Project) -> Iterator[str]:
    with served(real.site) as address:
        yield address


@pytest.mark.parametrize("kind", ["list", "cost", "letters", "data"])
def test_a_tool_weighs_at_most_ten_kilobytes(kind: str) -> None:
    modules = {path.relative_to(THEME).as_posix(): path.read_text("utf-8") for path in THEME.rglob("*.mjs")}
    module = slim(joined(modules, f"components/tool-{kind}/tool-{kind}.mjs"))
    sheet = (THEME / f"components/tool-{kind}/tool-{kind}.css").read_bytes()
    assert len(gzip.compress(module.encode(), 9)) <= 10 * 1024
    assert len(gzip.compress(sheet, 9)) <= 1024


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize("size", SIZES, ids=["phone", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_fits_asks_nobody_else_and_axe_finds_nothing(
    browser: Browser, site: str, tool: str, size: dict[str, int], scheme: Literal["light", "dark"]
) -> None:
    options = {"viewport": size, "color_scheme": scheme, "reduced_motion": "reduce"}
    with browser.new_context(**options) as context:  # type: ignore[arg-type]
        page = context.new_page()
        errors, asked = problems_of(page), list[str]()
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{site}tools/{tool}/", wait_until="networkidle")
        assert page.locator(".tool > *:not([hidden])").is_visible()
        assert page.evaluate("document.documentElement.scrollWidth") == size["width"]
        assert obstacles(page) == []
        lead = page.locator("p.lead").bounding_box()
        assert lead is not None
        assert lead["y"] + lead["height"] <= size["height"]
        assert [url for url in asked if not url.startswith((site, "data:"))] == []
        assert errors == []


@pytest.mark.parametrize("tool", TOOLS)
def test_without_scripts_a_useful_page_remains(browser: Browser, site: str, tool: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{site}tools/{tool}/")
        assert page.locator("article .tool > *").is_hidden()
        assert STATIC[tool] in page.locator("article").inner_text()


def test_what_one_tool_keeps_the_page_of_my_data_shows_and_deletes(browser: Browser, site: str) -> None:
    with browser.new_context() as context:
        page: Page = context.new_page()
        errors = problems_of(page)
        page.goto(f"{site}tools/program-list/")
        page.locator("tool-list form input").first.fill("Mercy")
        page.get_by_role("button", name="Add", exact=True).click()
        page.goto(f"{site}tools/my-data/")
        page.locator(".data-list summary").first.click()
        assert page.locator(".data-list strong").first.inner_text() == "Program list"
        assert "Mercy" in page.locator(".data-list details").first.inner_text()
        page.get_by_role("button", name="Delete Program list").click()
        page.get_by_role("button", name="Yes, delete").click()
        page.goto(f"{site}tools/program-list/")
        assert page.locator(".list-cards li").count() == 0
        assert errors == []
