"""The whole site as one file: unpacked and opened from the disk, where nothing can be fetched."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.offline.pack import packed
from tests.browser.test_offline_site import to_the_result
from tests.build.project import Project, tree

ADDRESS = "https://knowledge.example/project/"


@pytest.fixture(scope="module")
def disk(real: Project, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the folder on the disk."""
    folder = tmp_path_factory.mktemp("disk with spaces, ü")
    data = packed("kb", tree(real.site), lambda path: (real.site / path).read_bytes(), ADDRESS)
    (folder / "kb.zip").write_bytes(data)
    with zipfile.ZipFile(folder / "kb.zip") as archive:
        archive.extractall(folder)
    return (folder / "kb").as_uri()


@contextmanager
def opened(browser: Browser) -> Iterator[Page]:
    """A page that asks for nothing but files, and says nothing wrong."""
    with browser.new_context(viewport={"width": 360, "height": 640}, reduced_motion="reduce") as context:
        context.set_default_timeout(8000)
        page = context.new_page()
        wrong: list[str] = []
        page.on("request", lambda it: None if it.url.startswith(("file:", "blob:", "data:")) else wrong.append(it.url))
        # A browser lets go of the icon of a page that it leaves; one that is missing is said in the console.
        page.on("requestfailed", lambda it: None if it.failure == "net::ERR_ABORTED" else wrong.append(it.url))
        page.on("pageerror", lambda it: wrong.append(str(it)))
        page.on("console", lambda it: wrong.append(it.text) if it.type in ("error", "warning") else None)
        yield page
        assert wrong == []


def test_a_page_looks_as_on_the_site_and_its_links_lead_to_files(browser: Browser, disk: str) -> None:
    with opened(browser) as page:
        page.goto(f"{disk}/index.html")
        page.get_by_role("link", name="Tools", exact=True).last.click()
        page.wait_for_url(f"{disk}/tools/index.html")
        page.locator("article li a").first.click()
        page.wait_for_url(f"{disk}/tools/*/index.html")
        ground = "getComputedStyle(document.querySelector('.md-header')).backgroundColor"
        assert page.evaluate(ground) != "rgba(0, 0, 0, 0)"
        page.goto(f"{disk}/index.html")
        page.locator("a.way").first.click()
        page.wait_for_url(f"{disk}/flows/*/index.html*")
        expect(page.locator(".flow-view .flow-heading")).to_be_visible()


def test_the_search_finds_and_its_results_lead_to_pages(browser: Browser, disk: str) -> None:
    with opened(browser) as page:
        page.goto(f"{disk}/faq/delay-exams-for-visa/index.html")
        page.locator("[data-search]:visible").first.click()
        page.get_by_role("searchbox").fill("b1b2")
        expect(page.locator("#search-found a").first).to_contain_text("B-1 and B-2")
        page.locator("#search-found a").first.click()
        page.wait_for_url(f"{disk}/visas/b1-b2/index.html")


def test_a_flow_leads_to_its_result(browser: Browser, disk: str) -> None:
    with opened(browser) as page:
        page.goto(f"{disk}/flows/need-a-lawyer/index.html")
        to_the_result(page)
        expect(page.locator(".flow-view .flow-progress")).to_have_text("Your result")
        page.locator(".flow-plan a").first.click()
        page.wait_for_url(f"{disk}/*/*/index.html")


def test_a_tool_keeps_what_is_written(browser: Browser, disk: str) -> None:
    with opened(browser) as page:
        page.goto(f"{disk}/tools/my-plan/index.html")
        page.get_by_label("Task").fill("Call the dean")
        page.get_by_role("button", name="Add", exact=True).click()
        expect(page.locator("tool-plan")).to_contain_text("Call the dean")
        page.reload()
        expect(page.locator("tool-plan")).to_contain_text("Call the dean")


def test_the_page_for_helpers_has_its_answers(browser: Browser, disk: str) -> None:
    with opened(browser) as page:
        page.goto(f"{disk}/helper/index.html")
        page.get_by_label("What was asked?").fill("lawyer")
        expect(page.locator(".helper-found a").first).to_be_visible()
        page.locator(".helper-found a").first.click()
        page.wait_for_url(f"{disk}/faq/*/index.html")


def test_the_page_about_it_says_that_all_of_it_is_there(browser: Browser, disk: str) -> None:
    with opened(browser) as page:
        page.goto(f"{disk}/offline/index.html")
        expect(page.locator("keep-offline")).to_contain_text("all of it is there")


def test_every_relative_address_of_every_page_leads_to_a_file_in_it(disk: str) -> None:
    root = Path(unquote(urlsplit(disk).path))
    astray = {
        (page.relative_to(root).as_posix(), address)
        for page in root.rglob("*.html")
        for address in re.findall(r'<(?:a|link|img|script)\b[^>]*?\s(?:href|src)="([^"]*)"', page.read_text("utf-8"))
        if not re.match(r"[a-z]+:|#|//", address)
        if not (page.parent / unquote(unescape(address).partition("#")[0])).is_file()
    }
    assert sorted(astray)[:5] == []
