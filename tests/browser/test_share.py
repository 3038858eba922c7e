"""Passing a page on, on a phone: what lands on the clipboard and in the links, with scripts and without."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.components import until
from tests.browser.phone import PHONE, clipboard, obstacles, phone

ANSWER, ACTION, FLOW = "answers/worn-chain/", "jobs/mend-the-part/", "flows/is-it-safe/"
PUBLISHED = "https://match-from-abroad.example/"
WORDS = (
    "*Do I need new sprockets with a new chain?*\n"
    "Not if you change the chain in time; a worn chain wears the sprockets to its own length, "
    "and then a new chain jumps on them.\n"
)
CHECKED = "\nchecked 24 November 2026"
SHARING = "navigator.share = async (data) => { window.handed = data; }; navigator.canShare = () => true;"


@pytest.fixture
def page(browser: Browser, bicycles_site: str) -> Iterator[Page]:
    """An answer on a phone; at the end nobody else was asked for anything."""
    with phone(browser) as (page, asked):
        page.goto(bicycles_site + ANSWER)
        yield page
        assert [url for url in asked if not url.startswith(bicycles_site)] == []


def press(page: Page, name: str) -> None:
    page.locator("share-links").get_by_role("button", name=name, exact=True).click()


def unfold(page: Page) -> None:
    page.locator("share-links summary").click()


def test_copy_link_gives_the_short_address_of_the_site_that_is_open(page: Page, bicycles_site: str) -> None:
    press(page, "Copy link")
    expect(page.get_by_role("status").filter(has_text="Link copied.")).to_be_visible()
    assert clipboard(page) == f"{bicycles_site}q/16/"
    page.goto(clipboard(page))
    page.wait_for_url(f"**/site/{ANSWER}")


def test_a_page_without_a_number_gives_its_own_address(page: Page, bicycles_site: str) -> None:
    page.goto(f"{bicycles_site}{ACTION}?from=chat#how")
    press(page, "Copy link")
    assert clipboard(page) == bicycles_site + ACTION


@pytest.mark.parametrize(("chat", "words"), [("WhatsApp", WORDS), ("Telegram", WORDS.replace("*", "**"))])
def test_copy_text_gives_the_message_as_the_chat_writes_it(
    page: Page, bicycles_site: str, chat: str, words: str
) -> None:
    unfold(page)
    press(page, f"Copy text for {chat}")
    expect(page.get_by_role("status").filter(has_text=f"Text for {chat} copied.")).to_be_visible()
    assert clipboard(page) == f"{words}{bicycles_site}q/16/{CHECKED}"


def test_with_scripts_the_links_carry_the_address_of_the_site_that_is_open(page: Page, bicycles_site: str) -> None:
    links = {it.get_attribute("data-way"): it.get_attribute("href") or "" for it in page.locator("a[data-way]").all()}
    query = {way: parse_qs(urlsplit(href).query) for way, href in links.items()}
    assert query["whatsapp"]["text"] == [f"{WORDS}{bicycles_site}q/16/{CHECKED}"]
    assert query["telegram"]["url"] == [f"{bicycles_site}q/16/"]
    assert query["mail"]["body"][0].split("\r\n")[2] == f"{bicycles_site}q/16/"


def test_without_scripts_the_links_carry_the_published_address_and_the_qr_code_is_there(
    browser: Browser, bicycles_site: str
) -> None:
    with phone(browser, java_script_enabled=False) as (page, _):
        page.goto(bicycles_site + ANSWER)
        whatsapp = page.get_by_role("link", name="WhatsApp").get_attribute("href") or ""
        telegram = page.get_by_role("link", name="Telegram").get_attribute("href") or ""
        assert parse_qs(urlsplit(whatsapp).query)["text"] == [f"{WORDS}{PUBLISHED}q/16/{CHECKED}"]
        assert parse_qs(urlsplit(telegram).query)["url"] == [f"{PUBLISHED}q/16/"]
        assert page.locator("share-links button").count() == 0
        unfold(page)
        expect(page.get_by_role("link", name="E-mail")).to_be_visible()
        expect(page.get_by_role("img", name="QR code of this page")).to_be_visible()


def test_the_qr_code_is_fetched_only_when_it_is_looked_at_and_is_drawn(page: Page) -> None:
    loaded = "document.querySelector('share-links img').naturalWidth"
    page.wait_for_load_state("networkidle")
    assert page.evaluate(loaded) == 0
    unfold(page)
    until(page, f"{loaded} > 0")
    assert page.locator("figcaption").inner_text() == f"{PUBLISHED}q/16/"


def test_on_paper_the_qr_code_and_the_address_are_there_and_no_buttons(page: Page) -> None:
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    expect(page.get_by_role("img", name="QR code of this page")).to_be_visible()
    expect(page.locator("figcaption")).to_be_visible()
    controls = page.locator("share-links :is(a, button, summary)").all()
    assert [it.inner_text() for it in controls if it.is_visible()] == []


def test_the_phone_s_own_list_of_apps_gets_the_words_and_the_address(browser: Browser, bicycles_site: str) -> None:
    with phone(browser) as (page, _):
        page.add_init_script(SHARING)
        page.goto(bicycles_site + ANSWER)
        unfold(page)
        press(page, "Share with an app")
        assert page.evaluate("window.handed") == {
            "title": "Do I need new sprockets with a new chain?",
            "text": WORDS.replace("*", "").strip(),
            "url": f"{bicycles_site}q/16/",
        }


def test_a_browser_without_such_a_list_does_not_offer_it(browser: Browser, bicycles_site: str) -> None:
    with phone(browser) as (page, _):
        page.add_init_script("delete Navigator.prototype.share;")
        page.goto(bicycles_site + ANSWER)
        unfold(page)
        assert page.get_by_role("button", name="Share with an app").count() == 0
        assert page.get_by_role("button", name="Copy text for WhatsApp").count() == 1


def test_where_copying_is_refused_the_text_is_shown_to_be_copied_by_hand(browser: Browser, bicycles_site: str) -> None:
    with phone(browser) as (page, _):
        page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'));")
        page.goto(bicycles_site + ANSWER)
        press(page, "Copy link")
        shown = page.get_by_label("Copy this text:")
        expect(shown).to_be_focused()
        assert shown.input_value() == f"{bicycles_site}q/16/"
        assert obstacles(page) == []
        page.get_by_role("button", name="Close").click()
        expect(page.get_by_role("button", name="Copy link")).to_be_focused()


def test_everything_can_be_done_by_keyboard(page: Page, bicycles_site: str) -> None:
    page.get_by_role("button", name="Copy link").focus()
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Copy text for WhatsApp"
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="copied")).to_be_visible()
    assert clipboard(page).startswith("*Do I need")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent") == "More"
    expect(page.get_by_role("link", name="E-mail")).to_be_hidden()


def test_the_mark_beside_a_heading_copies_the_link_to_it_and_goes_there(page: Page, bicycles_site: str) -> None:
    page.goto(f"{bicycles_site}{ANSWER}?from=chat")
    page.locator("h2 .headerlink").first.click()
    expect(page.get_by_role("status").filter(has_text="Link to this section copied.")).to_be_visible()
    assert clipboard(page) == f"{bicycles_site}{ANSWER}#also-asked-as"
    assert page.url.endswith("#also-asked-as")


def test_a_heading_s_mark_works_where_copying_is_refused(browser: Browser, bicycles_site: str) -> None:
    with phone(browser) as (page, _):
        page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'));")
        page.goto(bicycles_site + ANSWER)
        page.locator("h2 .headerlink").first.click()
        page.wait_for_url("**#also-asked-as")
        assert page.get_by_label("Copy this text:").count() == 0


def test_no_answer_of_a_reader_is_passed_on(page: Page, bicycles_site: str) -> None:
    page.goto(bicycles_site + FLOW)
    page.locator("flow-runner button.way").first.click()
    page.wait_for_url("**#**")
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    row = page.locator("share-links")
    links = [row.evaluate("it => it.address"), *row.locator("a").evaluate_all("all => all.map((it) => it.href)")]
    assert links[0] == f"{bicycles_site}q/8/"
    assert [link for link in links if "a%3D" in link or "#" in link or "a=" in link] == []


def test_the_row_takes_one_line_of_a_phone_and_every_target_fits_a_thumb(page: Page) -> None:
    row = page.locator("share-links").bounding_box()
    assert row is not None
    assert row["height"] == 44
    unfold(page)
    sizes = page.eval_on_selector_all(
        "share-links :is(a, button, summary)",
        "all => all.map(it => it.getBoundingClientRect()).map(it => [it.height, it.right])",
    )
    assert [size for size in sizes if size[0] < 44 or size[1] > PHONE["width"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_obstacle_with_everything_unfolded(browser: Browser, bicycles_site: str, scheme: str) -> None:
    with phone(browser, color_scheme=scheme) as (page, _):
        page.goto(bicycles_site + ANSWER)
        press(page, "Copy link")
        unfold(page)
        assert obstacles(page) == []
