"""Every tool of the real site as readers get it: one small module, nothing sent, of use without scripts and offline."""

from __future__ import annotations

import gzip
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, ViewportSize

from generator.build import check_content
from generator.model import ToolFile
from tests.browser.local_site import plain, served
from tests.browser.tool_page import obstacles
from tests.build.project import ROOT, Project

MOST = 10 * 1024
PHONE: ViewportSize = {"width": 360, "height": 640}


def tools() -> dict[str, str]:
    """The kind of every tool, by id."""
    knowledge, _ = check_content(ROOT / "content")
    assert knowledge is not None
    return {entry.id: entry.record.root.kind for entry in knowledge.of("tool", ToolFile)}


TOOLS = tools()


@pytest.fixture(scope="module")
def site(real: Project) -> Iterator[str]:
    """The address of the real site, below a path of its own, as it may be published."""
    with served(real.root) as address:
        yield f"{address}site/"


@pytest.mark.parametrize("kind", TOOLS.values())
def test_no_module_is_heavier_than_ten_kilobytes(real: Project, kind: str) -> None:
    modules = sorted(real.site.glob(f"components*/tool-{kind}/*.mjs"))
    assert modules
    assert {it.name: size for it in modules if (size := len(gzip.compress(it.read_bytes(), 9))) > MOST} == {}


@pytest.mark.parametrize("id_", TOOLS)
def test_a_tool_starts_says_nothing_wrong_asks_nobody_else_and_fits_a_phone(
    browser: Browser, site: str, id_: str
) -> None:
    with browser.new_context(viewport=PHONE, reduced_motion="reduce", service_workers="allow") as context:
        page = context.new_page()
        asked: list[str] = []
        said: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(f"{site}tools/{id_}/", wait_until="networkidle")
        assert page.locator(f"tool-{TOOLS[id_]}").is_visible()
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
        assert said == []
        assert [url for url in asked if not url.startswith((site, "data:", "blob:"))] == []
        assert [url for url in map(plain, asked) if "/components/tool-" in url and f"tool-{TOOLS[id_]}" not in url] == [
            f"{site}components/tool-parts/tool-parts.css"
        ]
        assert obstacles(page) == []


@pytest.mark.parametrize("id_", TOOLS)
def test_without_scripts_a_page_of_use_remains(browser: Browser, site: str, id_: str) -> None:
    with browser.new_context(viewport=PHONE, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{site}tools/{id_}/")
        assert page.locator(f"tool-{TOOLS[id_]}").is_hidden()
        assert page.locator("article p.lead").is_visible()
        assert page.locator("article :is(table, ul, ol, pre)").count() > 1


def test_what_is_kept_stands_under_the_path_of_the_site(browser: Browser, site: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{site}tools/my-week/")
        page.get_by_role("button", name="Begin with the example").click()
        assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('kb:'))") == [
            "kb:/site/:tool:my-week"
        ]
