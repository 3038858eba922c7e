"""Sites that several browser tests look at; the browser itself is in `tests/conftest.py`."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.local_site import served
from tests.build.project import SAMPLES, Project


@pytest.fixture(scope="session")
def bicycles_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the bicycles as a finished site, in a folder of its host and not at its root."""
    project = Project.copied(SAMPLES / "bicycles", tmp_path_factory.mktemp("bicycles"))
    assert project.build() == []
    with served(project.root) as address:
        yield f"{address}site/"
