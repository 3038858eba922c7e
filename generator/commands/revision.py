"""Content as it was at a git revision, laid out in a folder of its own; the only module that knows git.

The work tree, the index and the refs are only read.
"""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.commands import WrongUseError


@contextmanager
def content_at(content: Path, revision: str) -> Iterator[Path]:
    """A folder with what the content folder held at a revision; it is gone afterwards. Raises WrongUseError."""
    if not content.is_dir():
        raise WrongUseError(f"there is no folder {content}")
    outside = f"{content} is not in a git repository"
    prefix = _git(content, outside, "rev-parse", "--show-prefix").decode().strip()
    top = Path(_git(content, outside, "rev-parse", "--show-toplevel").decode().strip())
    commit = _commit(content, revision)
    nothing = f"there is no {content} at the revision {revision}"
    # From a folder below, git archive would look for that folder inside the named tree.
    packed = _git(top, nothing, "archive", "--format=zip", f"{commit}:{prefix.rstrip('/')}")
    with TemporaryDirectory(prefix="kb-") as folder:
        root = Path(folder) / content.resolve().name
        root.mkdir()
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            archive.extractall(root)
        yield root


def _commit(content: Path, revision: str) -> str:
    unknown = f"there is no revision {revision}"
    if revision.startswith("-") or not revision:
        raise WrongUseError(unknown)
    return _git(content, unknown, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}").decode().strip()


def _git(folder: Path, failure: str, *arguments: str) -> bytes:
    try:
        done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=False)
    except FileNotFoundError:
        raise WrongUseError("git is not installed, or not to be found") from None
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise WrongUseError(f"{failure} ({said[-1]})" if said else failure)
    return done.stdout
