"""Sites that several browser tests look at; the browser itself is in `tests/conftest.py`."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser import paperwork
from tests.browser.local_site import served
from tests.browser.tool_page import opened, tool_site
from tests.build.project import Project


@pytest.fixture(scope="session")
def bicycles_site(bicycles: Project) -> Iterator[str]:
    """The address of the bicycles as a finished site, in a folder of its host and not at its root."""
    with served(bicycles.root) as address:
        yield f"{address}site/"


@pytest.fixture(scope="module")
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page of the tool that a test module calls `TOOL`: of the site's own, or of the small site in `paperwork`."""
    folder, tool = tmp_path_factory.mktemp("site"), request.module.TOOL
    if tool in paperwork.TOOLS:
        paperwork.lay_out(folder, paperwork.write_content(tmp_path_factory.mktemp("content") / "content"))
        with served(folder) as root:
            yield f"{root}tools/{tool}/"
    else:
        with tool_site(folder, tool) as root:
            yield f"{root}tools/{tool}/"


@pytest.fixture
def both(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[tuple[BrowserContext, Page]]:
    """A phone whose clock says what a test module calls `NOW`, and that page in it."""
    with opened(browser, address, request.module.NOW) as both:
        yield both


@pytest.fixture
def context(both: tuple[BrowserContext, Page]) -> BrowserContext:
    """The phone."""
    return both[0]


@pytest.fixture
def page(both: tuple[BrowserContext, Page]) -> Page:
    """The page in it; whatever goes wrong there fails the test."""
    return both[1]
