"""Preview cards as files of the site: drawn once in several processes, then kept for every build that needs them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from contextlib import suppress
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread

from generator.publish import add_files
from generator.render.cards import Face, card, key

FEW = 16
"""So many cards are drawn before another process has started."""
_CHUNK = 8
_END_OF_PNG = b"IEND\xaeB`\x82"


def cards(faces: Mapping[str, Face], kept: Path, processes: int | None = None) -> dict[str, bytes]:
    """The cards of these faces by their paths in the site.

    The folder `kept` holds those of the last build by what they show: only what is new or damaged is drawn. Raises
    `PublishError` where a file cannot be written.
    """
    names = {path: f"{key(face)}.png" for path, face in faces.items()}
    wanted = {names[path]: face for path, face in faces.items()}
    found = {name: data for name in wanted if (data := _read(kept / name)).endswith(_END_OF_PNG)}
    missing = {name: face for name, face in wanted.items() if name not in found}
    for name, data in _drawn(missing, processes or _processors()):
        add_files(kept, {name: data})
        found[name] = data
    _forget(kept, wanted)
    return {path: found[name] for path, name in names.items()}


def _drawn(missing: Mapping[str, Face], processes: int) -> Iterator[tuple[str, bytes]]:
    """Name and picture of each face. Where no process can be started, all are drawn in this one."""
    left = dict(missing)
    if processes > 1 and len(left) > FEW:
        with suppress(OSError, BrokenExecutor):
            # Forking would copy the locks of a preview's threads; a fresh process shares nothing.
            pool = ProcessPoolExecutor(processes, get_context("spawn"), _end_with_parent)
            with pool:
                for name, data in zip(missing, pool.map(_picture, missing.values(), chunksize=_CHUNK), strict=True):
                    del left[name]
                    yield name, data
    for name, face in left.items():
        yield name, _picture(face)


def _picture(face: Face) -> bytes:
    return card(face).png


def _end_with_parent() -> None:
    """Lets the process end when the build is killed; it would wait for work for ever."""

    def wait() -> None:
        parent = parent_process()
        if parent:
            parent.join()
            os._exit(1)

    Thread(target=wait, daemon=True).start()


def _processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _forget(kept: Path, wanted: Mapping[str, Face]) -> None:
    """Deletes the pictures that this build did not need."""
    for path in kept.glob("*.png"):
        if path.name not in wanted:
            path.unlink(missing_ok=True)
