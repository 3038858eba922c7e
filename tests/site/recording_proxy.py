"""A proxy on this machine that writes down all that a browser asks for, and lets through only what this machine has."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

HERE = "127.0.0.1"


class Asked(NamedTuple):
    """A request as it was sent."""

    method: str
    address: str
    headers: dict[str, str]
    body: str

    @property
    def host(self) -> str:
        """With its port, so that two servers of one machine are two."""
        return urlsplit(self.address).netloc if "//" in self.address else self.address

    def __str__(self) -> str:
        """All of it in one line, decoded; without what every browser says of itself and of its connection."""
        said = {name: text for name, text in self.headers.items() if name not in ("user-agent", "host")}
        return unquote(f"{self.method} {self.address} {said} {self.body}")


class _Proxy(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    asked: list[Asked]

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        headers = {name.lower(): text for name, text in self.headers.items()}
        self.asked.append(Asked(self.command, self.path, headers, body.decode("utf-8", "replace")))
        target = urlsplit(self.path)
        if self.command == "CONNECT" or target.hostname != HERE:
            return self.answer(403, Message(), b"")
        connection = HTTPConnection(HERE, target.port or 80)
        way = target.path + (f"?{target.query}" if target.query else "")
        connection.request(self.command, way, body or None, {"Accept": "*/*"})
        given = connection.getresponse()
        self.answer(given.status, given.headers, given.read())
        return connection.close()

    do_POST = do_PUT = do_HEAD = do_OPTIONS = do_DELETE = do_PATCH = do_CONNECT = do_GET  # noqa: N815

    def answer(self, status: int, headers: Message, body: bytes) -> None:
        self.send_response_only(status)
        for name in ("Content-Type", "Location"):
            if name in headers:
                self.send_header(name, headers[name])
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A browser that hangs up is no fault of ours."""


@contextmanager
def recording_proxy() -> Iterator[tuple[str, list[Asked]]]:
    """The address of a proxy, and the list that grows with every request."""
    asked: list[Asked] = []
    server = _Server((HERE, 0), type("Proxy", (_Proxy,), {"asked": asked}))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://{HERE}:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
