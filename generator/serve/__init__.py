"""The editor's preview: the finished site on this machine, built again and reloaded when a source changes.

A page gets one script more than the published one: `live.js`, which hears at `/.live` what the last build
came to. Nothing here asks for anything outside this machine.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from types import FrameType

from generator.build import Folders
from generator.glimpse import Glimpses
from generator.serve.building import build_for_ever, look_for_ever
from generator.serve.news import Board
from generator.serve.server import Server
from generator.serve.watching import Changes, Sources, watch

__all__ = ["preview", "serve"]

Lines = SimpleQueue[str | None]


def serve(folders: Folders, host: str, port: int, say: Callable[[str], None]) -> int:
    """Shows the preview until Ctrl-C or SIGTERM, then 0; raises `OSError` if the address cannot be had.

    `say` is called in the calling thread only, which must be the main one: signals arrive there.
    """
    lines: Lines = SimpleQueue()
    with _ending(lines), preview(folders, host, port, lines.put) as address:
        say(f"serving {address} (Ctrl-C ends it)")
        while (line := _next(lines)) is not None:
            say(line)
    return 0


@contextmanager
def preview(folders: Folders, host: str, port: int, say: Callable[[str], None]) -> Iterator[str]:
    """The address of the preview, which runs in threads; `say` is called in one of them.

    A build that runs at the end is left behind, not waited for: it can be killed at any point.
    """
    board = Board()
    server = Server(host, port, folders, board)
    changes, edits = Changes(), Changes()
    watching = watch(Sources.of(folders), changes)
    glimpses = Glimpses(folders)
    for name, work, given in (
        ("server", server.serve_forever, (0.1,)),
        ("looker", look_for_ever, (glimpses, board, changes, edits, watching.sources)),
        ("builder", build_for_ever, (folders, board, edits, watching, say, glimpses)),
    ):
        threading.Thread(target=work, args=given, name=name, daemon=True).start()
    try:
        yield server.address
    finally:
        changes.end()
        watching.stop()
        server.shutdown()
        server.server_close()


@contextmanager
def _ending(lines: Lines) -> Iterator[None]:
    """While it lasts, Ctrl-C and SIGTERM put the end into `lines` and nothing else happens."""

    def end(_signal: int, _frame: FrameType | None) -> None:
        lines.put(None)

    before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _next(lines: Lines) -> str | None:
    while True:
        try:
            # On Windows a signal does not end a wait, so no wait may be long.
            return lines.get(timeout=0.5)
        except Empty:
            continue
