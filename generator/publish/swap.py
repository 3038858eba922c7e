"""A new folder and the live one change places, in one step: whoever looks sees the old or the new, whole.

Linux and macOS can exchange two folders at once. Elsewhere two renames do it; a build killed between them
leaves the old folder, whole, beside its place, and `recover` (which every swap begins with) puts it back.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from generator.publish.files import is_regular, write_if_changed
from generator.publish.paths import PublishError, sentences

SITE_MARKER = ".site"
"""Stands in every folder that a swap put in place: only such a folder is ever replaced."""
SITE_NOTE = b"This folder is replaced as a whole by every build.\n"
_AT_FDCWD_LINUX = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2
_CANNOT_EXCHANGE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM}


def swap_in(new: Path, live: Path, exchange: Callable[[Path, Path], bool] | None = None) -> None:
    """Makes `new` the live folder, and the one it replaces `new`; without a live one `new` is gone afterwards.

    Raises `PublishError` before anything moved if `live` holds files but no marker `.site` (it is not ours),
    is a link or a file, or if one folder lies in the other or on another drive. `exchange` gives two folders
    each other's name and says whether it could.
    """
    with sentences():
        live.parent.mkdir(parents=True, exist_ok=True)
        recover(live)
        _check(new, live)
        write_if_changed(new / SITE_MARKER, SITE_NOTE)
        if not live.exists():
            new.rename(live)
        elif not (exchange or exchange_folders)(new, live):
            live.rename(_old(live))
            try:
                new.rename(live)
            except OSError:
                _old(live).rename(live)
                raise
            _old(live).rename(new)


def recover(live: Path) -> None:
    """Puts back the old folder after a build that was killed between two renames; clears what others left."""
    with sentences():
        if _old(live).is_dir():
            if live.is_dir() and not os.listdir(live):
                live.rmdir()
            # What is called `_old` is always whole; only what is called `_trash` is ever deleted from.
            _old(live).rename(_trash(live) if os.path.lexists(live) else live)
        _clear(_trash(live))


def _clear(trash: Path) -> None:
    """Deletes what a swap put aside; its marker goes last, so that a half-deleted folder is still known as ours."""
    if not os.path.lexists(trash):
        return
    if trash.is_symlink() or not trash.is_dir() or (os.listdir(trash) and not is_regular(trash / SITE_MARKER)):
        raise PublishError(f"{trash} is in the way and was not made by a build; move it.")
    for entry in os.scandir(trash):
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path)
        elif entry.name != SITE_MARKER:
            os.unlink(entry.path)
    shutil.rmtree(trash)


def exchange_folders(one: Path, other: Path) -> bool:
    """Gives each folder the other's name in one step; False, with nothing done, where the system cannot."""
    swap = _system_exchange()
    if swap is None:
        return False
    if swap(os.fsencode(one), os.fsencode(other)) == 0:
        return True
    code = ctypes.get_errno()
    if code in _CANNOT_EXCHANGE:
        return False
    raise OSError(code, os.strerror(code), str(other))


def _system_exchange() -> Callable[[bytes, bytes], int] | None:
    if sys.platform not in {"linux", "darwin"}:
        return None
    library = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "darwin":
        rename = getattr(library, "renamex_np", None)
        return rename and (lambda one, other: rename(one, other, ctypes.c_uint(_RENAME_SWAP)))
    rename = getattr(library, "renameat2", None)
    here = ctypes.c_int(_AT_FDCWD_LINUX)
    return rename and (lambda one, other: rename(here, one, here, other, ctypes.c_uint(_RENAME_EXCHANGE)))


def _check(new: Path, live: Path) -> None:
    if new.is_symlink() or not new.is_dir():
        raise PublishError(f"{new} is no folder, so it cannot become {live}.")
    if live.is_symlink() or (live.exists() and not live.is_dir()):
        raise PublishError(f"{live} is a link or a file, not a folder that a build made; move it.")
    one, other = new.resolve(), live.resolve()
    if one.is_relative_to(other) or other.is_relative_to(one):
        raise PublishError(f"{new} and {live} must be two folders, neither inside the other.")
    if new.stat().st_dev != live.parent.stat().st_dev:
        raise PublishError(f"{new} and the folder of {live} must be on one drive.")
    if live.exists() and os.listdir(live) and not is_regular(live / SITE_MARKER):
        raise PublishError(f"{live} is not empty and not made by a build (it has no {SITE_MARKER}); move it.")


def _old(live: Path) -> Path:
    return live.absolute().with_name(f".{live.absolute().name}.old")


def _trash(live: Path) -> Path:
    return live.absolute().with_name(f".{live.absolute().name}.trash")
