"""A phone as the tests of sharing use it: a small screen, a finger, its name, and a clipboard to look into."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page

AGENT = (
    "Mozilla/5.0 (Linux; Android 13; SM-A135F) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/130.0.0.0 Mobile Safari/537.36"
)
PHONE = {"width": 360, "height": 640}


@contextmanager
def phone(browser: Browser, **options: Any) -> Iterator[tuple[Page, list[str]]]:
    """A page on a phone, and the addresses that it asks for; errors of its scripts fail the test."""
    settings: dict[str, Any] = {"viewport": PHONE, "user_agent": AGENT, "has_touch": True, "is_mobile": True}
    settings |= {"reduced_motion": "reduce", "permissions": ["clipboard-read", "clipboard-write"]}
    context = browser.new_context(**settings | options)
    context.set_default_timeout(5000)
    page = context.new_page()
    asked: list[str] = []
    errors: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page, asked
    context.close()
    assert errors == []


def clipboard(page: Page) -> str:
    """What was copied last."""
    found: str = page.evaluate("navigator.clipboard.readText()")
    return found


def obstacles(page: Page) -> list[str]:
    """What axe finds, in short."""
    return [
        f"{it['id']}: {node['html'][:160]} {' '.join(node['failureSummary'].split())[:300]}"
        for it in Axe().run(page).response["violations"]
        for node in it["nodes"][:3]
    ]
