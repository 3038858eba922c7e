"""One build at a time in a folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from generator.publish.paths import PublishError, sentences

try:
    import fcntl
except ImportError:  # Windows has no flock; a file that must not exist yet does there.
    fcntl = None  # type: ignore[assignment]

LOCK = ".lock"


@contextmanager
def lock(folder: Path) -> Iterator[None]:
    """Holds `folder` for the length of the block; `PublishError` if anybody holds it already.

    The lock is a file `.lock` in the folder, so choose a folder that is neither watched nor swapped away.
    Where the system has flock a killed build leaves no lock behind.
    """
    with sentences():
        folder.mkdir(parents=True, exist_ok=True)
        file = _open_alone(folder / LOCK) if fcntl is None else _open_locked(folder / LOCK)
    try:
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield
    finally:
        file.close()
        if fcntl is None:
            (folder / LOCK).unlink(missing_ok=True)


def _open_locked(path: Path) -> IO[str]:
    # The file is never deleted: a process could otherwise lock a file that has no name any more.
    file = path.open("a+", encoding="utf-8")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        with file:
            raise PublishError(_busy(path)) from None
    return file


def _open_alone(path: Path) -> IO[str]:
    try:
        return path.open("x", encoding="utf-8")
    except FileExistsError:
        raise PublishError(f"{_busy(path)} If no build is running, delete {path}.") from None


def _busy(path: Path) -> str:
    process = path.read_text("utf-8", "replace").strip()
    who = f" (process {process})" if process.isdigit() else ""
    return f"Another build{who} is at work in {path.parent}; wait until it is done."
