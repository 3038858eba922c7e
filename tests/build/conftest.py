from __future__ import annotations

from pathlib import Path

import pytest

from tests.build.project import SAMPLES, Project


@pytest.fixture
def minimal(tmp_path: Path) -> Project:
    return Project.copied(SAMPLES / "minimal", tmp_path)
