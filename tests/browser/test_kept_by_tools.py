"""What every tool does with what it finds on a device: of this version, of a newer one, damaged. Nothing gets lost."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.tool_page import opened, tool_site

NOW = "2026-11-24T10:00:00+05:30"


@dataclass(frozen=True)
class Kept:
    """A tool of the site: what version 0 of it has stored, words of that on its page, and a change a reader makes."""

    tool: str
    value: dict[str, Any]
    shown: str
    change: Callable[[Page], object]
    changed: str
    """A part of the page, as a selector, that the change brings."""


def _adds_a_line(page: Page) -> None:
    if page.locator("tool-list details", has_text="Add by hand").get_attribute("open") is None:
        page.get_by_text("Add by hand").click()
    page.locator("tool-list form input").first.fill("New one")
    page.get_by_role("button", name="Add", exact=True).click()


def _begins_a_letter(page: Page) -> None:
    page.locator("tool-letters form input").first.fill("New one")
    page.locator("tool-letters form button").first.click()


def _adds_a_task(page: Page) -> None:
    page.get_by_label("Task").fill("New one")
    page.get_by_role("button", name="Add", exact=True).click()


def _keeps_an_appointment(page: Page) -> None:
    page.locator("tool-clock .tool-fields input[type=text]").fill("New one")
    page.get_by_role("button", name="Keep it").click()


# What version 0 wrote. Never change a line of it: when a shape changes, this must still open.
VERSION_0 = [
    Kept(
        "interview-clock",
        {
            "zone": "Asia/Karachi",
            "events": {
                "a1": {
                    "who": "Mercy",
                    "day": "2026-12-08",
                    "time": "13:00",
                    "zone": "America/New_York",
                    "minutes": 30,
                    "second": False,
                }
            },
        },
        "Mercy",
        _keeps_an_appointment,
        ".clock-list :text('New one')",
    ),
    Kept(
        "cycle-calendar",
        {"left": {"x": True}, "sure": True},
        "What comes next",
        lambda page: page.get_by_label("Only dates that are announced").click(),
        "label:has-text('Only dates that are announced') input:checked",
    ),
    Kept(
        "my-week",
        {
            "blocks": {"b1": {"hours": "us", "name": "Anki", "days": ["mo", "we"], "from": "18:00", "to": "20:00"}},
            "zone": "Asia/Karachi",
            "quiet": "21:00",
            "alarm": 10,
        },
        "Anki",
        lambda page: page.locator("tool-week input[type=time]").last.fill("20:15"),
        "tool-week",
    ),
    Kept(
        "my-plan",
        {
            "plan": {
                "flow": "what-next",
                "of": "Stuck abroad",
                "title": "Go on at home",
                "summary": "A plan.",
                "url": "/flows/what-next/x/",
                "since": "2026-11-01",
                "stop": ["Waiting"],
                "horizons": [["now", "Now"]],
                "actions": [{"id": "t1", "title": "Write it down", "summary": "All.", "horizon": "now", "url": "/a/"}],
            },
            "items": {"t1": {"done": False, "due": "2026-12-01", "note": "Soon"}},
            "own": {"o1": {"title": "Call home"}},
        },
        "Write it down",
        _adds_a_task,
        ".plan-task :text('New one')",
    ),
    Kept(
        "program-list",
        {
            "main": "",
            "rows": [
                {"id": "r1", "cells": {"name": "Mercy", "notes": "n"}, "status": "listed", "more": [["Rank", "3"]]}
            ],
            "unread": [{"id": "u1", "line": 4, "raw": '"x', "head": "Name", "why": "a quotation mark is never closed"}],
        },
        "Mercy",
        _adds_a_line,
        ".list-cards :text('New one')",
    ),
    Kept(
        "what-it-costs",
        {
            "counts": {"programs": [["Mercy", "60"]]},
            "on": {"nrmp": True},
            "own": {"nrmp": ["71"]},
            "rates": {"USD": "84", "AUD": "55"},
            "currency": "INR",
        },
        "about INR",
        lambda page: page.locator("tool-cost input[type=number]").last.fill("3"),
        "tool-cost",
    ),
    Kept(
        "letters-and-emails",
        {
            "mine": {"my-name": "A. Reader"},
            "letters": [
                {
                    "id": "l1",
                    "template": "lor-request",
                    "to": "Dr. Mercy",
                    "mail": "m@example.org",
                    "blanks": {"x": "y"},
                    "subject": "S",
                    "text": "T",
                    "sent": "2026-11-01",
                    "remind": "2026-11-15",
                    "answered": False,
                }
            ],
        },
        "Dr. Mercy",
        _begins_a_letter,
        ".letters-list :text('New one')",
    ),
]
TOOLS = pytest.mark.parametrize("kept", VERSION_0, ids=[it.tool for it in VERSION_0])
NEWER = {"v": 9, "value": {"strange": [1, {"deep": "Mercy"}]}, "by": {"x": 3}, "more": True}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with tool_site(tmp_path_factory.mktemp("kept"), *(it.tool for it in VERSION_0)) as root:
        yield root


@pytest.fixture
def open_with(browser: Browser, site: str) -> Iterator[Callable[[Kept, object], Page]]:
    """A tool's page on a device that has this stored for it."""
    with ExitStack() as closing:

        def open_page(kept: Kept, record: object) -> Page:
            _, page = closing.enter_context(opened(browser, f"{site}tools/{kept.tool}/", NOW))
            text = record if isinstance(record, str) else json.dumps(record)
            # Between two pages: the one that is left could still put aside what it did not write itself.
            laid = f"localStorage.setItem({json.dumps(f'kb:/:tool:{kept.tool}')}, {json.dumps(text)})"
            page.add_init_script(f"if (!sessionStorage.laid) {{ sessionStorage.laid = 1; {laid}; }}")
            page.reload()
            expect(page.locator(".tool > *").first).to_be_visible()
            return page

        yield open_page


def stored(page: Page, kept: Kept) -> dict[str, str]:
    """All that the device has stored for the tool, the record itself as ``""``."""
    everything: dict[str, str] = page.evaluate("({ ...localStorage })")
    own = f"kb:/:tool:{kept.tool}"
    return {key.removeprefix(own): text for key, text in everything.items() if key.startswith(own)}


def warning(page: Page) -> str:
    return page.locator(".tool > * > .tool-warning").first.inner_text()


@TOOLS
def test_what_version_0_stored_opens_whole_and_goes_on(kept: Kept, open_with: Callable[..., Page]) -> None:
    page = open_with(kept, {"v": 0, "value": kept.value})
    expect(page.locator(".tool")).to_contain_text(kept.shown)
    assert warning(page) == ""
    kept.change(page)
    record = json.loads(stored(page, kept)[""])
    assert record["v"] == 0
    assert record["value"] != kept.value
    assert list(stored(page, kept)) == [""]


@TOOLS
def test_what_a_newer_version_stored_is_left_alone_and_that_is_said(kept: Kept, open_with: Callable[..., Page]) -> None:
    page = open_with(kept, NEWER)
    assert "A newer version of this page has written here. Reload the page." in warning(page)
    kept.change(page)
    expect(page.locator(kept.changed).first).to_be_attached()
    assert {name: json.loads(text) for name, text in stored(page, kept).items()} == {"": NEWER}
    assert "Until then your changes last only as long as this tab." in warning(page)


@TOOLS
def test_what_cannot_be_read_is_put_aside_and_that_is_said(kept: Kept, open_with: Callable[..., Page]) -> None:
    page = open_with(kept, '{"v":0,"value":')
    said = page.locator(".tool > * > .tool-warning").first
    expect(said).to_contain_text("It is put aside on this device, not deleted.")
    kept.change(page)
    expect(page.locator(kept.changed).first).to_be_attached()
    assert stored(page, kept)[":aside:1"] == '{"v":0,"value":'


# Every part of a record in turn becomes something else; the tool is drawn anew on it, by itself, in the same page.
DAMAGED = """async ([key, value]) => {
  const old = document.querySelector(".tool > *");
  const parts = [];
  const walk = (at, path) => {
    if (path.length) parts.push(path);
    if (typeof at === "object" && at !== null) for (const name of Object.keys(at)) walk(at[name], [...path, name]);
  };
  walk(value, []);
  const broken = [];
  for (const path of parts) for (const other of [null, 7, "x", true, [], {}, [null], { x: null }, undefined]) {
    const copy = structuredClone(value);
    const last = path.slice(0, -1).reduce((at, name) => at[name], copy);
    if (other === undefined) delete last[path.at(-1)];
    else last[path.at(-1)] = other;
    const text = JSON.stringify({ v: 0, value: copy });
    localStorage.clear();
    localStorage.setItem(key, text);
    const twin = document.createElement(old.localName);
    twin.data = old.data;
    document.querySelector(".tool").replaceChildren(twin);
    const kept = localStorage.getItem(key) === text || localStorage.getItem(`${key}:aside:1`) === text;
    const says = localStorage.getItem(key) === text || /put aside/.test(twin.textContent);
    if (twin.hidden || !kept || !says) broken.push([path.join("."), JSON.stringify(other) ?? "gone", kept, says]);
  }
  return [parts.length, broken];
}"""


@TOOLS
def test_whatever_part_of_a_record_is_damaged_the_tool_works_and_the_record_stays(
    kept: Kept, open_with: Callable[..., Page]
) -> None:
    page = open_with(kept, {"v": 0, "value": kept.value})
    parts, broken = page.evaluate(DAMAGED, [f"kb:/:tool:{kept.tool}", kept.value])
    assert parts > 2
    assert broken == []
