"""Which paths may be written, and what a refusal is."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Collection, Iterator
from contextlib import contextmanager

MARKER = ".generated"
"""In an owned folder: the folder is ours. In `docs` itself: the list of the single files that are ours."""
TEMPORARY = f"{MARKER}.new"
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f\\<>:"|?*\ud800-\udfff]')
_LONGEST_NAME = 255


class PublishError(Exception):
    """Why nothing was written; the text is a sentence for the person who runs the build."""


@contextmanager
def sentences() -> Iterator[None]:
    """What the system refuses, as a `PublishError`."""
    try:
        yield
    except OSError as error:
        where = error.filename or "The disk"
        raise PublishError(f"{os.fsdecode(where)} cannot be used: {error.strerror or error}.") from error


def check_paths(paths: Collection[str]) -> None:
    """Raises `PublishError` for a path that is not plain and relative, or that gets in another's way."""
    seen: dict[str, str] = {}
    for path in sorted(paths):
        _check_path(path)
        # Two names that one Mac or Windows folder would hold as one file.
        other = seen.setdefault(unicodedata.normalize("NFC", path).casefold(), path)
        if other != path:
            raise PublishError(f"{other} and {path} are one file where capitals or accents do not count.")
        for parent in parents(path):
            if parent in paths:
                raise PublishError(f"{parent} would be a file and, because of {path}, a folder too.")


def _check_path(path: str) -> None:
    parts = path.split("/")
    if _NOT_IN_NAMES.search(path):
        raise PublishError(f"The path {path!r} holds a character that not every system allows.")
    if any(part in {"", ".", ".."} for part in parts):
        raise PublishError(f"The path {path!r} is not a plain path inside the folder.")
    if parts[-1] in {MARKER, TEMPORARY}:
        raise PublishError(f"The path {path!r} uses a name that is kept for the generator's own marks.")
    if any(len(part.encode()) > _LONGEST_NAME for part in parts):
        raise PublishError(f"The path {path[:60]!r}… has a name longer than {_LONGEST_NAME} bytes.")


def parents(path: str) -> list[str]:
    """`a/b/c` gives `a/b` and `a`."""
    parts = path.split("/")
    return ["/".join(parts[:length]) for length in range(len(parts) - 1, 0, -1)]
