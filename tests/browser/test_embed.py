"""A flow in a frame on a page of another site, put there with the lines that its own page gives."""

from __future__ import annotations

import html
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Frame, Page, expect

from tests.browser.components import until
from tests.browser.local_site import plain, served
from tests.browser.phone import PHONE, obstacles, phone

FLOW = "flows/is-it-safe/"
PUBLISHED = "https://match-from-abroad.example/"
GROUND = "getComputedStyle(document.body).backgroundColor"
HEIGHT = "document.querySelector('iframe').clientHeight"
BOTTOM = "document.querySelector('article').getBoundingClientRect().bottom"
LISTENING = "window.heard = []; addEventListener('message', (event) => window.heard.push(event.data));"


@pytest.fixture(scope="module")
def code(browser: Browser, bicycles_site: str) -> str:
    """The lines to copy, for the site as it is served here."""
    with phone(browser) as (page, _):
        page.goto(bicycles_site + FLOW)
        page.get_by_role("link", name="On your own site").click()
        lines = page.locator("#on-your-own-site ~ * code").inner_text()
    assert PUBLISHED in lines
    return lines.replace(PUBLISHED, bicycles_site)


@contextmanager
def elsewhere(folder: Path, body: str) -> Iterator[str]:
    """The address of a page of another site with this body."""
    (folder / "index.html").write_text(
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Elsewhere</title>'
        f'<meta name="viewport" content="width=device-width"><main><h1>Elsewhere</h1>{body}</main>',
        "utf-8",
    )
    with served(folder) as address:
        yield address


@pytest.fixture
def page(browser: Browser, bicycles_site: str, code: str, tmp_path: Path) -> Iterator[Page]:
    """The other site's page, on a phone; at the end nobody but the two sites was asked for anything."""
    with elsewhere(tmp_path, code) as address, phone(browser) as (page, asked):
        page.add_init_script(LISTENING)
        page.goto(address)
        inside(page)
        yield page
        assert [url for url in asked if not url.startswith((bicycles_site, address))] == []


def inside(page: Page) -> Frame:
    """The frame, once its first question is there."""
    page.frame_locator("iframe >> nth=0").locator("flow-runner button.way").first.wait_for()
    frame = page.query_selector("iframe")
    assert frame is not None
    found = frame.content_frame()
    assert found is not None
    return found


def fits(page: Page, frame: Frame) -> None:
    """Waits until the frame is as high as what is in it."""
    until(page, f"{HEIGHT} !== 640")
    until(frame, f"Math.abs({BOTTOM} - innerHeight) < 2")
    assert frame.evaluate("document.documentElement.scrollHeight <= innerHeight")


def finish(frame: Frame) -> None:
    while not frame.get_by_text("Your result").count():
        frame.locator("flow-runner button.way").last.click()
        until(frame, "!document.querySelector('flow-runner').waiting.length")


def test_the_frame_takes_the_height_of_what_is_in_it_and_follows_it(page: Page) -> None:
    frame = inside(page)
    fits(page, frame)
    first = page.evaluate(HEIGHT)
    finish(frame)
    fits(page, frame)
    result = page.evaluate(HEIGHT)
    assert result > first
    frame.evaluate("history.go(-2)")
    until(page, f"{HEIGHT} < {result}")
    fits(page, frame)


def test_a_flow_can_be_finished_in_the_frame_and_no_answer_leaves_it(page: Page) -> None:
    address = page.url
    frame = inside(page)
    finish(frame)
    expect(frame.locator(".flow-plan")).to_be_visible()
    assert page.url == address
    heard = page.evaluate("window.heard")
    assert heard
    assert {tuple(message) for message in heard} == {("height",)}
    assert all(isinstance(message["height"], int) for message in heard)


def test_the_address_in_the_frame_keeps_sensitive_answers_out_and_the_server_hears_of_none(
    browser: Browser, bicycles_site: str, code: str, tmp_path: Path
) -> None:
    with elsewhere(tmp_path, code) as address, phone(browser) as (page, asked):
        page.goto(address)
        frame = inside(page)
        before = len(asked)
        finish(frame)
        frame.get_by_role("button", name="Copy private link").wait_for()
        assert [*map(plain, asked[before:])] == [f"{bicycles_site}components/flow-runner/sharing.mjs"]


def test_what_the_result_says_leads_outside_the_frame(page: Page, bicycles_site: str) -> None:
    frame = inside(page)
    finish(frame)
    link = frame.locator(".flow-plan a").first
    expected = link.evaluate("it => it.href")
    link.click()
    page.wait_for_url(expected)
    assert page.url.startswith(f"{bicycles_site}jobs/")
    expect(page.locator("article h1")).to_be_visible()


def test_every_link_of_a_result_leads_somewhere(page: Page) -> None:
    frame = inside(page)
    finish(frame)
    links = frame.eval_on_selector_all("article a[href]", "all => all.map((it) => it.href.split('#')[0])")
    assert len(links) > 3
    assert {link: page.request.get(link).status for link in set(links)} == dict.fromkeys(links, 200)


def test_the_line_below_says_where_the_questions_come_from(page: Page, bicycles_site: str) -> None:
    link = inside(page).get_by_role("link", name="Mend or Replace", exact=True)
    assert link.evaluate("it => it.href") == bicycles_site
    link.click()
    page.wait_for_url(bicycles_site)


def test_another_frame_cannot_change_the_height(browser: Browser, code: str, tmp_path: Path) -> None:
    liar = html.escape("<script>parent.postMessage({height: 5000}, '*')</script>")
    body = f'{code}<iframe title="Other" srcdoc="{liar}"></iframe>'
    with elsewhere(tmp_path, body) as address, phone(browser) as (page, _):
        page.add_init_script(LISTENING)
        page.goto(address)
        frame = inside(page)
        until(page, "window.heard.some(({ height }) => height === 5000)")
        fits(page, frame)
        assert page.evaluate(HEIGHT) < 5000


def test_without_the_script_the_frame_keeps_its_height_and_scrolls(browser: Browser, code: str, tmp_path: Path) -> None:
    with elsewhere(tmp_path, code.partition("<script>")[0]) as address, phone(browser) as (page, _):
        page.goto(address)
        frame = inside(page)
        finish(frame)
        assert page.evaluate(HEIGHT) == 640
        assert frame.evaluate("document.documentElement.scrollHeight > innerHeight")


def test_without_scripts_the_first_question_is_there_and_leads_outside_the_frame(
    browser: Browser, bicycles_site: str, code: str, tmp_path: Path
) -> None:
    with elsewhere(tmp_path, code) as address, phone(browser, java_script_enabled=False) as (page, _):
        page.goto(address)
        way = page.frame_locator("iframe").locator("a.way").first
        expect(way).to_be_visible()
        way.click()
        page.wait_for_url(f"{bicycles_site}{FLOW}**")


def test_the_frame_has_no_header_no_navigation_and_stays_out_of_search(browser: Browser, bicycles_site: str) -> None:
    with phone(browser) as (page, _):
        page.goto(f"{bicycles_site}{FLOW}embed/")
        assert page.locator("header, nav, footer, .md-sidebar, share-links").count() == 0
        assert page.locator("meta[name=robots]").get_attribute("content") == "noindex"
        listed = page.request.get(f"{bicycles_site}sitemap.xml").text()
        assert "/flows/is-it-safe/" in listed
        assert "/embed/" not in listed


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_obstacle_from_the_first_question_to_the_result(
    browser: Browser, bicycles_site: str, scheme: str
) -> None:
    with phone(browser, color_scheme=scheme) as (page, _):
        page.goto(f"{bicycles_site}{FLOW}embed/")
        page.locator("flow-runner button.way").first.wait_for()
        assert obstacles(page) == []
        finish(page.main_frame)
        assert obstacles(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_dark_colours_come_with_the_reader_s_own_choice(browser: Browser, bicycles_site: str) -> None:
    with phone(browser, color_scheme="dark") as (page, _):
        page.goto(f"{bicycles_site}{FLOW}embed/")
        dark = page.evaluate(GROUND)
        page.emulate_media(color_scheme="light")
        assert page.evaluate(GROUND) == "rgb(255, 255, 255)" != dark
