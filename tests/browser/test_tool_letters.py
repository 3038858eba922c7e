"""Letters: filled in as one types, one for each recipient, copied, mailed, tracked; none of it leaves by itself."""

from __future__ import annotations

import csv
import datetime
import io
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.paperwork import (
    refuse_storage,
    said,
    saved,
    stored,
    too_small,
    violations,
)
from tests.calendars import events

MAIL = (
    "async ([to, subject, text]) => (await import('/components/tool-letters/letter.mjs')).mailLink(to, subject, text)"
)
FILLED = """async ([text, values]) => {
  const { filled } = await import("/components/tool-letters/letter.mjs");
  return filled(text, { blanks: [{ id: "a", label: "What" }, { id: "constructor", label: "Who" }] }, values);
}"""
LATER = "async ([day, days]) => (await import('/components/tool-letters/letter.mjs')).laterDay(day, days)"


TOOL, NOW = "letters", "2026-11-23T20:00:00Z"  # the 24th in Kolkata, where the phone is


def begin(page: Page, to: str, letter: str = "Ask the seller") -> None:
    page.locator("form").get_by_role("combobox").select_option(letter)
    page.locator("form").get_by_role("textbox").fill(to)
    page.get_by_role("button", name="Begin a letter").click()


def blank(page: Page, label: str) -> Locator:
    return page.locator(".tool-card .tool-field").filter(has_text=label).locator("textarea, input").last


def text(page: Page) -> str:
    return blank(page, "The letter").input_value()


def tracked(page: Page) -> list[str]:
    return page.locator(".letters-list li span").all_inner_texts()


def test_a_letter_is_filled_in_as_one_types(page: Page) -> None:
    begin(page, "Mr Ridley")
    assert page.evaluate("document.activeElement.textContent") == "Ask the seller: Mr Ridley"
    assert text(page).startswith("Dear [Name of the seller],\n\nis the [The model] still there?")
    blank(page, "Name of the seller").press_sequentially("Mr R")
    assert text(page).startswith("Dear Mr R,")
    blank(page, "The model").fill("Raleigh")
    assert blank(page, "Subject").input_value() == "Your Raleigh"
    assert page.locator(".tool-card [role=status]").inner_text() == "Still empty: 2."


def test_what_is_about_the_reader_is_written_once_and_the_rest_kept_for_each_recipient(page: Page) -> None:
    begin(page, "Mr Ridley")
    blank(page, "Your name").fill("Amina")
    blank(page, "The model").fill("Raleigh")
    begin(page, "Ms Falk")
    assert (blank(page, "Your name").input_value(), blank(page, "The model").input_value()) == ("Amina", "")
    blank(page, "The model").fill("Batavus")
    begin(page, "Mr Ridley", "Thank the seller")
    assert text(page) == "Thank you, [Name of the seller]! Amina"
    page.reload()
    page.get_by_role("button", name="Letter to Mr Ridley").first.click()
    assert "Raleigh" in text(page)
    assert text(page).endswith("\n\nAmina")
    page.get_by_role("button", name="Letter to Ms Falk").click()
    assert "Batavus" in text(page)


def test_own_words_replace_those_of_the_template_until_the_reader_wants_them_back(page: Page) -> None:
    begin(page, "Mr Ridley")
    blank(page, "The letter").fill("Good day. I saw {model}.")
    blank(page, "The model").fill("Raleigh")
    assert text(page) == "Good day. I saw {model}."
    assert "your own words now" in page.locator(".tool-card [role=status]").inner_text()
    page.reload()
    page.get_by_role("button", name="Letter to Mr Ridley").click()
    assert text(page) == "Good day. I saw {model}."
    page.get_by_role("button", name="Back to the words of the template").click()
    assert "is the Raleigh still there?" in text(page)


def test_a_letter_is_copied_or_shown_selected(browser: Browser, page: Page, address: str) -> None:
    with browser.new_context(permissions=["clipboard-read", "clipboard-write"]) as allowed:
        other = allowed.new_page()
        other.goto(address)
        begin(other, "Mr Ridley")
        other.get_by_role("button", name="Copy").click()
        expect(other.locator("tool-letters > .tool-said")).to_have_text("Copied.")
        assert other.evaluate("navigator.clipboard.readText()") == text(other)
    begin(page, "Mr Ridley")
    page.evaluate("navigator.clipboard.writeText = () => Promise.reject(new Error('No')); 0")
    page.get_by_role("button", name="Copy").click()
    expect(page.locator("tool-letters > .tool-said")).to_have_text("The letter is selected: copy it from there.")
    assert page.evaluate("getSelection().toString()") == text(page)


def test_a_letter_opens_in_a_mail_program(page: Page) -> None:
    begin(page, "Mr Ridley")
    blank(page, "E-mail address").fill("ridley+bikes@example.org")
    blank(page, "The model").fill("Roll & Go 100% #1?")
    link = urlsplit(page.get_by_role("link", name="Open in my mail program").get_attribute("href") or "")
    fields = parse_qs(link.query, strict_parsing=True)
    assert (link.scheme, unquote(link.path)) == ("mailto", "ridley+bikes@example.org")
    assert fields == {"subject": ["Your Roll & Go 100% #1?"], "body": [text(page).replace("\n", "\r\n")]}
    blank(page, "The letter").fill("word " * 400)
    assert "Some mail programs cut" in page.locator(".tool-card [role=status]").inner_text()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    subject=st.text(st.characters(exclude_categories=["Cs"])), words=st.text(st.characters(exclude_categories=["Cs"]))
)
def test_whatever_is_written_arrives_in_the_mail(page: Page, subject: str, words: str) -> None:
    link = page.evaluate(MAIL, ["a@example.org", subject, words])
    assert all(33 <= ord(mark) < 127 for mark in link)
    _, _, query = link.partition("?")
    found = dict(part.split("=", 1) for part in query.split("&"))
    body = words.replace("\r\n", "\n").replace("\n", "\r\n")
    assert {name: unquote(value) for name, value in found.items()} == {"subject": subject, "body": body}


def test_a_blank_is_filled_with_what_was_typed_and_nothing_else(page: Page) -> None:
    filled = {
        ("{a} {b} {constructor}", ("a", "$& {constructor}")): "$& {constructor} {b} [Who]",
        ("{constructor}", ("constructor", " me ")): "me",
        ("{ a } {A}", ("a", "x")): "{ a } {A}",
    }
    found = {(words, pair): page.evaluate(FILLED, [words, dict([pair])]) for words, pair in filled}
    assert found == filled


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(day=st.dates(datetime.date(2000, 1, 1), datetime.date(2099, 1, 1)), days=st.integers(0, 400))
def test_a_reminder_is_so_many_days_later(page: Page, day: datetime.date, days: int) -> None:
    assert page.evaluate(LATER, [day.isoformat(), days]) == (day + datetime.timedelta(days)).isoformat()


def test_the_tracker_says_whom_to_remind_first(page: Page) -> None:
    begin(page, "Late")
    blank(page, "Sent on").fill("2026-11-20")
    begin(page, "Draft")
    begin(page, "Done")
    page.get_by_role("button", name="Sent today").click()
    page.get_by_role("checkbox", name="Answered").check()
    begin(page, "Fresh")
    page.get_by_role("button", name="Sent today").click()
    assert tracked(page) == [
        "Late · Ask the seller · Remind now, sent on 20 Nov 2026, remind on 23 Nov 2026",
        "Draft · Ask the seller · Not sent",
        "Fresh · Ask the seller · Waiting for an answer, sent on 24 Nov 2026, remind on 27 Nov 2026",
        "Done · Ask the seller · Answered, sent on 24 Nov 2026",
    ]


def test_reminders_go_into_a_calendar_with_stable_names(page: Page) -> None:
    begin(page, "Ridley; Söhne, <b>")
    blank(page, "Sent on").fill("2026-11-20")
    found = [event for _ in range(2) for event in events(saved(page, "Reminders for my calendar (.ics)"))]
    assert [(str(event["SUMMARY"]), event["DTSTART"].dt, len(event.walk("VALARM"))) for event in found] == [
        ("Remind Ridley; Söhne, <b>", datetime.date(2026, 11, 23), 1)
    ] * 2
    assert len({str(event["UID"]) for event in found}) == 1


def test_all_letters_are_exported(page: Page) -> None:
    begin(page, "=cmd()", "Thank the seller")
    found = list(csv.reader(io.StringIO(saved(page, "Export all as CSV").removeprefix("\ufeff"), newline="")))
    assert found == [
        ["To", "E-mail", "Letter", "Status", "Sent on", "Remind on", "Subject", "Text"],
        ["'=cmd()", "", "Thank the seller", "Not sent", "", "", "", "Thank you, [Name of the seller]! [Your name]"],
    ]


def test_a_deleted_letter_can_be_brought_back(page: Page) -> None:
    begin(page, "Mr Ridley")
    page.get_by_role("button", name="Delete this letter").click()
    assert (said(page), stored(page, "letters")["letters"]) == ("The letter to Mr Ridley is deleted. Undo", [])
    page.get_by_role("button", name="Undo").click()
    assert tracked(page) == ["Mr Ridley · Ask the seller · Not sent"]


def test_two_tabs_write_two_letters(context: BrowserContext, page: Page, address: str) -> None:
    other = context.new_page()
    other.goto(address)
    begin(page, "Here")
    begin(other, "There")
    blank(page, "The model").fill("Raleigh")
    blank(other, "The model").fill("Batavus")
    expect(page.locator(".letters-list li")).to_have_count(2)
    assert [(it["to"], it["blanks"]) for it in stored(page, "letters")["letters"]] == [
        ("Here", {"model": "Raleigh"}),
        ("There", {"model": "Batavus"}),
    ]


@pytest.mark.parametrize(("how", "words"), [("full", "no room for your last"), ("off", "keeps nothing for this site")])
def test_without_room_or_storage_a_letter_can_still_be_written(
    context: BrowserContext, address: str, how: str, words: str
) -> None:
    page = context.new_page()
    refuse_storage(page, how)
    page.goto(address)
    begin(page, "Mr Ridley")
    blank(page, "The model").fill("Raleigh")
    assert "is the Raleigh still there?" in text(page)
    assert words in page.locator("tool-letters > .tool-warning").inner_text()


def test_a_letter_of_a_template_that_is_gone_is_still_there(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address)
    page.evaluate(
        """localStorage.setItem("kb:/:tool:letters", JSON.stringify({ v: 0, value: { mine: {}, letters: [
            { id: "x", template: "old-one", to: "Mr Ridley", mail: "", blanks: {}, text: "My words", sent: "" }
        ] } }))"""
    )
    page.reload()
    page.get_by_role("button", name="Letter to Mr Ridley").click()
    assert text(page) == "My words"


def test_no_request_holds_anything_of_a_letter(context: BrowserContext, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    context.set_offline(True)
    begin(page, "Mr Ridley")
    blank(page, "The model").fill("Raleigh")
    page.get_by_role("button", name="Sent today").click()
    assert asked == []


def test_axe_finds_nothing_and_a_thumb_hits_everything(page: Page) -> None:
    found = [*violations(page), *too_small(page)]
    begin(page, "Late")
    blank(page, "Sent on").fill("2026-11-01")
    blank(page, "The letter").fill("Own words")
    assert [*found, *violations(page), *too_small(page)] == []


def test_a_letter_is_written_by_keyboard_alone(page: Page) -> None:
    page.locator("form").get_by_role("textbox").focus()
    page.keyboard.type("Mr Ridley")
    page.keyboard.press("Enter")
    for _ in range(4):
        page.keyboard.press("Tab")
    page.keyboard.type("Raleigh")
    assert "is the Raleigh still there?" in text(page)
