"""A small site that browsers keep, published in one version after another, by a host that can be made to fail."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import unquote

from playwright.sync_api import Browser, Page

from generator.offline import Shape, offline_files
from tests.browser.components import THEME

BELOW = "/project/"
SHAPE = Shape(whole=frozenset({"flows"}), indexes=frozenset({"flows", "offline"}))
TYPES = {
    "html": "text/html;charset=utf-8", "mjs": "text/javascript", "js": "text/javascript", "json": "application/json",
    "css": "text/css", "svg": "image/svg+xml", "webmanifest": "application/manifest+json", "png": "image/png",
}  # fmt: skip
PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="{root}assets/site.{look}.css">
<script type="module" src="{root}components-{code}/offline/offline.mjs"></script>{more}</head>
<body><main><h1>{title}</h1><p id="told">{words}</p>{body}</main></body></html>
"""
KEEP = '<script type="module" src="{root}components-{code}/keep-offline/keep-offline.mjs"></script>'


@dataclass(frozen=True)
class Facts:
    digest: str
    wire: int


def facts(data: bytes) -> Facts:
    return Facts(hashlib.sha256(data).hexdigest(), len(zlib.compress(data)))


def version(words: str, *, changed: Mapping[str, str] | None = None) -> dict[str, bytes]:
    """All files of a version whose every page says these words; `changed` are other words for some pages."""
    look = f"p {{ --said: {words} }}".encode()
    modules = {
        path.relative_to(THEME / "components").as_posix(): path.read_bytes() + f"// {words}\n".encode()
        for name in ("offline", "keep-offline")
        for path in sorted((THEME / "components" / name).glob("*.mjs"))
    }
    late = f'export const words = "{words}";\n'.encode()
    names = {
        "look": hashlib.sha256(look).hexdigest()[:12],
        "code": hashlib.sha256(b"".join(modules.values()) + late).hexdigest()[:12],
    }

    def page(path: str, title: str, body: str = "", more: str = "") -> bytes:
        root = "../" * path.count("/") or "./"
        said = (changed or {}).get(path, words)
        return PAGE.format(
            root=root, title=title, words=said, body=body, more=more.format(root=root, **names), **names
        ).encode()

    files = {
        "index.html": page("", "Home", '<a href="faq/one/">One</a>'),
        "flows/index.html": page("flows/", "Flows"),
        "flows/way/index.html": page("flows/way/", "Way"),
        **{f"faq/{it}/index.html": page(f"faq/{it}/", it.title(), f'<a href="../{it}/">again</a>') for it in PAGES},
        "offline/index.html": page("offline/", "Offline", "<keep-offline hidden></keep-offline>", KEEP),
        f"assets/site.{names['look']}.css": look,
        **{f"components-{names['code']}/{path}": data for path, data in modules.items()},
        f"components-{names['code']}/late/late.mjs": late,
        "search/names.json": json.dumps(words).encode(),
        "site.webmanifest": b"{}",
        "cards/site.png": b"a card",
    }
    return files | offline_files({path: facts(data) for path, data in files.items()}, SHAPE)


PAGES = ("one", "two", "three")


@dataclass
class Host:
    """A web server: what it holds, what it is asked for, and what it fails at."""

    files: Mapping[str, bytes]
    asked: list[str] = field(default_factory=list)
    headers: list[str] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    """Paths that it answers with an error."""
    is_off: bool = False
    address: str = ""

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        path = handler.path.split("?")[0].removeprefix(BELOW)
        if self.is_off:
            handler.close_connection = True
            return
        self.asked.append(handler.path)
        self.headers.append(str(handler.headers))
        data = self.files.get(f"{path}index.html" if not path or path.endswith("/") else path)
        if data is None or path in self.broken:
            handler.send_error(404 if data is None else 503)
            return
        handler.send_response(200)
        handler.send_header("Content-Type", TYPES.get(path.rpartition(".")[2], TYPES["html"]))
        handler.send_header("Content-Length", str(len(data)))
        handler.end_headers()
        handler.wfile.write(data)


class OnDisk(Mapping[str, bytes]):
    """The files of a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __getitem__(self, path: str) -> bytes:
        file = self.folder / unquote(path)
        if not file.is_file():
            raise KeyError(path)
        return file.read_bytes()

    def __iter__(self) -> Iterator[str]:
        return (file.relative_to(self.folder).as_posix() for file in self.folder.rglob("*") if file.is_file())

    def __len__(self) -> int:
        return sum(1 for _ in self)


@contextmanager
def hosted(files: Mapping[str, bytes]) -> Iterator[Host]:
    """A host of these files, below a path of its own."""
    host = Host(files)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            host.answer(self)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    host.address = f"http://127.0.0.1:{server.server_port}{BELOW}"
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def visitor(browser: Browser, **options: Any) -> Iterator[Page]:
    """A page of a reader whose browser may keep pages; errors of its scripts fail the test."""
    with browser.new_context(
        **{"service_workers": "allow", "viewport": {"width": 360, "height": 640}} | options
    ) as context:
        context.set_default_timeout(8000)
        page = context.new_page()
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        yield page
        assert wrong == []


def until(page: Page, condition: str) -> None:
    """Waits until an expression, or what it promises, is true; Playwright's own way is forbidden by a site's policy."""
    page.evaluate(
        f"""async () => {{ const end = Date.now() + 30000;
          while (!(await ({condition}))) {{
            if (Date.now() > end) throw new Error("not within 30 s");
            await new Promise((done) => setTimeout(done, 50));
          }} }}"""
    )


def until_kept(page: Page) -> None:
    """Waits until a worker rules the page, and has kept the page itself."""
    until(page, "navigator.serviceWorker.controller !== null")
    until(
        page,
        """(async () => { for (const name of await caches.keys())
          if (!name.endsWith("notes") && await (await caches.open(name)).match(location.href.split(/[?#]/)[0]))
            return true;
          return false; })()""",
    )


def update(page: Page) -> None:
    """Lets the browser look for a newer worker now, and waits until it rules."""
    page.evaluate(
        """async () => { const ruled = new Promise((done, failed) => {
            navigator.serviceWorker.addEventListener("controllerchange", done, { once: true });
            setTimeout(() => failed(new Error("no newer worker within 30 s")), 30000); });
          await (await navigator.serviceWorker.ready).update(); await ruled; }"""
    )


def told(page: Page) -> str:
    """What the page says."""
    return page.locator("#told").inner_text()


def snapshot(page: Page) -> dict[str, list[str]]:
    """What is kept: version → paths."""
    found: dict[str, list[str]] = page.evaluate(
        """async (root) => { const all = {};
          for (const name of await caches.keys())
            all[name.split(":").pop()] = (await (await caches.open(name)).keys())
              .map(({ url }) => url.slice(root.length));
          return all; }""",
        page.url.partition(BELOW)[0] + BELOW,
    )
    return found
