"""A folder as a web site on this machine, for as long as a test needs it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

_HASH = re.compile(r"(?<=components)-[0-9a-f]{12}|(?<=assets/site)\.[0-9a-f]{12}")


def plain(address: str) -> str:
    """An address in a finished site without the part of it that tells what the file holds."""
    return _HASH.sub("", address)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Says nothing."""


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """A browser that hangs up is no fault of ours."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of the folder, with a / at its end."""
    server = _Server(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
