"""When the files of a folder last changed, as git tells it. Git is only read, and need not be there."""

from __future__ import annotations

import datetime
import os
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

_SETTINGS = (
    "core.quotePath=false", "core.fsmonitor=false", "color.ui=false", "diff.relative=false",
    "status.relativePaths=true",
)  # fmt: skip
# Of a merge `-c` shows the files that are as none of its parents has them: the others came with an earlier commit.
# With it `--relative` does not cut the paths (git 2.39), so they are cut here.
_LOG = ("-c", "--format=%x09%cs%x09%D", "--no-show-signature", "--raw", "--no-abbrev", "--no-renames")
_STATUS = ("--short", "--no-renames", "--untracked-files=all")
_GRAFTED = "grafted"


def last_changes(folder: Path) -> dict[str, datetime.date]:
    """Path below the folder → the day of the last commit that made the file what it is; a merge is one, too.

    What a merge dropped changed nothing, and what it took over as it was is as old as there. Left out is what git
    cannot know: everything without git, files that differ from their last commit, and in a shallow clone those that
    did not change since the oldest commit it has.
    """
    above = _git(folder, "rev-parse", "--show-prefix").rstrip("\n")
    present = _blobs(_git(folder, "ls-tree", "-r", "--full-name", "HEAD", "."))
    log = _git(folder, "log", *_LOG, "--", ".") if present else ""
    found: dict[str, datetime.date] = {}
    seen: set[str] = set()
    for path, blob, day in _changes(log):
        if path not in seen and blob == present.get(path):
            seen.add(path)
            if day is not None:
                found[path.removeprefix(above)] = day
    if found:
        for line in _git(folder, "status", *_STATUS, "--", ".").splitlines():
            found.pop(line[3:], None)
    return found


def _blobs(tree: str) -> Mapping[str, str]:
    """Path → what is in the file, by git's name for it."""
    lines = (line.split("\t", 1) for line in tree.splitlines())
    return {path: mode_type_and_name.split()[-1] for mode_type_and_name, path in lines}


def _changes(log: str) -> Iterator[tuple[str, str, datetime.date | None]]:
    """Each file of each commit, what is in it, and the day, newest first; no day where its own change is unknown."""
    day = None
    for line in log.splitlines():
        if line.startswith("\t"):
            written, names = line.lstrip("\t").split("\t")
            # The oldest commit of a shallow clone seems to have made every file.
            day = None if _GRAFTED in names.split(", ") else datetime.date.fromisoformat(written)
        elif line:
            # modes, then blobs, both of every parent and of the commit itself, then a letter for what happened
            numbers, path = line.split("\t", 1)
            yield path, numbers.split()[-2], day


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
