"""Work that is shared with the other processors of this machine."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from contextlib import suppress
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import TypeVar

P = TypeVar("P")
R = TypeVar("R")


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def pool(processes: int, begin: Callable[..., None] | None = None, *given: object) -> ProcessPoolExecutor:
    """So many processes that share nothing with this one; each runs `begin(*given)` first.

    They end with this process. Raises `OSError` where none can be started.
    """
    # Forking would copy the locks of a preview's threads.
    return ProcessPoolExecutor(processes, get_context("spawn"), _begin, (begin, given))


def in_chunks(items: Sequence[P], size: int) -> list[Sequence[P]]:
    """The items in parts of this size, the last one smaller: each is worth the way to another process and back."""
    return [items[start : start + size] for start in range(0, len(items), size)]


def shared_out(
    parts: Sequence[P],
    here: Callable[[P], R],
    there: Callable[[P], R],
    processes: int,
    begin: Callable[..., None] | None = None,
    *given: object,
) -> Iterator[R]:
    """What is made of each part, in no order: by so many processes, this one among them.

    The others run `begin(*given)` first, and then `there`; this one runs `here`. Where no other can be started, or one
    ends early, this one makes the rest.
    """
    left = dict(enumerate(parts))
    if processes > 1:
        with suppress(OSError, BrokenExecutor), pool(processes - 1, begin, *given) as others:
            answers = [others.submit(there, part) for part in parts]
            # They begin at the front, this process at the back, until nothing is left that nobody has begun.
            for number in reversed(range(len(parts))):
                if answers[number].cancel():
                    yield here(left.pop(number))
            for number in list(left):
                made = answers[number].result()
                del left[number]
                yield made
    for part in left.values():
        yield here(part)


def give_back() -> None:
    """Returns memory that is free but kept, where the C library can: of ten thousand entries it is a third of all."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


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
