"""One build after another, each when a source changed."""

from __future__ import annotations

import datetime
import os
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from generator.build import Folders, build
from generator.diagnostics import Diagnostic, Place, has_errors
from generator.glimpse import Glimpses
from generator.report import as_text
from generator.serve.news import Board
from generator.serve.watching import Changes, Sources, Watching

Say = Callable[[str], None]
Build = Callable[[Folders, Say], list[Diagnostic]]
LOG = "serve.log"
"""In the work folder: what only a programmer wants to read."""


def look_for_ever(glimpses: Glimpses, board: Board, changes: Changes, edits: Changes, sources: Sources) -> None:
    """Shows what an edit comes to as soon as it can be seen, then hands the edit on to be built; until the end."""
    while paths := changes.wait():
        if edited := [path for path in paths if sources.include(path)]:
            # Whatever is wrong with the edit, or with looking at it, is for the build to tell.
            with suppress(Exception):
                if not board.news.errors and (glimpse := glimpses.of(edited)):
                    board.show(glimpse)
            for path in edited:
                edits.add(path)
    edits.end()


def build_for_ever(
    folders: Folders, board: Board, edits: Changes, watching: Watching, say: Say, glimpses: Glimpses
) -> None:
    """Builds now and after every edit, one build at a time, and posts what came of each; until the end."""
    while True:
        build_once(folders, board, say)
        with suppress(Exception):
            glimpses.prepare()
        watching.follow()
        if not edits.wait():
            return


def build_today(folders: Folders, say: Say) -> list[Diagnostic]:
    """The problems of a build on the day it is made."""
    return build(folders, say, datetime.date.today())


def build_once(folders: Folders, board: Board, say: Say, run: Build = build_today) -> None:
    """Builds, posts what came of it and says it; what goes wrong in the generator is a problem like others."""
    started, begun = time.monotonic(), board.now
    try:
        problems = run(folders, lambda _: None)
    except (Exception, SystemExit) as error:
        problems = [_failure(folders, error)]
    took = time.monotonic() - started
    board.post(problems, begun)
    if problems:
        say(as_text(problems))
    if has_errors(problems):
        say("nothing new is served until this is mended")
    else:
        pages = sum(name.endswith(".html") for _, _, names in os.walk(folders.out) for name in names)
        say(f"built {pages} {'page' if pages == 1 else 'pages'} in {took:.1f} s")


def log(folders: Folders, error: BaseException) -> Path:
    """The file with the error's traceback, written as far as the disk allows."""
    path = folders.work / LOG
    with suppress(OSError):
        folders.work.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write("".join(traceback.format_exception(error)))
    return path


def _failure(folders: Folders, error: BaseException) -> Diagnostic:
    path = log(folders, error)
    words = " ".join(f"{type(error).__name__} {error}".split())
    hint = (
        f"this is a fault of the program, not of your text: send the end of {path} and your last change to "
        "those who look after the program (CONTRIBUTING.md says how); undoing the change helps for now"
    )
    return Diagnostic(Place(str(path)), "KB899", f"the generator failed: {words}", hint)
