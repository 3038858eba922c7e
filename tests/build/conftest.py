from __future__ import annotations

from pathlib import Path

import pytest

from tests.build.project import SAMPLES, Project


@pytest.fixture
def minimal(tmp_path: Path) -> Project:
    return Project.copied(SAMPLES / "minimal", tmp_path)


@pytest.fixture(scope="session")
def bicycles(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The bicycles as a finished site; only to be read."""
    project = Project.copied(SAMPLES / "bicycles", tmp_path_factory.mktemp("bicycles"))
    assert project.build() == []
    return project
