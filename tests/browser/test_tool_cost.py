"""What it costs: the same sums as in Python, with the reader's numbers, prices and rates, all kept on the device."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import BrowserContext, Locator, Page, expect

from generator.knowledge import KnowledgeBase
from generator.loader import load
from generator.model import Fact
from generator.model.money import Price
from generator.model.paperwork import CostTool
from generator.model.tool import ToolFile
from generator.render.tools.costs import totals
from tests.browser.paperwork import (
    refuse_storage,
    said,
    saved,
    stored,
    too_small,
    violations,
)
from tests.build.project import ROOT

SUMS = """async ([lines, numbers]) => {
  const { partsOf, summed, sumWords } = await import("/components/tool-cost/sums.mjs");
  return numbers.map((number) => sumWords(summed(lines.flatMap((line) => partsOf(line, [number])))));
}"""
TYPED = """async (texts) => {
  const { typedNumber } = await import("/components/tool-cost/sums.mjs");
  return texts.map((text) => { const found = typedNumber(text); return Number.isNaN(found) ? null : found; });
}"""
MANY = "async ([many, price]) => (await import('/components/tool-cost/sums.mjs')).summed([[many, 'EUR', price]])"


TOOL, NOW = "costs", "2026-11-24T10:00:00+05:30"


def whole(page: Page) -> str:
    return page.locator(".cost-total > p").inner_text()


def line(page: Page, label: str) -> Locator:
    return page.locator(".cost-lines > li").filter(has_text=label)


def write(page: Page, label: str, text: str) -> None:
    page.get_by_label(label).fill(text)
    page.get_by_label(label).blur()


def rows(page: Page) -> list[str]:
    return [row.replace("\t", " | ") for row in page.locator("tbody tr").all_inner_texts()]


def test_the_browser_adds_up_as_python_does(page: Page) -> None:
    """On the lines of this site, for every number that a reader may give."""
    knowledge, _ = load(ROOT / "content")
    assert knowledge is not None
    entry = knowledge.entries["tool"]["what-it-costs"].record
    assert isinstance(entry, ToolFile)
    assert isinstance(entry.root, CostTool)
    tool, group, count = entry.root, "apply", "programs"
    numbers = list(range(0, tool.counts[count].most + 1, 7))
    lines = [it for it in tool.lines.values() if it.group == group and not it.off and it.per in (None, count)]
    as_json = [
        {
            "free": it.free,
            "tiers": [
                [tier, found.currency, float(found.amount), end]
                for tier, end in ([(it.fact, None)] if it.fact else [(own.each, own.to) for own in it.tiers])
                for found in [price_of(tier or "", knowledge)]
            ],
            "per": it.per,
        }
        for it in lines
    ]
    once = page.evaluate(SUMS, [[it for it in as_json if not it["per"]], [1]])[0]
    assert once == "USD 315"
    found = page.evaluate(SUMS, [[it for it in as_json if it["per"]], numbers])
    for number, words in zip(numbers, found, strict=True):
        own = Decimal(words.removeprefix("USD ").replace(",", "")) + 315
        assert str(Price("USD", own)) == totals(tool, knowledge, {count: number, "ranked": 0})[group]


def price_of(fact: str, knowledge: KnowledgeBase) -> Price:
    entry = knowledge.find("fact", Fact, fact)
    assert entry is not None
    currency, amount = entry.record.value.split(" ")
    return Price(currency, Decimal(amount.replace(",", "")))


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(many=st.integers(0, 500), cents=st.integers(1, 500_000))
def test_no_cent_is_lost(page: Page, many: int, cents: int) -> None:
    assert page.evaluate(MANY, [many, cents / 100]) == [["EUR", many * cents / 100]]


def test_numbers_are_read_as_people_type_them(page: Page) -> None:
    texts = [
        "12",
        "1,230",
        "1,230.50",
        "12,5",
        "0,004",
        "1 230",
        "1.5",
        "1’230",
        "",
        "x",
        "-3",
        "1,23,4",
        "1e3",
        "1.2.3",
    ]
    assert page.evaluate(TYPED, texts) == [
        12,
        1230,
        1230.5,
        12.5,
        4,
        1230,
        1.5,
        1230,
        None,
        None,
        None,
        None,
        None,
        None,
    ]


def test_the_total_follows_every_key_and_is_kept(page: Page) -> None:
    assert whole(page) == "In all: EUR 15"
    tubes = page.get_by_role("spinbutton", name="Tubes")
    tubes.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("10")
    assert whole(page) == "In all: EUR 43"
    assert page.evaluate("document.activeElement.value") == "10"
    assert [text for text in line(page, "Inner tubes").inner_text().splitlines() if text][1:3] == [
        "EUR 43",
        "2 × EUR 5.50 + 8 × EUR 4. Price of a tube, as of 15 January 2026. "
        "Price of a further tube, as of 15 January 2026.",
    ]
    page.reload()
    assert whole(page) == "In all: EUR 43"


def test_each_of_several_begins_again_with_the_first_price(page: Page) -> None:
    page.get_by_role("button", name="Add another").click()
    assert page.evaluate("document.activeElement.closest('label').innerText.trim()") == "Wheel size 2"
    page.keyboard.type("20 inch")
    page.get_by_role("spinbutton", name="Tubes").nth(1).fill("3")
    assert whole(page) == "In all: EUR 30"
    assert rows(page) == ["2 | EUR 26", "10 | EUR 58"]
    page.get_by_role("button", name="Remove the last").click()
    assert whole(page) == "In all: EUR 15"


def test_lines_are_left_out_and_taken_in_and_prices_replaced(page: Page) -> None:
    assert page.locator(".cost-total .tool-quiet").inner_text() == "Without: A beer for the helper."
    line(page, "Lamp").get_by_role("checkbox").check()
    assert whole(page) == "In all: EUR 15 + USD 1,000"
    line(page, "Lamp").locator("summary").click()
    write(page, "Today’s price in USD", "890.5")
    line(page, "A beer").locator("summary").click()
    line(page, "A beer").get_by_role("textbox").fill("4,50")
    line(page, "A beer").get_by_role("textbox").blur()
    assert whole(page) == "In all: EUR 19.50 + USD 890.50"
    assert page.locator(".cost-total .tool-quiet").count() == 0
    line(page, "Lamp").get_by_role("textbox").fill("ten")
    line(page, "Lamp").get_by_role("textbox").blur()
    assert "“ten” is no amount." in page.locator("tool-cost > .tool-said").inner_text()
    assert whole(page) == "In all: EUR 19.50 + USD 890.50"


def test_a_total_stands_in_the_readers_own_currency_once_every_rate_is_there(page: Page) -> None:
    line(page, "Lamp").get_by_role("checkbox").check()
    page.get_by_text("In your own currency").click()
    write(page, "Your currency", "inr")
    write(page, "1 EUR is so many INR", "100")
    assert (whole(page), rows(page)[0]) == ("In all: EUR 15 + USD 1,000", "2 | EUR 11 + USD 1,000 | rate missing")
    write(page, "1 USD is so many INR", "84,5")
    assert whole(page) == "In all: EUR 15 + USD 1,000, about INR 86,000"
    assert rows(page)[0] == "2 | EUR 11 + USD 1,000 | about INR 85,600"


def test_the_sum_is_exported_and_a_new_beginning_can_be_undone(page: Page) -> None:
    text = saved(page, "Export as CSV").removeprefix("\ufeff")
    assert list(csv.reader(io.StringIO(text))) == [
        ["What", "How many", "Currency", "Each", "Together"],
        ["Inner tubes", "2", "EUR", "5.5", "11"],
        ["Inner tubes", "1", "EUR", "4", "4"],
    ]
    page.get_by_role("spinbutton", name="Tubes").fill("10")
    page.get_by_role("button", name="Begin again").click()
    assert whole(page) == "In all: EUR 15"
    page.get_by_role("button", name="Undo").click()
    assert whole(page) == "In all: EUR 43"
    assert stored(page, "costs")["counts"] == {"tubes": [["", "10"]]}


def list_of(*bicycles: tuple[str, str, str]) -> dict[str, object]:
    """What the list tool keeps: names, types and how the frame is."""
    rows = [
        {"id": name, "cells": {"name": name, "type": type_, "frame": frame}, "status": "new", "more": []}
        for name, type_, frame in bicycles
    ]
    return {"v": 0, "value": {"main": "", "rows": rows, "unread": []}}


def keep_list(page: Page, record: object) -> None:
    page.evaluate("(text) => localStorage.setItem('kb:/:tool:offers', text)", json.dumps(record))


def counts(page: Page) -> list[tuple[str, str]]:
    """The numbers of the count that may have several: what they are for, and how many."""
    fields = page.locator("fieldset input")
    values = [fields.nth(place).input_value() for place in range(fields.count())]
    return list(zip(values[::2], values[1::2], strict=True))


TAKE = "Take the numbers from “Offers”"


def test_the_numbers_of_a_list_are_shown_first_and_taken_only_if_the_reader_agrees(page: Page) -> None:
    keep_list(
        page,
        list_of(
            ("Ava", "28 inch", "sound"),
            ("Bo", "20 inch", "fine"),
            ("Cy", "28 inch", ""),
            ("Di", "28 inch", "a crack"),
            ("Ed", "", "ok"),
        ),
    )
    page.get_by_role("button", name=TAKE).click()
    expect(page.locator("tool-cost > .tool-said")).to_contain_text(
        "“Offers” has 28 inch: 2; 20 inch: 1; no wheel size written: 1. 1 that it refuses is left out."
    )
    assert stored(page, "costs") is None
    page.get_by_role("button", name="No", exact=True).click()
    assert (said(page), counts(page)) == ("", [("", "3")])
    page.get_by_role("button", name=TAKE).click()
    page.get_by_role("button", name="Yes, take them").click()
    assert counts(page) == [("28 inch", "2"), ("20 inch", "1"), ("", "1")]
    assert whole(page) == "In all: EUR 22"
    page.get_by_role("button", name="Undo").click()
    assert (counts(page), whole(page)) == ([("", "3")], "In all: EUR 15")


@pytest.mark.parametrize(
    "record",
    [None, list_of(), list_of(("Di", "28 inch", "cracked")), {"v": 1, "value": {"rows": [{}]}}, "broken"],
    ids=["no list", "an empty one", "refused only", "of a newer version", "broken"],
)
def test_where_there_is_no_list_to_count_the_page_says_so_and_touches_nothing(page: Page, record: object) -> None:
    if record is not None:
        keep_list(page, record)
    before = page.evaluate("({ ...localStorage })")
    page.get_by_role("button", name=TAKE).click()
    line_ = page.locator("tool-cost > .tool-said")
    expect(line_).to_have_text("Nothing on this device’s list “Offers” counts yet. Go to it")
    assert page.locator(".tool-said a").get_attribute("href") == "../offers/"
    assert (page.evaluate("({ ...localStorage })"), counts(page)) == (before, [("", "3")])


def test_a_price_past_its_day_of_review_says_so(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.clock.set_fixed_time("2027-01-01T12:00:00Z")
    page.goto(address)
    assert "as of 15 January 2026. Past its day of review." in line(page, "Inspection").inner_text()


def test_two_tabs_agree_and_without_storage_it_still_works(context: BrowserContext, page: Page, address: str) -> None:
    other = context.new_page()
    other.goto(address)
    other.get_by_role("spinbutton", name="Tubes").fill("10")
    expect(page.locator(".cost-total > p")).to_have_text("In all: EUR 43")
    third = context.new_page()
    refuse_storage(third, "full")
    third.goto(address)
    third.get_by_role("spinbutton", name="Tubes").fill("2")
    assert whole(third) == "In all: EUR 11"
    assert "no room for your last changes" in third.locator(".tool-warning").inner_text()
    context.set_offline(True)
    third.get_by_role("spinbutton", name="Tubes").fill("1")
    assert whole(third) == "In all: EUR 5.50"


def test_axe_finds_nothing_and_a_thumb_hits_everything(page: Page) -> None:
    found = [*violations(page), *too_small(page)]
    page.get_by_role("button", name="Add another").click()
    page.get_by_text("In your own currency").click()
    write(page, "Your currency", "INR")
    line(page, "Inner tubes").locator("summary").click()
    page.get_by_role("button", name="Begin again").click()
    assert [*found, *violations(page), *too_small(page)] == []
