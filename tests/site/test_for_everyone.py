"""Every kind of page, and every state a reader can bring one into, for everybody: however it is shown, read or held."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page

from tests.build.project import Project
from tests.site.kinds import LEADS_ON, Kinds
from tests.site.looks import (
    DESK,
    PHONE,
    cut_when_zoomed,
    moving,
    obstacles,
    unseen_in_forced_colours,
    wrong_on_paper,
)
from tests.site.states import ON_PHONES, STATES, fill_a_tool

PARTS = 8
Found = dict[str, list[str]]


@contextmanager
def opened(browser: Browser, address: str) -> Iterator[Page]:
    """A page on a phone; its scripts must not fail."""
    with browser.new_context(viewport=PHONE, accept_downloads=True) as context:
        context.set_default_timeout(8000)
        page = context.new_page()
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(address)
        yield page
        assert wrong == []


# Of a page with very much on it, its beginning: what axe takes grows with the square of the number of elements.
SHORTER = """() => document.querySelectorAll("*").length > 4000
    && document.querySelectorAll("article > :nth-child(n + 80)").forEach((it) => it.remove())"""


def looked_at(page: Page, only_on_phones: bool = False) -> Found:
    """What is wrong with it, after all that there is to look at; at last as wide as on a desk."""
    page.evaluate(SHORTER)
    found = {
        "axe on a phone": obstacles(page),
        "motion": moving(page),
        "forced colours": unseen_in_forced_colours(page),
        "paper": wrong_on_paper(page),
        "zoom": cut_when_zoomed(page),
    }
    if not only_on_phones:
        page.set_viewport_size(DESK)
        found["axe on a desk"] = obstacles(page)
    return {look: wrong for look, wrong in found.items() if wrong}


@pytest.mark.parametrize("part", range(PARTS))
def test_every_kind_of_page_is_for_everyone(part: int, browser: Browser, site: str, kinds: Kinds) -> None:
    found = {}
    for address in kinds.standing_for_all()[part::PARTS]:
        with opened(browser, site + address) as page:
            found[address] = looked_at(page)
    assert found
    assert {address: wrong for address, wrong in found.items() if wrong} == {}


def test_a_page_that_leads_on_is_for_everyone_who_is_not_led(
    browser: Browser, site: str, kinds: Kinds, real: Project
) -> None:
    text = (real.site / kinds.one_that_leads_on() / "index.html").read_text("utf-8")
    with opened(browser, site) as page:
        page.set_content(text.replace(LEADS_ON, ""))
        found = looked_at(page)
    # It is seen for a moment, in the browser's own colours: axe takes white for the ground of dark ones.
    wrong = {look: [one for one in wrong if "color-contrast" not in one] for look, wrong in found.items()}
    assert {look: ones for look, ones in wrong.items() if ones} == {}


@pytest.mark.parametrize("state", STATES)
def test_every_state_of_a_page_is_for_everyone(state: str, browser: Browser, site: str, kinds: Kinds) -> None:
    kind, reach, holding, before = STATES[state]
    with opened(browser, site + kinds.one(before or kind, holding)) as page:
        if before:
            fill_a_tool(page)
            page.goto(site + kinds.one(kind))
        reach(page)
        found = looked_at(page, state in ON_PHONES)
    assert found == {}
