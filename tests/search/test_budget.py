"""What a search costs in bytes; `python -m benchmarks.search` measures the time, too."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from benchmarks.search import LIMITS, MADE_UP, lay_out, made_up
from generator.build import check_content
from generator.knowledge import KnowledgeBase
from generator.render.search import FIRST, SENTENCES, TEXTS, search_files
from tests.build.project import ROOT

DOOR = "components/search/search.mjs"
IN_TIME = 40_000
"""What 400 kbit/s bring in 0.8 s: of 1.5 s, 0.4 s are the way there and back, and 0.3 s the phone's own."""


@pytest.fixture(scope="module")
def knowledge() -> KnowledgeBase:
    found, _ = check_content(ROOT / "content")
    assert found is not None
    return found


def sizes(folder: Path, search: dict[str, bytes]) -> dict[str, int]:
    """Bytes as gzip, by path, of what a search fetches; the door comes with every page."""
    lay_out(folder, search)
    paths = [path for path in folder.rglob("*.*") if path.name != "index.html"]
    return {path.relative_to(folder).as_posix(): len(gzip.compress(path.read_bytes(), 9)) for path in paths}


def test_the_first_result_needs_no_more_than_a_slow_line_brings_in_time(
    knowledge: KnowledgeBase, tmp_path: Path
) -> None:
    found = sizes(tmp_path, search_files(knowledge))
    assert sum(size for path, size in found.items() if path not in (SENTENCES, TEXTS, DOOR)) <= IN_TIME
    assert found[DOOR] <= 1300


@pytest.mark.parametrize("count", MADE_UP)
def test_the_first_result_stays_small_when_there_is_more_to_find(
    count: int, knowledge: KnowledgeBase, tmp_path: Path
) -> None:
    search = made_up(knowledge, count)
    found = sizes(tmp_path, search)
    most, _ = LIMITS[str(count)]
    assert search[FIRST].count(b"],[") + 1 == count
    assert sum(size for path, size in found.items() if path not in (SENTENCES, TEXTS)) <= most
