"""The browser modules as they are written, on an empty page: functions of theirs are called from a test."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Frame, Page

import generator
from tests.browser.local_site import served

THEME = Path(generator.__file__).parent / "theme"
STRICT = (
    """<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; """
    """connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'">"""
)
"""What a finished page allows, for the head of a page that a test makes; whatever breaks it is an error there."""


def lay_out(folder: Path) -> None:
    """An empty page, with the components beside it as they are written."""
    (folder / "components").symlink_to(THEME / "components")
    (folder / "index.html").write_text("<!doctype html><title>Empty</title><link rel=icon href='data:,'>", "utf-8")


@contextmanager
def empty_page(browser: Browser, folder: Path, zone: str = "Asia/Kolkata") -> Iterator[Page]:
    """A page below which `components/` can be imported, in a browser whose clock is in this zone."""
    lay_out(folder)
    with served(folder) as address, browser.new_context(timezone_id=zone) as context:
        page = context.new_page()
        page.goto(address)
        yield page


def until(page: Page | Frame, condition: str) -> None:
    """Waits until a condition holds, also on a page whose policy forbids the `eval` of Playwright's own waiting."""
    page.evaluate(
        f"""async () => {{
          for (let left = 300; !({condition}); left -= 1) {{
            if (!left) throw new Error("never came true: " + {json.dumps(condition)});
            await new Promise((done) => setTimeout(done, 20));
          }}
        }}"""
    )
