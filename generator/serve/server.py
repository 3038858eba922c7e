"""The preview's web server, for this machine alone."""

from __future__ import annotations

import errno
import ipaddress
import os
import re
import socket
import socketserver
import sys
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from generator.build import Folders
from generator.serve.answers import LIVE, Answer, answer, worker
from generator.serve.building import log
from generator.serve.news import Board

_PING = 10.0
"""Seconds of silence after which a page that listens gets an empty line: so the server learns who is gone."""
_HOST = re.compile(r"(?:\[([0-9a-f:.]+)\]|([^\s:/@\[\]]+))(?::\d+)?", re.IGNORECASE)
_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})
_EVERY_ADDRESS = frozenset({"", "0.0.0.0", "::"})


class Server(ThreadingHTTPServer):
    """Gives out the site in `folders.out` and the news on `board`; bound when made, else `OSError`."""

    allow_reuse_address = os.name != "nt"  # where it would let two programs share a port
    allow_reuse_port = False
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, host: str, port: int, folders: Folders, board: Board) -> None:
        self.host = host
        self.site = folders.out.absolute()
        self.folders = folders
        self.board = board
        if not 0 <= port <= 65535:
            raise OSError(errno.EINVAL, "a port is a number from 0 to 65535")
        found = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        self.address_family, _, _, _, address = found[0]
        try:
            super().__init__((str(address[0]), int(address[1])), Handler)
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                words = "another program has this port; choose a free one, such as --port "
                raise OSError(error.errno, f"{words}{port % 65535 + 1}") from error
            raise

    def server_bind(self) -> None:
        """Binds without asking the network for this machine's name, which takes long while offline."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = self.host, self.server_address[1]

    @property
    def address(self) -> str:
        """What to type into a browser on this machine."""
        host = "127.0.0.1" if self.host in _EVERY_ADDRESS else self.host
        return f"http://{f'[{host}]' if ':' in host else host}:{self.server_port}/"

    def handle_error(self, request: object, client_address: object) -> None:
        """Readers may leave at any time; anything else is for the log."""
        error = sys.exception() if sys.version_info >= (3, 12) else sys.exc_info()[1]
        if error and not isinstance(error, (ConnectionError, TimeoutError)):
            log(self.folders, error)


class Handler(BaseHTTPRequestHandler):
    """One connection of a browser."""

    server: Server
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = 60

    def do_GET(self) -> None:
        """A page, a file, or the news as they come."""
        host = self.headers.get("Host", "")
        if not is_own(host, self.server.host):
            words = f"This preview answers only to the address it was started with, not to {host!r}.\n"
            self._send(Answer(HTTPStatus.FORBIDDEN, "text/plain; charset=utf-8", words.encode()))
        elif self.path.partition("?")[0] == LIVE:
            self._tell()
        elif self.headers.get("Service-Worker") == "script":
            self._send(worker())
        else:
            # The news first: a page that is newer than it thinks reloads once more, an older one never would.
            news = self.server.board.news
            self._send(answer(self.path, self.server.site, news))

    def do_HEAD(self) -> None:
        """The same without the body."""
        self.do_GET()

    def version_string(self) -> str:
        """Nothing about the program behind."""
        return "preview"

    def log_message(self, format: str, *args: object) -> None:
        """The terminal is for builds."""

    def _send(self, given: Answer) -> None:
        self.send_response(given.status)
        self.send_header("Content-Type", given.type)
        self.send_header("Content-Length", str(len(given.body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        if given.location:
            self.send_header("Location", given.location)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(given.body)

    def _tell(self) -> None:
        """Server-sent events: the news now and whenever they change."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(b"retry: 500\n\n")  # milliseconds until a page looks for a server that went away
        news = None
        while self.command != "HEAD":
            latest = self.server.board.wait(news, _PING)
            line = ":" if latest is news else f"data: {latest.as_json()}"
            self.wfile.write(f"{line}\n\n".encode())
            news = latest


def is_own(host: str, bound: str) -> bool:
    """Whether a request that names this host is meant for us; a foreign name that leads here is an attack.

    (DNS rebinding: a page elsewhere lets its own name point at this machine, and could read the preview.)
    """
    found = _HOST.fullmatch(host)
    if not found:
        return False
    name = (found.group(1) or found.group(2)).lower()
    if name in _THIS_MACHINE or name == bound.lower():
        return True
    return bound in _EVERY_ADDRESS and (_is_number(name) or name == socket.gethostname().lower())


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
