"""The header and the menu, with scripts and without, by keyboard and thumb; and the colours that a reader chooses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from tests.build.project import ROOT

PHONE: ViewportSize = {"width": 360, "height": 640}
DESK: ViewportSize = {"width": 1280, "height": 800}
SITE_CSS = ROOT / "generator" / "theme" / "assets" / "site.css"
WHITE = "rgb(255, 255, 255)"
GROUND = "getComputedStyle(document.body).backgroundColor"
KEPT = "({ ...localStorage })"


@contextmanager
def reader(browser: Browser, **options: Any) -> Iterator[BrowserContext]:
    """A browser of somebody: a phone, no motion, unless said otherwise."""
    settings: dict[str, Any] = {"viewport": PHONE, "reduced_motion": "reduce", "bypass_csp": True}
    with browser.new_context(**settings | options) as context:
        context.set_default_timeout(5000)
        yield context


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """A reader's browser on a phone."""
    with reader(browser) as context:
        yield context


def opened(context: BrowserContext, address: str) -> Page:
    """A page whose header is ready."""
    page = context.new_page()
    page.goto(address)
    page.locator("[data-colours][aria-pressed]").wait_for()
    return page


def links(page: Page) -> list[str]:
    """The links of the menu that can be seen."""
    return page.locator(".menu-list a:visible").all_inner_texts()


def test_the_menu_of_a_phone_opens_and_leads_somewhere_without_scripts(browser: Browser, bicycles_site: str) -> None:
    with reader(browser, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(bicycles_site)
        assert links(page) == []
        page.locator(".menu-switch summary").click()
        assert len(links(page)) > 5
        page.locator(".menu-list a:visible").nth(2).click()
        page.wait_for_url(re.compile(re.escape(bicycles_site) + ".+"))


def test_the_menu_works_by_keyboard_alone_and_gives_the_focus_back(phone: BrowserContext, bicycles_site: str) -> None:
    page = opened(phone, bicycles_site)
    switch = page.locator(".menu-switch summary")
    switch.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".menu-panel")).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('.menu-panel').contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(page.locator(".menu-panel")).to_be_hidden()
    expect(switch).to_be_focused()


def test_the_menu_closes_when_a_part_of_the_page_is_chosen_or_something_beside_it(
    phone: BrowserContext, bicycles_site: str
) -> None:
    page = opened(phone, bicycles_site)
    switch, panel = page.locator(".menu-switch summary"), page.locator(".menu-panel")
    switch.click()
    part = page.locator(".toc a").first
    target = part.get_attribute("href")
    part.click()
    page.wait_for_url(f"**{target}")
    expect(panel).to_be_hidden()
    switch.click()
    expect(panel).to_be_visible()
    page.mouse.click(180, 630)
    expect(panel).to_be_hidden()


def test_the_menu_leaves_something_of_the_page_in_sight_and_scrolls_by_itself(
    phone: BrowserContext, bicycles_site: str
) -> None:
    page = opened(phone, bicycles_site)
    page.locator(".menu-switch summary").click()
    box = page.locator(".menu-panel").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < PHONE["height"]
    page.locator(".menu-list a").last.scroll_into_view_if_needed()
    expect(page.locator(".menu-list a").last).to_be_in_viewport()


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_everything_in_the_header_and_the_menu_is_large_enough(
    viewport: ViewportSize, browser: Browser, bicycles_site: str
) -> None:
    with reader(browser, viewport=viewport) as context:
        page = opened(context, bicycles_site)
        if viewport is PHONE:
            page.locator(".menu-switch summary").click()
        least = 44 if viewport is PHONE else 24
        sizes = page.eval_on_selector_all(
            "header :is(a, button), .menu :is(a, summary)",
            """all => all.filter(it => it.checkVisibility()).map(it => [it.textContent.trim() || it.ariaLabel,
                Math.round(it.getBoundingClientRect().width), Math.round(it.getBoundingClientRect().height)])""",
        )
        assert len(sizes) > 5
        assert [size for size in sizes if min(size[1:]) < least] == []


def test_a_desk_has_sections_in_the_header_and_lists_beside_the_text(browser: Browser, bicycles_site: str) -> None:
    with reader(browser, viewport=DESK) as context:
        page = opened(context, f"{bicycles_site}answers/worn-chain/")
        assert page.locator(".menu-switch").is_hidden()
        tabs = page.locator(".header-tabs a:visible").all_inner_texts()
        assert len(tabs) > 2
        # An answer is no page of the navigation: the section whose list it is in stands beside it.
        shown = page.locator(".menu-list > li:visible")
        assert shown.count() == 1
        assert "Riders’ questions" in shown.inner_text() or "here" in (shown.get_attribute("class") or "")
        text, beside = page.locator("article").bounding_box(), page.locator(".toc").bounding_box()
        assert text is not None
        assert beside is not None
        assert beside["x"] >= text["x"] + text["width"]


def test_the_first_tab_leads_past_the_header(phone: BrowserContext, bicycles_site: str) -> None:
    page = opened(phone, f"{bicycles_site}answers/worn-chain/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_colours_are_those_of_the_device(scheme: str, scripts: bool, browser: Browser, bicycles_site: str) -> None:
    with reader(browser, color_scheme=scheme, java_script_enabled=scripts) as context:
        page = context.new_page()
        page.goto(bicycles_site)
        colour = page.locator("body").evaluate("it => getComputedStyle(it).backgroundColor")
        assert (colour == WHITE) == (scheme == "light")


def test_a_choice_of_colours_is_kept_shown_before_anything_is_drawn_and_taken_back(
    phone: BrowserContext, bicycles_site: str
) -> None:
    page = opened(phone, bicycles_site)
    button = page.get_by_role("button", name="Dark colours")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    dark = page.evaluate(GROUND)
    assert dark != WHITE
    # The module is kept away: what the next page shows, the line in its head has done.
    phone.route("**/page.mjs", lambda route: route.abort())
    other = phone.new_page()
    other.goto(f"{bicycles_site}answers/worn-chain/")
    assert other.evaluate(GROUND) == dark
    other.close()
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    assert page.evaluate(GROUND) == WHITE
    assert page.evaluate(KEPT) == {}


def test_other_tabs_follow_and_so_does_the_device_when_nothing_is_chosen(
    phone: BrowserContext, bicycles_site: str
) -> None:
    page, other = opened(phone, bicycles_site), opened(phone, f"{bicycles_site}answers/worn-chain/")
    page.bring_to_front()
    page.get_by_role("button", name="Dark colours").click()
    other.wait_for_function(f"() => {GROUND} !== '{WHITE}'")
    page.get_by_role("button", name="Dark colours").click()
    other.wait_for_function(f"() => {GROUND} === '{WHITE}'")
    page.emulate_media(color_scheme="dark")
    expect(page.get_by_role("button", name="Dark colours")).to_have_attribute("aria-pressed", "true")
    assert page.evaluate(GROUND) != WHITE


def test_a_choice_of_one_site_is_none_of_its_neighbours(phone: BrowserContext, bicycles_site: str) -> None:
    page = opened(phone, bicycles_site)
    page.get_by_role("button", name="Dark colours").click()
    path = "/" + bicycles_site.split("/", 3)[3]
    assert page.evaluate(KEPT) == {f"{path}.__palette": "slate"}


def test_where_nothing_can_be_stored_a_choice_lasts_as_long_as_the_page(
    phone: BrowserContext, bicycles_site: str
) -> None:
    phone.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('off'); } })")
    page = opened(phone, bicycles_site)
    page.get_by_role("button", name="Dark colours").click()
    assert page.evaluate(GROUND) != WHITE


def test_a_text_to_copy_has_a_button_that_moves_nothing(browser: Browser, bicycles_site: str) -> None:
    with reader(browser, permissions=["clipboard-read", "clipboard-write"]) as context:
        page = opened(context, f"{bicycles_site}templates/note-to-the-shop/")
        button = page.locator(".copy-text").first
        button.wait_for(state="attached")
        block = page.locator(".highlight").first
        before = block.bounding_box()
        button.click()
        expect(page.locator(".share-said", has_text="Copied")).to_be_visible()
        assert page.evaluate("navigator.clipboard.readText()") == block.locator("code").text_content()
        button.evaluate("it => it.remove()")
        assert block.bounding_box() == before


def test_the_dark_colours_stand_the_same_twice_in_the_style_sheet() -> None:
    css = SITE_CSS.read_text("utf-8")
    blocks = re.findall(r"@media screen[^{]*\{\s*[^{]*\{([^}]*color-scheme: dark[^}]*)\}", css)
    assert len(blocks) == 2
    assert blocks[0] == blocks[1]
    light = set(re.findall(r"(--[\w-]+): #", css[: css.index("@media")]))
    assert set(re.findall(r"(--[\w-]+): #", blocks[0])) == light
