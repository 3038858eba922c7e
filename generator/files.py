"""A content folder as names and bytes: whatever cannot be read becomes a problem, never an exception."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from pathlib import Path

from generator.diagnostics import Diagnostic, Place
from generator.source import MAX_BYTES, printable, too_large


@dataclass
class ContentFolder:
    """The folder, what its paths are called in problems (`label` stands before them), and the problems met so far."""

    root: Path
    label: str
    problems: list[Diagnostic] = field(default_factory=list)

    def named(self, path: str) -> str:
        """What a path below the folder is called in problems; letters that no terminal can print are replaced."""
        return printable(f"{self.label}/{path}" if path else self.label)

    def report(self, path: str, code: str, message: str, hint: str = "") -> None:
        """Adds a problem with a file or folder as a whole."""
        self.problems.append(Diagnostic(Place(self.named(path)), code, printable(message), printable(hint)))

    def has(self, path: str) -> bool:
        """Whether anything lies at the path, be it only a broken link or something that may not be looked at."""
        try:
            os.lstat(self.root / path)
        except (FileNotFoundError, NotADirectoryError):
            return False
        except OSError:
            return True
        return True

    def names(self, folder: str) -> list[str]:
        """The visible names in a folder below; none if there is no such folder."""
        if not self.has(folder) or not self._stays_inside(folder):
            return []
        try:
            return sorted(name for name in os.listdir(self.root / folder) if not name.startswith("."))
        except NotADirectoryError:
            self.report(folder, "KB122", "a folder is expected here, not a file")
        except OSError as error:
            self.report(folder, "KB120", f"the folder cannot be read: {error.strerror}", "check its permissions")
        return []

    def peek(self, path: str) -> bytes | None:
        """The bytes of a file that can be read; nothing is reported of one that cannot."""
        file = self.root / path
        try:
            status = file.stat()
            return file.read_bytes() if stat.S_ISREG(status.st_mode) and status.st_size <= MAX_BYTES else None
        except OSError:
            return None

    def read(self, path: str, most: int = MAX_BYTES) -> bytes | None:
        """A file's bytes, unless it has more than `most`, is no file at all, outside the folder or not to be read."""
        if not self._stays_inside(path):
            return None
        file = self.root / path
        try:
            status = file.stat()
            if self._is_readable(path, status, most):
                return file.read_bytes()
        except OSError as error:
            self.report(path, "KB120", f"the file cannot be read: {error.strerror}", "check its permissions")
        return None

    def _is_readable(self, path: str, status: os.stat_result, most: int) -> bool:
        if stat.S_ISDIR(status.st_mode):
            self.report(path, "KB122", "a file is expected here, not a folder")
        elif not stat.S_ISREG(status.st_mode):  # reading a FIFO would wait for ever
            self.report(path, "KB120", "this is no regular file", "put a text file here")
        elif status.st_size > most:
            self.problems.append(too_large(Place(self.named(path)), status.st_size, most))
        else:
            return True
        return False

    def _stays_inside(self, path: str) -> bool:
        root, target = os.path.realpath(self.root), os.path.realpath(self.root / path)
        if os.path.commonpath([root, target]) == root:
            return True
        self.report(path, "KB121", "this link leads out of the content folder", "copy what it leads to here instead")
        return False
