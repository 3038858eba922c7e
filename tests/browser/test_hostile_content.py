"""Content is not trusted: whatever its texts hold, the check refuses it or no page runs it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from generator.build import check_content
from tests.browser.local_site import served
from tests.build.hostile import REFUSED, Attacks, accepted, is_refused, make_hostile
from tests.build.project import SAMPLES, Project

MINIMAL = SAMPLES / "minimal"
WRONG = """() => ({
    ran: window.__pwned !== undefined,
    handlers: [...document.querySelectorAll("*")]
        .filter((it) => [...it.attributes].some((its) => its.name.startsWith("on") || its.name === "srcdoc"))
        .map((it) => it.outerHTML),
    addresses: [...document.querySelectorAll("[href], [src]")]
        .map((it) => it.protocol ?? new URL(it.getAttribute("href") ?? it.getAttribute("src"), location).protocol)
        .filter((it) => !["http:", "https:", "mailto:", "tel:"].includes(it)),
    strangers: [...document.querySelectorAll("article :is(script, style, iframe, object, embed, form, base, meta)")]
        .filter((it) => it.type !== "application/json" && !it.closest("flow-runner"))
        .map((it) => it.outerHTML),
    heads: document.title.length > 0,
})"""
NOTHING_WRONG = {"ran": False, "handlers": [], "addresses": [], "strangers": [], "heads": True}


@cache
def attacks() -> Attacks:
    return accepted(MINIMAL)


@pytest.mark.parametrize("turn", range(4))
def test_no_page_runs_what_the_texts_of_its_content_hold(turn: int, tmp_path: Path, browser: Browser) -> None:
    project = Project.copied(SAMPLES / "bicycles", tmp_path)
    make_hostile(project.content, attacks(), turn)
    (project.content / "claims.yml").unlink()  # no page shows them, and they hold the words that are gone now
    assert [problem for problem in project.build() if problem.code != "KB413"] == []
    page = browser.new_page()
    with served(project.site) as address:
        found = {path: _look(page, address + path) for path in _pages(project.site)}
        _search(page, address)
        assert page.evaluate(WRONG) == NOTHING_WRONG
        assert page.locator("dialog.search li :not(a, span, p)").count() == 0
    page.close()
    assert {path: wrong for path, wrong in found.items() if wrong != NOTHING_WRONG} == {}


@pytest.mark.parametrize(("attack", "code"), REFUSED.items())
def test_the_check_refuses_what_no_text_may_hold(attack: str, code: str, tmp_path: Path) -> None:
    assert is_refused(MINIMAL, "actions/take-umbrella.yml", "Open it outside.", attack)
    project = Project.copied(MINIMAL, tmp_path)
    escapes = "".join(rf"\x{ord(letter):02x}" if not letter.isprintable() else letter for letter in attack)
    project.edit("actions/take-umbrella.yml", "Open it outside.", f'"{escapes}"')
    assert [problem.code for problem in check_content(project.content)[1]] == [code]


def test_most_attacks_are_left_to_rendering_so_that_it_is_tested() -> None:
    assert len(attacks().lines) > 40
    assert len(attacks().blocks) > 40


def _pages(site: Path) -> list[str]:
    """All but those that lead on at once."""
    pages = (page for page in site.rglob("*.html") if 'http-equiv="refresh"' not in page.read_text("utf-8"))
    return sorted(page.relative_to(site).as_posix().removesuffix("index.html") for page in pages)


def _look(page: Page, address: str) -> object:
    page.goto(address, wait_until="load")
    return page.evaluate(WRONG)


def _search(page: Page, address: str) -> None:
    """Lets the search show titles and sentences that hold attacks."""
    page.goto(address)
    page.locator("header [data-search]").click()
    page.keyboard.type("onerror alert script svg")
    page.locator("dialog.search li p:not(:empty)").first.wait_for()
