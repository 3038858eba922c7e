"""The page for people who answer in groups: a few letters, then the right link or text, also offline."""

from __future__ import annotations

import gzip
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.components import until
from tests.browser.phone import PHONE, clipboard, obstacles, phone

CHAIN = "Do I need new sprockets with a new chain?"
TEXT = (
    "Not if you change the chain in time; a worn chain wears the sprockets to its own length, "
    "and then a new chain jumps on them."
)


@pytest.fixture
def page(browser: Browser, bicycles_site: str) -> Iterator[Page]:
    with phone(browser) as (page, asked):
        page.goto(f"{bicycles_site}helper/")
        until(page, "document.querySelector('group-helper').indexed")
        yield page
        assert [url for url in asked if not url.startswith(bicycles_site)] == []
        assert len([url for url in asked if url.endswith("answers.json")]) == 1


def found(page: Page, typed: str) -> list[str]:
    page.get_by_label("What was asked?").fill(typed)
    return page.locator(".helper-found > li > a").all_inner_texts()


@pytest.mark.parametrize(
    "typed",
    ["sproc", "new spro", "SPROCKETS", "spröckets", "chain measure", "elong", "jumps"],
    ids=["a beginning", "two", "capitals", "accents", "also asked", "another word for it", "the answer"],
)
def test_a_few_letters_find_the_answer(page: Page, typed: str) -> None:
    assert found(page, typed)[0] == CHAIN


@pytest.mark.parametrize("typed", ["sproket", "sporckets", "sprocets new", "elongaton", "chian new sprockets"])
def test_a_slip_of_the_finger_is_forgiven(page: Page, typed: str) -> None:
    assert found(page, typed)[:1] == [CHAIN]


def test_short_words_and_numbers_are_taken_as_they_stand(page: Page) -> None:
    assert [found(page, typed) for typed in ("nwe", "37623")] == [[], []]


def test_what_the_question_says_comes_before_what_the_answer_says(page: Page) -> None:
    assert found(page, "frame") == ["Can I ride with a cracked or bent frame?", "Is my bicycle still worth mending?"]


def test_a_number_with_a_hyphen_is_found_with_it_and_without(page: Page) -> None:
    tube = "Which tube or tyre fits my wheel?"
    assert [found(page, typed)[:1] for typed in ("37-622", "37622", "37 622")] == [[tube]] * 3


def test_the_number_of_answers_is_said(page: Page) -> None:
    said = page.locator(".helper-said")
    found(page, "sprockets")
    expect(said).to_have_text("1 answer")
    found(page, "sprockets insurance")
    expect(said).to_have_text("No answer has all of these words. The nearest 2:")
    found(page, "xyz")
    expect(said).to_have_text("Nothing fits. Try another word, or fewer letters.")
    assert said.get_attribute("role") == "status"


@pytest.mark.parametrize(
    ("button", "form"),
    [
        ("Copy link", "{link}"),
        ("Copy for WhatsApp", "*{question}*\n{answer}\n{link}\nchecked 24 November 2026"),
        ("Copy for Telegram", "**{question}**\n{answer}\n{link}\nchecked 24 November 2026"),
    ],
)
def test_one_tap_copies(page: Page, bicycles_site: str, button: str, form: str) -> None:
    found(page, "sprock")
    page.get_by_role("button", name=f"{button}: {CHAIN}").click()
    expect(page.get_by_role("status").filter(has_text="copied")).to_be_visible()
    assert clipboard(page) == form.format(question=CHAIN, answer=TEXT, link=f"{bicycles_site}q/16/")


def test_the_text_is_the_one_that_the_answer_s_own_page_gives(page: Page, bicycles_site: str) -> None:
    found(page, "sprock")
    page.get_by_role("button", name=f"Copy for WhatsApp: {CHAIN}").click()
    here = clipboard(page)
    page.get_by_role("link", name=CHAIN).click()
    page.locator("share-links summary").click()
    page.evaluate("navigator.clipboard.writeText('')")
    page.get_by_role("button", name="Copy text for WhatsApp").click()
    expect(page.get_by_role("status").filter(has_text="copied")).to_be_visible()
    assert clipboard(page) == here


def test_it_works_without_a_network_once_it_is_loaded(page: Page, bicycles_site: str) -> None:
    page.context.set_offline(True)
    assert found(page, "sprock") == [CHAIN]
    page.get_by_role("button", name=f"Copy link: {CHAIN}").click()
    expect(page.get_by_role("status").filter(has_text="copied")).to_be_visible()
    assert clipboard(page) == f"{bicycles_site}q/16/"


def test_everything_can_be_done_by_keyboard(page: Page, bicycles_site: str) -> None:
    page.get_by_label("What was asked?").focus()
    page.keyboard.type("sprock")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=f"Copy link: {CHAIN}")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="copied")).to_be_visible()
    assert clipboard(page) == f"{bicycles_site}q/16/"
    page.keyboard.press("Escape")
    expect(page.get_by_label("What was asked?")).to_be_focused()
    assert page.get_by_label("What was asked?").input_value() == ""
    expect(page.locator(".helper-all")).to_be_visible()


def test_the_list_of_all_gives_way_while_something_is_typed(page: Page) -> None:
    found(page, "sprock")
    expect(page.locator(".helper-all")).to_be_hidden()
    assert found(page, "") == []
    expect(page.locator(".helper-all")).to_be_visible()


def test_without_scripts_all_questions_are_there_by_topic(browser: Browser, bicycles_site: str) -> None:
    with phone(browser, java_script_enabled=False) as (page, _):
        page.goto(f"{bicycles_site}helper/")
        assert page.get_by_label("What was asked?").count() == 0
        assert page.locator(".helper-all h2").count() == 3
        page.get_by_role("link", name=CHAIN).click()
        page.wait_for_url("**/answers/worn-chain/")


def test_where_the_answers_cannot_be_had_the_list_stays(browser: Browser, bicycles_site: str) -> None:
    with phone(browser) as (page, _):
        page.route("**/answers.json", lambda route: route.abort())
        page.goto(f"{bicycles_site}helper/")
        expect(page.locator(".helper-said")).to_have_text("The answers could not be loaded. Choose from the list.")
        page.get_by_label("What was asked?").fill("sprock")
        expect(page.locator(".helper-all")).to_be_visible()


def test_the_program_is_small(page: Page) -> None:
    address = page.locator("script[src*='/helper/helper.mjs']").evaluate("script => script.src")
    module = page.request.get(address).body()
    assert len(gzip.compress(module, 9)) <= 6 * 1024


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("typed", ["", "tube"])
def test_axe_finds_no_obstacle(browser: Browser, bicycles_site: str, scheme: str, typed: str) -> None:
    with phone(browser, color_scheme=scheme) as (page, _):
        page.goto(f"{bicycles_site}helper/")
        until(page, "document.querySelector('group-helper').indexed")
        found(page, typed)
        assert obstacles(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
