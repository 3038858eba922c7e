"""What an answer that is opened from a chat costs on a slow phone, over the wire, from nginx as we ship it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from benchmarks.lighthouse.phone import View, first_view
from generator.commands.compress import compress
from hosting.serve import MISSING, find, served
from tests.build.project import Project

KILOBYTE = 1000
LEFT_OUT = shutil.ignore_patterns("*.html", "*.png", "q", "api", "flows")


def heaviest(site: Path) -> str:
    """The answer with the largest page."""
    return max((site / "faq").glob("*/index.html"), key=lambda page: page.stat().st_size).parent.name


@pytest.fixture(scope="module")
def view(real: Project, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> View:
    """A first view of the heaviest answer; sent as gzip, which every browser takes everywhere."""
    if find() is None:
        pytest.fail(MISSING, pytrace=False)
    folder = tmp_path_factory.mktemp("view")
    page = f"faq/{heaviest(real.site)}/"
    shutil.copytree(real.site, folder / "site", ignore=LEFT_OUT)
    (folder / "site" / page).mkdir(parents=True, exist_ok=True)
    shutil.copy(real.site / page / "index.html", folder / "site" / page / "index.html")
    compress(folder / "site", folder / "kept")
    for path in (folder / "site").rglob("*.br"):
        path.unlink()
    with served(folder / "site", "/project/") as root:
        return first_view(browser, f"{root}{page}")


def test_it_can_be_read_after_forty_kilobytes(view: View) -> None:
    assert 0 < view.needed <= 40 * KILOBYTE


def test_it_takes_eighty_five_kilobytes_in_all(view: View) -> None:
    assert 0 < view.bytes <= 85 * KILOBYTE


def test_it_asks_at_most_ten_times_and_for_nothing_that_only_a_search_needs(view: View) -> None:
    assert sum(view.requests.values()) <= 10
    assert "fetch" not in view.requests


def test_nothing_moves_while_it_loads(view: View) -> None:
    assert view.shift == 0
