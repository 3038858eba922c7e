"""The page of what is kept: everything is shown, goes to another device in one file, and is gone when it is deleted."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.paperwork import (
    refuse_storage,
    said,
    saved,
    too_small,
    violations,
)

LIST = {
    "v": 0,
    "value": {"main": "", "rows": [{"id": "x", "cells": {"name": "Blue <b>one</b>"}, "more": []}], "unread": []},
}
HERE: dict[str, dict[str, str]] = {
    "local": {
        "kb:/:answers": json.dumps({"sky": "wet", "gone": "x", "frame": "cracked"}),
        "kb:/:ticks": json.dumps({"take-umbrella": True}),
        "kb:/:tool:offers": json.dumps(LIST),
        "kb:/:tool:letters:aside:1": "not { json",
        "/.__palette": json.dumps({"index": 1}),
        "kb:/other/:tool:offers": "another site",
        "foreign": "another program",
    },
    "session": {"kb:/:answers": json.dumps({"price": "dear"}), "kb:/:run": "3"},
}
PUT = """(here) => {
  for (const [place, records] of Object.entries(here)) {
    for (const [key, text] of Object.entries(records)) window[`${place}Storage`].setItem(key, text);
  }
}"""
ALL = "() => ({ local: { ...localStorage }, session: { ...sessionStorage } })"
UNPACK = "async (text) => (await import('/components/tool-data/kept.mjs')).unpacked(text)"


TOOL, NOW = "kept", "2026-11-24T10:00:00+05:30"


@pytest.fixture
def page(page: Page) -> Page:
    """The page on a device that keeps all this."""
    page.evaluate(PUT, HERE)
    page.reload()
    return page


def everything(page: Page) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = page.evaluate(ALL)
    return found


def listed(page: Page) -> list[str]:
    return page.locator(".data-list strong").all_inner_texts()


def offer(page: Page, text: str) -> None:
    file = {"name": "x.json", "mimeType": "application/json", "buffer": text.encode()}
    page.get_by_label("A file exported there").set_input_files(file)  # type: ignore[arg-type]


def test_everything_of_this_site_is_listed_and_nothing_of_others(page: Page) -> None:
    assert listed(page) == [
        "Your answers",
        "What you ticked off",
        "Letters, put aside (1)",
        "Offers",
        "Your answers (as long as this tab)",
        "palette",
    ]


def test_it_can_be_read_in_the_words_of_the_site(page: Page) -> None:
    for summary in page.locator(".data-list summary").all():
        summary.click()
    texts = [text.split("\n") for text in page.locator(".data-list details").all_inner_texts()]
    words = [[line for line in text if line] for text in texts]
    assert words[0][1:] == ["Is it raining?", "It is raining", "gone", "x", "Is the frame sound?", "A crack, or a bend"]
    assert words[1][1:] == ["Take the umbrella: done"]
    assert words[2][1:] == ["not { json"]
    assert "Blue <b>one</b>" in words[3]
    assert page.locator("tool-data b").count() == 0


def test_one_file_carries_it_to_another_device_whole(browser: Browser, page: Page, address: str) -> None:
    text = saved(page, "Export everything to one file")
    with browser.new_context() as phone:
        other = phone.new_page()
        other.goto(address)
        assert "Nothing is stored on this device by this site." in other.locator("tool-data").inner_text()
        offer(other, text)
        other.get_by_role("button", name="Take over what is ticked").click()
        assert said(other).startswith("Taken over.")
        mine = {
            place: {key: value for key, value in records.items() if key.startswith("kb:/:") and key != "kb:/:run"}
            for place, records in HERE.items()
        }
        assert everything(other) == mine


def test_what_differs_here_is_put_aside_and_what_is_not_ticked_stays(page: Page) -> None:
    file = {
        "format": 1,
        "made": "2026-01-01",
        "local": {
            "tool:offers": '{"v":0,"value":"theirs"}',
            "ticks": HERE["local"]["kb:/:ticks"],
            "answers": "{}",
            "tool:costs": '{"v":0,"value":1}',
        },
    }
    offer(page, json.dumps(file))
    assert page.locator(".tool-card .tool-box").all_inner_texts() == [
        "Offers: different on this device",
        "What you ticked off: the same on this device",
        "Your answers: different on this device",
        "Costs: not on this device yet",
    ]
    page.get_by_role("checkbox", name="Your answers").uncheck()
    page.get_by_role("button", name="Take over what is ticked").click()
    local = everything(page)["local"]
    assert local["kb:/:tool:offers"] == '{"v":0,"value":"theirs"}'
    assert local["kb:/:tool:offers:aside:1"] == json.dumps(LIST)
    assert (local["kb:/:answers"], local["kb:/:tool:costs"]) == (HERE["local"]["kb:/:answers"], '{"v":0,"value":1}')
    assert "Offers, put aside (1)" in listed(page)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("no json", "damaged"),
        ("[]", "no file that this page has made"),
        ('{"format": 1}', "no file that this page has made"),
        ('{"format": 2, "local": {}}', "A newer version"),
    ],
)
def test_a_file_that_cannot_be_used_changes_nothing_and_says_why(page: Page, text: str, words: str) -> None:
    before = everything(page)
    offer(page, text)
    expect(page.locator("tool-data > .tool-said")).to_contain_text(words)
    assert everything(page) == before


RECORDS = st.dictionaries(
    st.sampled_from(["answers", "tool:x", "tool:x:aside:1", "__palette", "../x", "run", "tool:X", ""]),
    st.sampled_from(['{"a":1}', "{", "", "null"]) | st.integers(),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(local=RECORDS, session=RECORDS | st.none())
def test_only_what_a_site_keeps_itself_is_taken_from_a_file(
    page: Page, local: dict[str, Any], session: dict[str, Any] | None
) -> None:
    found = page.evaluate(UNPACK, json.dumps({"format": 1, "local": local, "session": session}))
    texts = ('{"a":1}', "null")
    for place, given_ in (("local", local), ("session", session or {})):
        assert found[place] == {
            name: text
            for name, text in given_.items()
            if (name in ("answers", "tool:x") and text in texts) or (name == "tool:x:aside:1" and isinstance(text, str))
        }
    assert sorted(found["skipped"]) == sorted(
        name
        for place, given_ in ((found["local"], local), (found["session"], session or {}))
        for name in given_
        if name not in place
    )


def test_one_thing_is_deleted_after_a_second_question(page: Page) -> None:
    page.get_by_role("button", name="Delete Offers").click()
    page.get_by_role("button", name="No").click()
    assert "kb:/:tool:offers" in everything(page)["local"]
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert (said(page), "Offers" in listed(page)) == ("Deleted: Offers.", False)
    assert "kb:/:tool:offers" not in everything(page)["local"]


def test_everything_is_deleted_and_nothing_of_others(page: Page) -> None:
    page.get_by_role("button", name="Delete everything").click()
    page.get_by_role("button", name="Yes, delete").click()
    assert said(page).startswith("Everything of this site is deleted")
    assert everything(page) == {
        "local": {"kb:/other/:tool:offers": "another site", "foreign": "another program", "kb:/:run": "4"},
        "session": {"kb:/:run": "4"},
    }
    assert "Nothing is stored on this device by this site." in page.locator("tool-data").inner_text()


def test_what_another_tab_stores_appears(context: BrowserContext, page: Page, address: str) -> None:
    other = context.new_page()
    other.goto(address)
    other.evaluate("localStorage.setItem('kb:/:tool:costs', '{}')")
    expect(page.locator(".data-list strong").filter(has_text="Costs")).to_be_visible()


def test_without_room_what_found_none_is_named_and_the_file_still_has_it(
    context: BrowserContext, page: Page, address: str
) -> None:
    text = saved(page, "Export everything to one file")
    page.evaluate("localStorage.removeItem('kb:/:tool:offers')")
    refuse_storage(page, "full")
    page.reload()
    offer(page, text)
    page.get_by_role("button", name="Take over what is ticked").click()
    assert said(page) == "There was no room for: Offers. The rest is here, and the file still has everything."
    third = context.new_page()
    refuse_storage(third, "off")
    third.goto(address)
    assert "keeps nothing for this site" in third.locator(".tool-warning").inner_text()


def test_it_asks_nobody_and_axe_finds_nothing(context: BrowserContext, page: Page) -> None:
    found = [*violations(page), *too_small(page)]
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    context.set_offline(True)
    page.locator(".data-list summary").first.click()
    page.get_by_role("button", name="Delete everything").click()
    text = saved(page, "Export everything to one file")
    offer(page, text.replace("tool:offers", "tool:offers-2").replace("wet", "dry"))
    assert [*found, *violations(page), *too_small(page)] == []
    assert [url for url in asked if not url.startswith("blob:")] == []
