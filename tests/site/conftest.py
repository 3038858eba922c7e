"""The finished site, read once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.local_site import served
from tests.build.project import Project
from tests.site.kinds import LEADS_ON, Kinds


@pytest.fixture(scope="session")
def texts(real: Project) -> dict[str, str]:
    """The HTML of every page, by its path, but of those that lead on at once."""
    found = {path.relative_to(real.site).as_posix(): path.read_text("utf-8") for path in real.site.rglob("*.html")}
    return {path: text for path, text in found.items() if LEADS_ON not in text}


@pytest.fixture(scope="session")
def site(real: Project) -> Iterator[str]:
    """The address of the real site."""
    with served(real.site) as address:
        yield address


@pytest.fixture(scope="session")
def kinds(real: Project) -> Kinds:
    return Kinds(real)
