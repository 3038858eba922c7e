from __future__ import annotations

from pathlib import Path

import pytest

from generator.build import Folders, Say
from generator.diagnostics import Diagnostic, Place, Severity
from generator.serve.building import build_once
from generator.serve.news import Board


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").touch()
    return Folders(
        tmp_path / "content", tmp_path / "docs", tmp_path / "site", tmp_path / "mkdocs.yml", tmp_path / "work"
    )


@pytest.mark.parametrize("error", [ZeroDivisionError("by\nzero"), SystemExit("by zero"), RecursionError("by zero")])
def test_a_fault_of_the_generator_is_a_problem_and_its_traceback_is_in_the_log(
    folders: Folders, error: BaseException
) -> None:
    def run(_: Folders, __: Say) -> list[Diagnostic]:
        raise error

    board, said = Board(), list[str]()
    before = board.news
    build_once(folders, board, said.append, run)
    (problem,) = board.news.errors
    log = folders.work / "serve.log"
    assert (problem.place, problem.code) == (Place(str(log)), "KB899")
    assert problem.message == f"the generator failed: {type(error).__name__} by zero"
    assert str(log) in problem.hint
    assert board.news.site == before.site
    assert "Traceback" in log.read_text("utf-8")
    assert "Traceback" not in "\n".join(said)


def test_an_error_keeps_the_site_and_is_said(folders: Folders) -> None:
    problem = Diagnostic(Place("a.yml", 2, 3), "KB101", "is wrong")
    board, said = Board(), list[str]()
    before = board.news
    build_once(folders, board, said.append, lambda *_: [problem])
    assert (board.news.site, board.news.errors) == (before.site, (problem,))
    assert said == ["a.yml:2:3: is wrong (KB101)\n1 error", "nothing new is served until this is mended"]


def test_a_warning_is_said_and_does_not_stop_the_new_site(folders: Folders) -> None:
    board, said = Board(), list[str]()
    before = board.news
    warning = Diagnostic(Place("a.yml"), "KB402", "is odd", severity=Severity.WARNING)
    build_once(folders, board, said.append, lambda *_: [warning])
    assert board.news.site != before.site
    assert board.news.errors == ()
    assert said[0] == "a.yml:1:1: warning: is odd (KB402)\n1 warning"
    assert said[1].startswith("built 1 page in ")
