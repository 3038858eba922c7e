"""Work that is shared with the other processors of this machine."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from threading import Thread


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def pool(processes: int, begin: Callable[..., None] | None = None, *given: object) -> ProcessPoolExecutor:
    """So many processes that share nothing with this one; each runs `begin(*given)` first.

    They end with this process. Raises `OSError` where none can be started.
    """
    # Forking would copy the locks of a preview's threads.
    return ProcessPoolExecutor(processes, get_context("spawn"), _begin, (begin, given))


def _begin(begin: Callable[..., None] | None, given: tuple[object, ...]) -> None:
    Thread(target=_end_with_parent, daemon=True).start()
    if begin:
        begin(*given)


def _end_with_parent() -> None:
    """Ends the process when the build is killed; it would wait for work for ever."""
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)
