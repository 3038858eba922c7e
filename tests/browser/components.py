"""The browser modules as they are written, on an empty page: functions of theirs are called from a test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page

import generator
from tests.browser.local_site import served

THEME = Path(generator.__file__).parent / "theme"


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
