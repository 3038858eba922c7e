"""Which files a build rests on, and the news that one of them changed. The only module that knows watchdog."""

from __future__ import annotations

import logging
import os
import re
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from watchdog.events import (
    EVENT_TYPE_CREATED,
    EVENT_TYPE_DELETED,
    EVENT_TYPE_MODIFIED,
    EVENT_TYPE_MOVED,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

import generator
from generator.build import Folders
from generator.publish import MARKER

QUIET, PATIENCE = 0.1, 2.0
"""A change counts once nothing changed for so many seconds, or once the first waited for so many."""
_CHANGES = {EVENT_TYPE_CREATED, EVENT_TYPE_DELETED, EVENT_TYPE_MODIFIED, EVENT_TYPE_MOVED}
_PASSING = re.compile(r"\..*|.*~|#.*#|.*\.(sw[a-z]|tmp|temp|bak|orig|crdownload|part)|.*___jb_\w+___|4913")
"""Names of what editors and systems keep beside a file for a while."""


@dataclass(frozen=True, slots=True)
class Sources:
    """The files a build rests on; all paths are real ones."""

    folders: tuple[Path, ...]
    config: Path
    docs: Path
    results: tuple[Path, ...]

    @classmethod
    def of(cls, folders: Folders) -> Sources:
        """The sources of a build: the content, the hand-written pages, the theme and MkDocs' configuration."""
        theme = Path(generator.__file__).with_name("theme").resolve()
        content, docs, config = folders.content.resolve(), folders.docs.resolve(), folders.config.resolve()
        return cls((content, docs, theme), config, docs, (folders.out.resolve(), folders.work.resolve()))

    def include(self, path: Path) -> bool:
        """Whether a change of `path` (also if it is gone now) asks for a build."""
        if path == self.config:
            return True
        if any(path.is_relative_to(result) for result in self.results):
            return False
        inside = [path.relative_to(folder) for folder in self.folders if path.is_relative_to(folder)]
        return any(
            not any(_PASSING.fullmatch(name) for name in names.parts) for names in inside
        ) and not self._is_generated(path)

    def _is_generated(self, path: Path) -> bool:
        if not path.is_relative_to(self.docs) or path == self.docs:
            return False
        name = path.relative_to(self.docs).parts[0]
        return os.path.lexists(self.docs / name / MARKER) or name in _lines(self.docs / MARKER)


class Changes:
    """The paths that changed since somebody last asked; safe in any thread."""

    def __init__(self) -> None:
        self._paths: set[Path] = set()
        self._ended = False
        self._changed = threading.Condition()

    def add(self, path: Path) -> None:
        """Notes a change."""
        with self._changed:
            self._paths.add(path)
            self._changed.notify_all()

    def end(self) -> None:
        """Whoever waits, now or later, gets nothing at once."""
        with self._changed:
            self._ended = True
            self._changed.notify_all()

    def wait(self) -> frozenset[Path]:
        """The changed paths, once there are some and no more come for a moment; none at the end."""
        with self._changed:
            self._changed.wait_for(lambda: self._paths or self._ended)
            # A save is several changes, a branch switched is hundreds: one build for all of them.
            latest = time.monotonic() + PATIENCE
            while not self._ended and self._changed.wait(QUIET) and time.monotonic() < latest:
                pass
            paths = frozenset() if self._ended else frozenset(self._paths)
            self._paths.clear()
            return paths


class Watching:
    """Notes into `changes` what the system reports of the sources."""

    def __init__(self, observer: BaseObserver, sources: Sources, changes: Changes) -> None:
        self.sources = sources
        self._changes = changes
        self._observer = observer
        self._handler = _Handler(changes)
        self._followed: dict[Path, tuple[int, ObservedWatch]] = {}
        for folder in self._new():
            self._watch(folder)
        observer.start()

    def follow(self) -> None:
        """Watches also the folders that came since; what is in them counts as changed."""
        for folder in self._new():
            # Refused, a change there is still seen with the next one elsewhere.
            with suppress(OSError):
                self._watch(folder)
                self._changes.add(folder)

    def _new(self) -> list[Path]:
        """The folders that are there but not watched, or that took the place of one that was."""
        sources = (*self.sources.folders, self.sources.config)
        # Only from its parent can be seen that a folder was replaced, or came.
        folders = dict.fromkeys([*self.sources.folders, *(source.parent for source in sources)])
        return [folder for folder in folders if folder.is_dir() and self._number(folder) != folder.stat().st_ino]

    def _number(self, folder: Path) -> int | None:
        number, _ = self._followed.get(folder, (None, None))
        return number

    def _watch(self, folder: Path) -> None:
        if folder in self._followed:
            with suppress(KeyError):  # the system itself forgot it with the folder
                self._observer.unschedule(self._followed[folder][1])
        recursive = folder in self.sources.folders
        watched = self._observer.schedule(self._handler, str(folder), recursive=recursive)
        self._followed[folder] = folder.stat().st_ino, watched

    def stop(self) -> None:
        """Ends it, without waiting."""
        self._observer.stop()


def watch(sources: Sources, changes: Changes) -> Watching:
    """Watches with what the system offers, or, where it refuses (too many files), by looking every second."""
    # While it stops it complains of events that still come; with no handler at all that goes to the terminal.
    for name in ("watchdog", "fsevents"):
        logging.getLogger(name).addHandler(logging.NullHandler())
    try:
        return Watching(Observer(), sources, changes)
    except OSError:
        return Watching(PollingObserver(timeout=1), sources, changes)


class _Handler(FileSystemEventHandler):
    def __init__(self, changes: Changes) -> None:
        self._changes = changes

    def on_any_event(self, event: FileSystemEvent) -> None:
        # A folder is modified when something in it is, which is reported by itself; reading is no change.
        if event.event_type in _CHANGES and not (event.is_directory and event.event_type == EVENT_TYPE_MODIFIED):
            for path in (event.src_path, event.dest_path):
                if path:
                    self._changes.add(Path(os.fsdecode(path)))


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8", "replace").splitlines()
    except OSError:
        return []
