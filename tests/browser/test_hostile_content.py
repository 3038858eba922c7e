"""Content is not trusted: whatever its texts hold, the check refuses it or no page runs it."""

from __future__ import annotations

from functools import cache
from itertools import cycle
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from generator.build import check_content
from generator.diagnostics import Severity
from tests.browser.local_site import served
from tests.build.every_text import attack, fields_used, text_fields
from tests.build.hostile import LINES, REFUSED, Attacks, accepted, is_refused, make_hostile
from tests.build.project import SAMPLES, Project
from tests.build.whole_workshop import furnish
from tests.site.robot import do_everything
from tests.site.states import answer_all

MINIMAL = SAMPLES / "minimal"
WRONG = """() => ({
    ran: window.__pwned !== undefined,
    stopped: window.__stopped ?? [],
    handlers: [...document.querySelectorAll("*")]
        .filter((it) => [...it.attributes].some((its) => its.name.startsWith("on") || its.name === "srcdoc"))
        .map((it) => it.outerHTML),
    addresses: [...document.querySelectorAll("[href], [src]")]
        .map((it) => it.protocol ?? new URL(it.getAttribute("href") ?? it.getAttribute("src"), location).protocol)
        .filter((it) => !["http:", "https:", "mailto:", "tel:", "webcal:"].includes(it)),
    strangers: [...document.querySelectorAll("article :is(script, style, iframe, object, embed, form, base, meta)")]
        .filter((it) => it.type !== "application/json" && !it.closest("flow-runner, .tool"))
        .map((it) => it.outerHTML),
    heads: document.title.length > 0,
})"""
SENTINELS = """
    for (const name of ["alert", "confirm", "prompt", "open"]) window[name] = () => { window.__pwned = name; };
    window.print = () => {};
    addEventListener("securitypolicyviolation", (event) =>
        (window.__stopped ??= []).push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""
"""Whatever an attack would call is heard, and what only the page's policy has stopped counts, too."""
NOTHING_WRONG = {"ran": False, "stopped": [], "handlers": [], "addresses": [], "strangers": [], "heads": True}


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


def test_no_text_of_any_schema_runs_on_any_page_or_in_any_tool(tmp_path: Path, browser: Browser) -> None:
    """Fields are found in the schemas: a field that is new must be in the sample, and gets its attack."""
    project = Project.copied(SAMPLES / "bicycles", tmp_path)
    furnish(project.content)
    (project.content / "claims.yml").unlink()
    assert set(text_fields()) - fields_used(project.content) == {"Requirement.includes.*", *ONLY_IN_CLAIMS, *ELSEWHERE}

    def errors() -> list[tuple[str, int]]:
        found = check_content(project.content)[1]
        return [(problem.place.path, problem.place.line) for problem in found if problem.severity is Severity.ERROR]

    attacked = attack(project.content, cycle(LINES).__next__, errors)
    assert set(text_fields()) - attacked == CLOSED | ONLY_IN_CLAIMS | ELSEWHERE
    assert [problem for problem in project.build() if problem.severity is Severity.ERROR] == []
    found = {}
    with browser.new_context(accept_downloads=True) as context, served(project.site) as address:
        context.add_init_script(SENTINELS)
        page = context.new_page()
        for path in _pages(project.site):
            found[path] = _look(page, address + path)
            if path.startswith(("tools/", "helper/")) or path in ("flows/on-the-road/", "flows/mend-or-replace/"):
                answer_all(page)
                do_everything(page, "x")
                found[f"{path}, used"] = page.evaluate(WRONG)
    assert len(found) > 100
    assert {path: wrong for path, wrong in found.items() if wrong != NOTHING_WRONG} == {}


CLOSED = {
    *("Condition.*", "Condition.*.*", "Journey.answers.*", "Journey.answers.*.*"),
    *("Requirement.includes", "Requirement.includes.*", "Requirement.includes-all", "Requirement.includes-all.*"),
    *("Block.from", "Block.to", "Hardness.from", "Night.bed", "Night.wake", "Quiet.at", "Window.from", "Window.to"),
    *("city.*.zone", "site.short_title"),
}
"""Texts to their schema, but only names of answers, times of day, zones or twelve letters to the check."""
ONLY_IN_CLAIMS = {"claim.*.claim", "claim.*.says", "claim.*.section"}
"""Read by the check alone: no page shows them."""
ELSEWHERE = {"Group.in", "Group.in.*"}
"""Names of answers, too."""


@pytest.mark.parametrize(("text", "code"), REFUSED.items())
def test_the_check_refuses_what_no_text_may_hold(text: str, code: str, tmp_path: Path) -> None:
    assert is_refused(MINIMAL, "actions/take-umbrella.yml", "Open it outside.", text)
    project = Project.copied(MINIMAL, tmp_path)
    escapes = "".join(rf"\x{ord(letter):02x}" if not letter.isprintable() else letter for letter in text)
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
