"""Single files on disk: written only when their bytes change, whole or not at all, never through a link."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.publish.paths import TEMPORARY, PublishError, check_paths, parents, sentences


def add_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Puts files into a folder that a build made, in place of what has their paths; follows no link."""
    with sentences():
        check_paths(files)
        for parent in sorted({parent for path in files for parent in parents(path)}):
            if (folder / parent).is_symlink():
                raise PublishError(f"{folder / parent} is a link; nothing is written through it.")
        for path in sorted(files):
            write_if_changed(folder / path, files[path])


def paths_below(folder: Path) -> Iterator[str]:
    """The path of every file in a folder, relative to it."""
    for parent, _, names in os.walk(folder):
        yield from ((Path(parent) / name).relative_to(folder).as_posix() for name in names)


def is_regular(path: Path) -> bool:
    """Whether a file is there, and no link to one."""
    return os.path.lexists(path) and stat.S_ISREG(path.lstat().st_mode)


def holds(path: Path, data: bytes) -> bool:
    """Whether exactly these bytes are there already."""
    return is_regular(path) and path.stat().st_size == len(data) and path.read_bytes() == data


def write_if_changed(path: Path, data: bytes) -> None:
    """Leaves a file alone that holds these bytes: a watcher would take any write for an edit."""
    if not holds(path, data):
        write(path, data)


def create(path: Path, data: bytes) -> bool:
    """Writes a file where nothing stands, and says whether nothing did.

    Quicker than `write`, for folders that nobody reads yet: a build that is killed leaves half a file.
    """
    try:
        file = path.open("xb")
    except FileExistsError:
        return False
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        return create(path, data)
    with file:
        file.write(data)
    return True


def write(path: Path, data: bytes) -> None:
    """Through a file beside it, so that a reader sees the old bytes or the new ones, never half of them."""
    temporary = path.parent / TEMPORARY
    try:
        file = temporary.open("xb")
    except OSError:  # the folder is missing, or a killed build left its file: rarely, so it is not asked every time
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.unlink(missing_ok=True)
        file = temporary.open("xb")
    with file:
        file.write(data)
    temporary.replace(path)
