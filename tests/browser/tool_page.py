"""A tool's page by itself: the component as it is written, on the data that its page carries, with the site's look."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, BrowserContext, Page

from generator.build import check_content
from generator.model import ToolFile
from generator.references import references
from generator.render.renderer import Renderer
from generator.render.tools import tool_view
from tests.browser.components import STRICT, THEME
from tests.browser.local_site import served
from tests.build.project import ROOT

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8">{strict}
<meta name="viewport" content="width=device-width,initial-scale=1"><title>{title}</title><link rel="icon" href="data:,">
{styles}<script type="module" src="/components/tool-{kind}/tool-{kind}.mjs"></script></head>
<body data-md-color-scheme="{scheme}"><main class="md-typeset"><h1>{title}</h1>
<div class="tool"><tool-{kind} hidden><script type="application/json">{data}</script></tool-{kind}></div>
<p id="below">What the page says without scripts.</p></main></body></html>
"""
SCHEMES = {"light": "default", "dark": "slate"}


@cache
def renderer() -> Renderer:
    """The project's own content, ready to be rendered."""
    knowledge, problems = check_content(ROOT / "content")
    assert knowledge is not None, problems
    return Renderer(knowledge, references(knowledge))


def lay_out(folder: Path, id_: str) -> None:
    """The page of a tool of the real content at `tools/<id>/`, once light and once at `tools/<id>/dark/`."""
    shutil.copytree(THEME / "assets", folder / "assets", dirs_exist_ok=True)
    if not (folder / "components").exists():
        (folder / "components").symlink_to(THEME / "components")
    made = renderer()
    tool = made.knowledge.entries["tool"][id_].record
    assert isinstance(tool, ToolFile)
    view, kind = tool_view(made, made.page(f"tools/{id_}.md"), id_, tool.root), tool.root.kind
    own = [f"components/{name}/{name}.css" for name in ("flow-runner", "tool-parts", f"tool-{kind}")]
    styles = "".join(f'<link rel="stylesheet" href="/{path}">' for path in ["assets/base.css", "assets/site.css", *own])
    for scheme, name in SCHEMES.items():
        page = folder / "tools" / id_ / ("index.html" if scheme == "light" else "dark/index.html")
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(
            PAGE.format(strict=STRICT, title=tool.root.title, kind=kind, styles=styles, data=view.data, scheme=name),
            "utf-8",
        )


@contextmanager
def tool_site(folder: Path, *ids: str) -> Iterator[str]:
    """The address of a site with the pages of these tools."""
    for id_ in ids:
        lay_out(folder, id_)
    with served(folder) as address:
        yield address


@contextmanager
def opened(browser: Browser, address: str, now: str, **options: Any) -> Iterator[tuple[BrowserContext, Page]]:
    """A page in a phone whose clock says `now`; whatever goes wrong in it fails the test."""
    settings: dict[str, Any] = {"viewport": {"width": 360, "height": 640}, "timezone_id": "Asia/Kolkata"}
    with browser.new_context(**settings | {"reduced_motion": "reduce", "accept_downloads": True} | options) as context:
        context.set_default_timeout(4000)
        page = context.new_page()
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        page.clock.set_fixed_time(now)
        page.goto(address)
        yield context, page
        assert wrong == []


def obstacles(page: Page) -> list[str]:
    """What axe finds."""
    found = Axe().run(page).response["violations"]
    return [
        f"{it['id']}: {node['html'][:160]} {' '.join(node['failureSummary'].split())[:300]}"
        for it in found
        for node in it["nodes"][:3]
    ]


def saved(page: Page, button: str, number: int = 0) -> tuple[str, str]:
    """Name and text of the file that a button gives."""
    with page.expect_download() as found:
        page.get_by_role("button", name=button, exact=True).nth(number).click()
    path = found.value.path()
    return found.value.suggested_filename, path.read_text("utf-8")


def shelf(page: Page, tool: str, site: str = "/") -> Any:
    """What is stored for a tool."""
    return page.evaluate("(key) => JSON.parse(localStorage.getItem(key))", f"kb:{site}:tool:{tool}")


def shot(page: Page, name: str) -> None:
    """A picture for whoever looks at the work; not part of a test."""
    page.screenshot(path=name, full_page=True)
