"""When the files of a folder last changed, as git tells it. Git is only read, and need not be there."""

from __future__ import annotations

import datetime
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

_SETTINGS = ("core.quotePath=false", "core.fsmonitor=false", "color.ui=false", "status.relativePaths=true")
_LOG = ("--format=%x09%cs%x09%D", "--no-show-signature", "--name-only", "--no-renames", "--relative")
_STATUS = ("--short", "--no-renames", "--untracked-files=all")
_GRAFTED = "grafted"


def last_changes(folder: Path) -> dict[str, datetime.date]:
    """Path below the folder → the day of the last commit that changed the file.

    Left out is what git cannot know: everything without git, files that differ from their last commit, and in a
    shallow clone those that did not change since the oldest commit it has.
    """
    log = _git(folder, "log", *_LOG, "--", ".")
    found: dict[str, datetime.date] = {}
    seen: set[str] = set()
    for path, day in _changes(log):
        if path not in seen and day is not None:
            found[path] = day
        seen.add(path)
    if found:
        for line in _git(folder, "status", *_STATUS, "--", ".").splitlines():
            found.pop(line[3:], None)
    return found


def _changes(log: str) -> Iterator[tuple[str, datetime.date | None]]:
    """Each file of each commit with the commit's day, newest first; no day where the commit's own change is unknown."""
    day = None
    for line in log.splitlines():
        if line.startswith("\t"):
            written, names = line.lstrip("\t").split("\t")
            # The oldest commit of a shallow clone seems to have made every file.
            day = None if _GRAFTED in names.split(", ") else datetime.date.fromisoformat(written)
        elif line:
            yield line, day


def _git(folder: Path, *arguments: str) -> str:
    """What git says, or nothing where it fails."""
    settings = [word for setting in _SETTINGS for word in ("-c", setting)]
    # Inside a hook of git, these would lead it to another repository or index than the folder's own.
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment = inherited | {"GIT_OPTIONAL_LOCKS": "0"}
    try:
        done = subprocess.run(
            ["git", *settings, *arguments], cwd=folder, env=environment, capture_output=True, check=False
        )
    except OSError:
        return ""
    return done.stdout.decode(errors="replace") if done.returncode == 0 else ""
