"""The real site on a phone without a network, after one visit, below a path of its host."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.build import check_content
from generator.model import Flow
from generator.offline import LIST, WORKER
from tests.browser.kept_site import Host, OnDisk, hosted, until, until_kept, visitor
from tests.browser.phone import obstacles
from tests.build.project import ROOT, Project

READ = "faq/delay-exams-for-visa/"


def flows() -> list[str]:
    knowledge, _ = check_content(ROOT / "content")
    assert knowledge is not None
    return [entry.id for entry in knowledge.of("flow", Flow)]


@pytest.fixture(scope="module")
def host(real: Project) -> Iterator[Host]:
    with hosted(OnDisk(real.site)) as host:
        yield host


@pytest.fixture(scope="module")
def visited(browser: Browser, host: Host) -> Iterator[Page]:
    """A page of a reader who has opened one answer, and whose network is gone."""
    with visitor(browser, reduced_motion="reduce", timezone_id="Asia/Karachi") as page:
        page.goto(f"{host.address}{READ}")
        until_kept(page)
        host.is_off = True
        yield page
        host.is_off = False


def test_the_page_that_was_read_opens_and_the_first_page_and_every_list_of_the_menu(visited: Page, host: Host) -> None:
    visited.goto(host.address)
    listed = json.loads(host.files[LIST])["files"]
    pages = [path for path, facts in listed.items() if len(facts) == 3 and re.fullmatch(r"([^/]+/)?", path)]
    assert len(pages) > 12
    for path in [READ, *pages]:
        answer = visited.goto(host.address + path)
        assert answer is not None
        assert answer.from_service_worker
        assert visited.url == host.address + path
        assert visited.locator("h1").count() == 1


def to_the_result(page: Page) -> None:
    """Answers the flow of this page somehow, to its end."""
    page.locator(".flow-view .flow-heading").wait_for()
    ways, boxes = page.locator(".flow-view button.way"), page.locator(".flow-view form [type=checkbox]")
    while ways.count() or boxes.count():
        before = page.locator(".flow-view .flow-heading").inner_text()
        if boxes.count():
            boxes.first.check()
            page.locator(".flow-view form").get_by_role("button", name="Continue").click()
        else:
            ways.first.click()
        until(page, f"document.querySelector('.flow-view .flow-heading')?.innerText !== {json.dumps(before)}")


@pytest.mark.parametrize("flow", flows())
def test_every_flow_leads_to_its_result(visited: Page, host: Host, flow: str) -> None:
    visited.goto(f"{host.address}flows/{flow}/")
    to_the_result(visited)
    expect(visited.locator(".flow-view .flow-progress")).to_have_text("Your result")


def test_the_search_finds(visited: Page, host: Host) -> None:
    visited.goto(host.address + READ)
    visited.locator("[data-search]:visible").first.click()
    visited.get_by_role("searchbox").fill("b1b2")
    found = visited.locator("#search-found a").first
    expect(found).to_contain_text("B-1 and B-2")
    found.click()
    visited.wait_for_url("**/offline/#/visas/b1-b2/")  # it was not read before
    expect(visited.locator("keep-offline")).to_contain_text("this page is not kept on this device: /visas/b1-b2/")
    expect(visited.locator("keep-offline li a").first).to_be_visible()
    assert obstacles(visited) == []


def _clock(page: Page) -> None:
    page.get_by_label("Date there").fill("2027-01-12")
    page.get_by_label("Start there").fill("10:00")
    page.get_by_label("Program (if you like)").fill("Elsewhere")
    page.get_by_role("button", name="Keep it").click()


def _list(page: Page) -> None:
    page.locator("tool-list").get_by_label("Program", exact=True).fill("Elsewhere")
    page.locator("tool-list").get_by_role("button", name="Add", exact=True).click()


def _letters(page: Page) -> None:
    page.get_by_label("To whom").fill("Elsewhere")
    page.get_by_role("button", name="Begin a letter").click()


def _plan(page: Page) -> None:
    page.get_by_label("Task").fill("Elsewhere")
    page.get_by_role("button", name="Add", exact=True).click()


def _costs(page: Page) -> None:
    page.get_by_label("Specialty 1").fill("Elsewhere")
    page.get_by_label("Specialty 1").press("Tab")


def _week(page: Page) -> None:
    page.get_by_role("button", name="Begin with the example").click()


def _calendar(page: Page) -> None:
    page.locator("tool-calendar [type=checkbox]").first.uncheck()


TOOLS: dict[str, tuple[Callable[[Page], None], str]] = {
    "interview-clock": (_clock, "document.querySelector('tool-clock').innerText.includes('Elsewhere')"),
    "program-list": (_list, "document.querySelector('tool-list').innerText.includes('Elsewhere')"),
    "letters-and-emails": (_letters, "document.querySelector('tool-letters').innerText.includes('Elsewhere')"),
    "my-plan": (_plan, "document.querySelector('tool-plan').innerText.includes('Elsewhere')"),
    "what-it-costs": (
        _costs,
        "[...document.querySelectorAll('tool-cost input')].some((it) => it.value === 'Elsewhere')",
    ),
    "my-week": (_week, "!document.querySelector('tool-week').innerText.includes('U.S. path: 0 h')"),
    "cycle-calendar": (_calendar, "document.querySelector('tool-calendar [type=checkbox]').checked === false"),
    "my-data": (lambda _: None, "document.querySelector('tool-data').textContent.includes('Elsewhere')"),
}


def test_every_tool_is_looked_at(real: Project) -> None:
    assert {page.parent.name for page in (real.site / "tools").glob("*/index.html")} == TOOLS.keys()


@pytest.mark.parametrize("tool", TOOLS)
def test_a_tool_opens_keeps_what_is_written_and_has_it_when_it_opens_again(
    visited: Page, host: Host, tool: str
) -> None:
    write, is_there = TOOLS[tool]
    visited.goto(f"{host.address}tools/{tool}/")
    visited.locator(".tool > :not([hidden])").wait_for()
    if tool == "my-data":
        visited.evaluate(
            """(key) => localStorage.setItem(key, JSON.stringify({ v: 0, value: { note: "Elsewhere" } }))""",
            "kb:/project/:tool:my-week",
        )
        visited.reload()
    write(visited)
    until(visited, is_there)
    visited.goto(f"{host.address}tools/")
    visited.goto(f"{host.address}tools/{tool}/")
    until(visited, is_there)


def test_everything_is_kept_after_its_size_was_said(browser: Browser, host: Host) -> None:
    host.is_off = False
    listed = json.loads(host.files[LIST])["files"]
    with visitor(browser, reduced_motion="reduce") as page:
        page.context.set_default_timeout(90000)
        page.goto(f"{host.address}offline/")
        until_kept(page)
        page.reload()
        assert obstacles(page) == []
        size = sum(wire for _, wire, *always in listed.values() if not always)
        page.get_by_role("button", name=f"Keep everything ({size / 1e6:.1f} MB)").click()
        expect(page.locator("keep-offline [role=status]")).to_have_text(
            "Everything is kept. It is renewed when it changes.", timeout=120000
        )
        host.is_off = True
        missing = page.evaluate(
            """async (paths) => { const missing = [];
              for (const path of paths)
                if (!(await fetch(new URL(`../${path}`, location.href)).catch(() => null))?.ok) missing.push(path);
              return missing; }""",
            [path for path in listed if path.endswith("/") or path == ""],
        )
        assert missing == []
        page.goto(f"{host.address}guides/")
        page.locator("article li a").first.click()
        page.wait_for_url("**/guides/*/")
        assert page.evaluate("[...document.styleSheets].flatMap((it) => [...it.cssRules]).length") > 50
        host.is_off = False


def test_what_every_reader_fetches_is_small(host: Host) -> None:
    listed = json.loads(host.files[LIST])["files"]
    assert sum(wire for _, wire, *always in listed.values() if always) < 800 * 1024
    assert len(gzip.compress(host.files[WORKER], 6)) <= 4096


def test_the_site_can_be_installed(browser: Browser, host: Host) -> None:
    host.is_off = False
    with visitor(browser) as page:
        page.goto(host.address)
        session = page.context.new_cdp_session(page)
        manifest = session.send("Page.getAppManifest")
        assert manifest["errors"] == []
        told = json.loads(manifest["data"])
        assert (told["name"], told["short_name"]) == ("Match From Abroad", "Match Abroad")
        assert manifest["url"] == f"{host.address}site.webmanifest"
        wrong = [it["errorId"] for it in session.send("Page.getInstallabilityErrors")["installabilityErrors"]]
        assert [it for it in wrong if it != "in-incognito"] == []  # a test's browser has no other windows
