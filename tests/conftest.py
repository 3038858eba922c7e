"""Small builders that the tests share."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from generator.build import check_content
from generator.checks import EVERYTHING
from generator.diagnostics import Diagnostic
from generator.loader import KnowledgeBase
from tests.browser.chromium import ARGUMENTS, MISSING, find
from tests.build.project import SAMPLES, Project, built_once

CONTENT = Path(__file__).parent / "content"


class Content:
    """A copy of a content folder, to be changed and checked."""

    def __init__(self, folder: Path, original: str = "minimal") -> None:
        self.folder = folder
        shutil.copytree(CONTENT / original, folder)

    def write(self, path: str, text: str | bytes) -> Content:
        """Puts a file into the folder, in place of one that is there."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return self

    def change(self, path: str, old: str, new: str) -> Content:
        """Replaces words of a file; they must be there."""
        text = (self.folder / path).read_text(encoding="utf-8")
        assert old in text
        return self.write(path, text.replace(old, new, 1))

    def check(self) -> tuple[KnowledgeBase | None, list[Diagnostic]]:
        return check_content(self.folder, stages=EVERYTHING)

    def problems(self) -> list[str]:
        """`path:line:column CODE` of every problem."""
        return [f"{place} {code}" for place, code, _ in self._found()]

    def messages(self) -> list[str]:
        """`path:line:column CODE message | hint` of every problem."""
        return [f"{place} {code} {words}" for place, code, words in self._found()]

    def _found(self) -> list[tuple[str, str, str]]:
        _, found = self.check()
        return [
            (str(p.place).removeprefix(f"{self.folder}/"), p.code, f"{p.message} | {p.hint}" if p.hint else p.message)
            for p in found
        ]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all browser tests of a process; without one they fail, they are never skipped."""
    path = find()
    if path is None:
        pytest.fail(MISSING, pytrace=False)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        # What a worker kept would hide what a page asks for; tests of the worker itself allow it.
        chromium.new_context = partial(chromium.new_context, service_workers="block")  # type: ignore[method-assign]
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder that all processes of a run have in common."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


@pytest.fixture(scope="session")
def real(shared_folder: Path) -> Project:
    """The project's own content as a finished site, one for all processes; only to be read."""
    return built_once(shared_folder, "the-real-site", Project.real)


@pytest.fixture(scope="session")
def bicycles(shared_folder: Path) -> Project:
    """The bicycles as a finished site, one for all processes; only to be read."""
    return built_once(shared_folder, "bicycles", lambda root: Project.copied(SAMPLES / "bicycles", root))


@pytest.fixture
def content(tmp_path: Path) -> Content:
    """The smallest knowledge base there is, without any problem."""
    return Content(tmp_path / "content")
