"""The real site in a real browser, on a phone and on a desk, light and dark, with scripts and without."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from tests.browser.local_site import served
from tests.build.project import Project

PHONE: ViewportSize = {"width": 360, "height": 640}
DESK: ViewportSize = {"width": 1280, "height": 800}
FLOW = "flows/what-next/"
ONE_OF_EACH_KIND = [
    "", FLOW, "scenarios/a/", "visas/b1-b2/", "faq/delay-exams-for-visa/", "guides/letters/",
    "actions/check-passport/", "checklists/night-before-interview/", "templates/letter-request/",
    "flows/", "scenarios/", "visas/", "faq/", "guides/", "actions/", "checklists/", "templates/", "sources/",
    "glossary/", "facts/", "calendar/", "cities/", "questions/", "problems/", "about/", "handbook/",
]  # fmt: skip
WITH_A_LEAD = ["faq/delay-exams-for-visa/", "scenarios/a/", FLOW, "visas/b1-b2/", "guides/letters/"]
NO_WORKER = "Service Worker registration blocked by Playwright"
Scheme = Literal["light", "dark"]
Open = Callable[..., Page]


@pytest.fixture(scope="session")
def site(real: Project) -> Iterator[str]:
    """The address of the real site, built once."""
    with served(real.site) as address:
        yield address


@pytest.fixture
def opened(browser: Browser, site: str) -> Iterator[Open]:
    """Opens a page of the site; `opened(path, viewport, …)` takes what a browser context takes."""
    contexts: list[BrowserContext] = []

    def open_page(path: str, viewport: ViewportSize = DESK, **options: Any) -> Page:
        contexts.append(browser.new_context(viewport=viewport, **options))
        page = contexts[-1].new_page()
        page.goto(site + path, wait_until="load")
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("path", ONE_OF_EACH_KIND)
def test_a_page_asks_nobody_else_for_anything_and_the_console_stays_empty(
    path: str, browser: Browser, site: str
) -> None:
    context = browser.new_context(viewport=DESK)
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: None if message.text == NO_WORKER else said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("response", lambda answer: said.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None)
    page.goto(site + path, wait_until="networkidle")
    context.close()
    assert asked
    assert [url for url in asked if not url.startswith((site, "data:", "blob:"))] == []
    assert said == []


@pytest.mark.parametrize("path", ONE_OF_EACH_KIND)
def test_no_page_is_wider_than_a_phone(path: str, opened: Open) -> None:
    page = opened(path, PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


@pytest.mark.parametrize("path", WITH_A_LEAD)
def test_the_first_screen_of_a_phone_holds_the_answer_whole(path: str, opened: Open) -> None:
    lead = opened(path, PHONE).locator("p.lead").first.bounding_box()
    assert lead is not None
    assert lead["y"] > 0
    assert lead["y"] + lead["height"] <= PHONE["height"]


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_diagrams_keep_their_size_and_scroll_in_their_own_box(viewport: ViewportSize, opened: Open) -> None:
    page = opened(FLOW, viewport)
    sizes = page.eval_on_selector_all(
        "svg.diagram", "all => all.map(it => [it.getBoundingClientRect().width, Number(it.getAttribute('width'))])"
    )
    assert sizes
    assert [shown for shown, meant in sizes if shown != meant] == []


def test_letters_in_a_diagram_are_never_smaller_than_12_px(opened: Open) -> None:
    page = opened(FLOW, PHONE)
    sizes = page.eval_on_selector_all(
        "svg.diagram text", "all => all.map(it => parseFloat(getComputedStyle(it).fontSize))"
    )
    assert min(sizes) >= 12


def test_every_step_of_a_diagram_leads_to_its_section(opened: Open) -> None:
    page = opened(FLOW)
    ends = page.eval_on_selector_all(
        "svg.diagram a.node",
        "all => all.map(it => [it.textContent, document.querySelector(it.getAttribute('href'))?.id])",
    )
    assert len(ends) > 5
    assert [end for end in ends if not (end[1] or "").startswith("step-")] == []


def test_a_click_on_a_step_of_a_diagram_goes_to_its_section(opened: Open) -> None:
    page = opened(FLOW)
    step = page.locator("svg.diagram a.node").nth(2)
    target = step.get_attribute("href")
    step.click()
    page.wait_for_url(f"**{target}")


def test_every_step_of_a_diagram_can_be_reached_and_seen_by_keyboard(opened: Open) -> None:
    page = opened(FLOW)
    page.locator("svg.diagram a.node[aria-current]").wait_for()  # marked once the decision's data has come
    step = page.locator("svg.diagram a.node:not([aria-current])").first
    calm = step.locator(".shape").evaluate("it => getComputedStyle(it).strokeWidth")
    step.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == step.get_attribute("href")
    assert step.locator(".shape").evaluate("it => getComputedStyle(it).strokeWidth") != calm


def test_diagrams_follow_the_light_and_dark_colours(opened: Open) -> None:
    def colours(scheme: Scheme) -> list[str]:
        page = opened(FLOW, color_scheme=scheme)
        stroke = page.locator("svg.diagram .question .shape").first.evaluate("it => getComputedStyle(it).stroke")
        ground = page.locator("svg.diagram .outcome .shape").first.evaluate("it => getComputedStyle(it).fill")
        return [stroke, ground, page.locator("body").evaluate("it => getComputedStyle(it).backgroundColor")]

    light, dark = colours("light"), colours("dark")
    assert [one for one, other in zip(light, dark, strict=True) if one == other] == []


@pytest.mark.parametrize("start", ["", FLOW], ids=["from the first page", "from the flow's page"])
@pytest.mark.parametrize("choice", ["first", "last"])
def test_without_scripts_the_links_of_a_flow_lead_to_a_result(start: str, choice: str, opened: Open) -> None:
    page = opened(start, PHONE, java_script_enabled=False)
    seen = [page.url]
    while (ways := page.locator("article a.way:visible")).count():
        with page.expect_navigation():
            getattr(ways, choice).click()
        assert page.url not in seen, "the links go round in a circle"
        seen.append(page.url)
    assert len(seen) > 2
    assert FLOW in page.url
    assert "/steps/" not in page.url
    assert page.locator("p.lead").first.is_visible()


def test_without_scripts_every_page_shows_its_words(opened: Open) -> None:
    page = opened("faq/delay-exams-for-visa/", PHONE, java_script_enabled=False)
    assert page.locator("p.lead").is_visible()
    assert page.locator("article h1").is_visible()


@pytest.mark.parametrize("path", ["faq/delay-exams-for-visa/", FLOW])
def test_links_that_are_buttons_are_large_enough_for_a_thumb(path: str, opened: Open) -> None:
    page = opened(path, PHONE)
    sizes = page.eval_on_selector_all(
        "a.way, svg.diagram a.node, flow-runner button",
        """all => all.filter(it => it.checkVisibility()).map(it => it.getBoundingClientRect())
            .map(it => [Math.round(it.width), Math.round(it.height)])""",
    )
    assert [size for size in sizes if min(size) < 44] == []
