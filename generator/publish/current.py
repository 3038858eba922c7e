"""A folder of ours brought up to date in place: only what differs is written, what is gone is removed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Set
from pathlib import Path

from generator.publish.files import create, is_regular, write_if_changed
from generator.publish.paths import PublishError, check_paths, sentences
from generator.publish.swap import SITE_MARKER, SITE_NOTE


class Current:
    """A folder that no reader looks at, on its way to hold exactly the files put into it.

    Whatever a killed build, an older one or somebody's hand left there is compared, never trusted. Raises
    `PublishError` if the folder holds files but no marker `.site` (it is not ours), or is a link or a file.
    """

    def __init__(self, folder: Path, paths: Set[str]) -> None:
        check_paths(paths)
        self._folder = folder
        self._paths = frozenset(paths)
        with sentences():
            if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
                raise PublishError(f"{folder} is a link or a file, not a folder that a build made; move it.")
            if folder.exists() and os.listdir(folder) and not is_regular(folder / SITE_MARKER):
                raise PublishError(f"{folder} is not empty and not made by a build (it has no {SITE_MARKER}); move it.")
            folder.mkdir(parents=True, exist_ok=True)
            write_if_changed(folder / SITE_MARKER, SITE_NOTE)
            _remove(folder, "", paths | {SITE_MARKER}, _folders(paths))

    def read(self, path: str) -> bytes:
        """The bytes that the file at this path holds now, or none if there is no plain file."""
        file = self._folder / path
        with sentences():
            return file.read_bytes() if is_regular(file) else b""

    def put(self, path: str, data: bytes) -> None:
        """Makes the file at this plain path hold these bytes."""
        if path not in self._paths:
            check_paths({*self._paths, path})
        with sentences():
            if not create(self._folder / path, data):
                write_if_changed(self._folder / path, data)


def _folders(paths: Set[str]) -> frozenset[str]:
    found: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return frozenset(found)


def _remove(folder: Path, below: str, paths: Set[str], folders: Set[str]) -> None:
    """Everything that is not one of the paths, or is one but no plain file or folder; links are never followed."""
    for entry in list(_entries(folder)):
        path = f"{below}{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            if path in folders:
                _remove(Path(entry.path), f"{path}/", paths, folders)
            else:
                shutil.rmtree(entry.path)
        elif path not in paths or not entry.is_file(follow_symlinks=False):
            os.unlink(entry.path)


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        yield from entries
