from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.build.conftest import minimal
from tests.build.project import Project
from tests.permanent.released import lay_out

__all__ = ["minimal"]


@pytest.fixture(scope="session")
def once_released(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A small site with two short addresses, released; only to be copied."""
    return lay_out(tmp_path_factory.mktemp("released"))


@pytest.fixture
def released(once_released: Project, tmp_path: Path) -> Project:
    """A copy of that site with all that was built for it, to be changed."""
    shutil.copytree(once_released.root, tmp_path, dirs_exist_ok=True, symlinks=True)
    return Project(tmp_path)
