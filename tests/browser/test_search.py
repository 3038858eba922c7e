"""The search: opened by finger, key or link, it finds while one types, and no request tells what was typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, BrowserContext, Page, Request, Route, ViewportSize, expect

from tests.browser.local_site import plain

PHONE: ViewportSize = {"width": 360, "height": 640}
DESK: ViewportSize = {"width": 1280, "height": 800}
FETCHED = [
    "components/search/results.css", "components/search/results.mjs",
    "search/names.json", "search/sentences.json", "search/texts.json",
]  # fmt: skip
Open = Callable[..., Page]


@pytest.fixture
def site(bicycles_site: str) -> str:
    """The address of a sample site, which lives below a path."""
    return bicycles_site


@pytest.fixture
def opened(browser: Browser, site: str) -> Iterator[Open]:
    contexts: list[BrowserContext] = []

    def open_page(path: str = "", viewport: ViewportSize = DESK, **options: Any) -> Page:
        contexts.append(browser.new_context(viewport=viewport, **options))
        page = contexts[-1].new_page()
        page.goto(site + path, wait_until="networkidle")
        return page

    yield open_page
    for context in contexts:
        context.close()


def requests_of(page: Page) -> list[str]:
    """The addresses that the page asks for from now on; the list grows."""
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    return asked


def opening(page: Page) -> None:
    page.locator("header [data-search]").click()


def titles(page: Page) -> list[str]:
    return page.locator("dialog.search li a").all_inner_texts()


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_typing_finds_and_a_result_shows_kind_question_and_answer(viewport: ViewportSize, opened: Open) -> None:
    page = opened("answers/", viewport)
    opening(page)
    page.keyboard.type("new chian", delay=20)
    first = page.locator("dialog.search li").first
    expect(first.locator("p")).to_contain_text("Not if you change the chain in time")
    assert first.locator("span").inner_text() == "Answer"
    assert first.locator("a").inner_text() == "Do I need new sprockets with a new chain?"
    first.locator("a").click()
    page.wait_for_url("**/site/answers/worn-chain/")


def test_with_the_keyboard_alone(opened: Open, site: str) -> None:
    page = opened()
    page.keyboard.press("/")
    expect(page.locator("dialog.search input")).to_be_focused()
    page.keyboard.type("tube")
    page.locator("dialog.search li p:not(:empty)").first.wait_for()
    links = page.locator("dialog.search li a")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("dialog.search input")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.type("s")
    expect(page.locator("dialog.search input")).to_have_value("tubes")
    address = links.first.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(str(address))
    assert page.url.startswith(site)


def test_enter_that_comes_before_there_is_anything_to_open_opens_it_then(opened: Open, site: str) -> None:
    waiting: list[Route] = []
    page = opened()
    page.route("**/search/names.json", lambda route: waiting.append(route))
    with page.expect_request("**/search/names.json"):
        opening(page)
    page.keyboard.type("new sprockets")
    page.keyboard.press("Enter")
    assert page.url == site
    waiting[0].continue_()
    page.wait_for_url("**/site/answers/worn-chain/")


def test_enter_on_a_phone_shows_the_results_that_its_keyboard_covers(opened: Open, site: str) -> None:
    page = opened("", PHONE, has_touch=True, is_mobile=True)
    opening(page)
    page.keyboard.type("tube")
    page.locator("dialog.search li a").first.wait_for()
    page.keyboard.press("Enter")
    expect(page.locator("dialog.search li a").first).to_be_focused()
    assert page.url == site


def test_closing_gives_the_focus_back_to_what_opened_it(opened: Open) -> None:
    page = opened()
    door = page.locator("header [data-search]")
    door.focus()
    page.keyboard.press("Space")
    expect(page.locator("dialog.search")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog.search")).to_be_hidden()
    expect(door).to_be_focused()
    page.locator("article [data-search]").click()
    page.get_by_role("button", name="Close").click()
    expect(page.locator("article [data-search]")).to_be_focused()


def test_a_slash_typed_into_a_field_stays_there(opened: Open) -> None:
    page = opened()
    opening(page)
    page.keyboard.type("a/b")
    expect(page.locator("dialog.search input")).to_have_value("a/b")


def test_nothing_is_fetched_before_somebody_searches_and_then_the_same_whatever_is_typed(
    browser: Browser, site: str
) -> None:
    asked: dict[str, list[str]] = {}
    for words in ("", "chain", "tube patch secret"):
        with browser.new_context() as context:
            page = context.new_page()
            page.goto(site, wait_until="networkidle")
            requests = requests_of(page)
            page.wait_for_timeout(200)
            assert requests == []
            opening(page)
            page.keyboard.type(words)
            page.wait_for_timeout(100)
            page.wait_for_load_state("networkidle")
            expect(page.locator("dialog.search [role=status]")).not_to_have_text("Loading …")
            asked[words] = sorted(plain(url.removeprefix(site)) for url in requests)
            assert page.url == site
    assert asked == dict.fromkeys(asked, FETCHED)


def test_the_number_of_results_is_said_when_the_typing_rests(opened: Open) -> None:
    page = opened()
    opening(page)
    said = page.locator("dialog.search [role=status]")
    expect(said).to_have_text("")
    page.keyboard.type("sclaverand")
    expect(said).to_have_text("1 result")
    page.keyboard.type("qqqqqqq")
    expect(said).to_have_text("Nothing found. Try other words.")


def test_it_is_named_and_its_parts_are_what_they_look_like(opened: Open) -> None:
    page = opened()
    opening(page)
    page.keyboard.type("frame")
    page.locator("dialog.search li a").first.wait_for()
    dialog = page.get_by_role("dialog", name="Search")
    assert dialog.get_by_role("search").get_by_role("searchbox", name="Search the answers").count() == 1
    links = dialog.get_by_role("list").get_by_role("link")
    expect(links).to_have_count(10)  # names are found first, texts as they arrive
    assert len(titles(page)) == 10


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("words", ["chain", "qqqqqq", ""])
def test_axe_finds_no_obstacle(viewport: ViewportSize, scheme: Any, words: str, opened: Open) -> None:
    page = opened("", viewport, color_scheme=scheme, reduced_motion="reduce")
    opening(page)
    page.keyboard.type(words)
    expect(page.locator("dialog.search [role=status]")).not_to_have_text("Loading …")
    page.wait_for_timeout(700)
    violations = Axe().run(page, {"include": [["dialog.search"]]}).response["violations"]
    assert [f"{it['id']}: {node['html'][:160]}" for it in violations for node in it["nodes"][:3]] == []
    assert page.evaluate("document.querySelector('dialog.search').scrollWidth") <= viewport["width"]


def test_without_scripts_it_is_a_link_to_the_list_of_answers(opened: Open, site: str) -> None:
    page = opened("riders/", PHONE, java_script_enabled=False)
    page.locator("header a[data-search]").click()
    assert page.url == f"{site}answers/"


def test_the_field_on_the_first_page_is_a_link_without_scripts(opened: Open, site: str) -> None:
    page = opened("", PHONE, java_script_enabled=False)
    page.get_by_role("link", name="Search the answers").click()
    assert page.url == f"{site}answers/"


def test_without_a_network_it_says_so_leads_to_the_lists_and_tries_again(opened: Open, site: str) -> None:
    page = opened()
    page.context.set_offline(True)
    opening(page)
    said = page.locator("dialog.search [role=status]")
    expect(said).to_contain_text("The search could not be loaded.")
    assert said.get_by_role("link").evaluate("it => it.href") == f"{site}answers/"
    page.context.set_offline(False)
    page.keyboard.type("chain")
    page.locator("dialog.search li a").first.wait_for()


def test_with_the_names_alone_it_still_finds(opened: Open) -> None:
    page = opened()
    page.route("**/search/sentences.json", lambda route: route.abort())
    opening(page)
    page.keyboard.type("chain")
    page.locator("dialog.search li a").first.wait_for()
    assert page.locator("dialog.search li p:not(:empty)").count() == 0


def test_sentences_of_another_version_of_the_site_are_not_shown_beside_old_names(opened: Open) -> None:
    def newer(route: Route) -> None:
        data = route.fetch().json()
        route.fulfill(json=data | {"version": "newer"})

    page = opened()
    page.route("**/search/sentences.json", newer)
    with page.expect_response("**/search/sentences.json"):
        opening(page)
    page.keyboard.type("chain")
    page.locator("dialog.search li a").first.wait_for()
    page.wait_for_timeout(300)
    assert page.locator("dialog.search li p:not(:empty)").count() == 0


def test_a_list_that_somebody_goes_through_keeps_its_order_when_more_arrives(opened: Open) -> None:
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    page = opened()
    page.route("**/search/texts.json", hold)
    opening(page)
    page.keyboard.type("water")
    page.locator("dialog.search li a").first.wait_for()
    page.keyboard.press("ArrowDown")
    before = titles(page)
    page.wait_for_timeout(300)
    waiting[0].continue_()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)
    assert titles(page) == before
    expect(page.locator("dialog.search li a").first).to_be_focused()


def test_every_address_that_can_be_found_is_a_page_or_a_place_in_one(opened: Open, site: str) -> None:
    get = opened().request.get
    names, texts = (get(f"{site}search/{name}.json").json() for name in ("names", "texts"))
    missing = []
    for kind, id_, *_ in [*names["entries"], *texts["entries"]]:
        address = names["kinds"][kind]["base"] + id_ + names["kinds"][kind]["end"]
        page, _, anchor = address.partition("#")
        answer = get(f"{site}{page}")
        if not answer.ok or (anchor and f'id="{anchor}"' not in answer.text()):
            missing.append(address)
    assert missing == []
