from __future__ import annotations

from pathlib import Path

import pytest

from tests.build.conftest import bicycles, minimal
from tests.build.project import Project
from tests.permanent.released import lay_out

__all__ = ["bicycles", "minimal"]


@pytest.fixture
def released(tmp_path: Path) -> Project:
    """A small site with two short addresses, released once."""
    return lay_out(tmp_path)
