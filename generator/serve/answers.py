"""What the preview answers to an address: the finished site as any plain web server would give it out."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from html import escape
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote, unquote

from generator.serve.news import News

LIVE = "/.live"
SCRIPT = "/.live.js"
_HERE = Path(__file__).parent
_BODY_END = re.compile(rb"(?i)</body\s*>(?!.*</body\s*>)", re.DOTALL)
_HTML, _TEXT, _JAVASCRIPT = (
    "text/html; charset=utf-8",
    "text/plain; charset=utf-8",
    "text/javascript; charset=utf-8",
)
# Not the system's own table: on Windows any program can change that, and scripts arrive as plain text.
_TYPES = {
    ".html": _HTML, ".txt": _TEXT, ".md": _TEXT, ".js": _JAVASCRIPT, ".mjs": _JAVASCRIPT,
    ".css": "text/css; charset=utf-8", ".csv": "text/csv; charset=utf-8", ".ics": "text/calendar; charset=utf-8",
    ".json": "application/json", ".map": "application/json", ".webmanifest": "application/manifest+json",
    ".xml": "application/xml", ".gz": "application/gzip", ".pdf": "application/pdf",
    ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg",
    ".gif": "image/gif", ".webp": "image/webp", ".avif": "image/avif", ".ico": "image/x-icon",
    ".woff": "font/woff", ".woff2": "font/woff2", ".ttf": "font/ttf",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole response; `location` only for a redirect."""

    status: HTTPStatus
    type: str
    body: bytes
    location: str = ""


def answer(target: str, site: Path, news: News) -> Answer:
    """The answer to a request for `target` (path and query) by the site in the folder `site`."""
    path, question, query = target.partition("#")[0].partition("?")
    if path == SCRIPT:
        return Answer(HTTPStatus.OK, _JAVASCRIPT, (_HERE / "live.js").read_bytes())
    if not (site / "index.html").is_file():
        return _waiting(news)
    file = _find(path, site)
    if file is None:
        fetched = news.glimpses.get(unquote(path).removeprefix("/"))  # what only an edited page knows yet
        return _missing(site, news) if fetched is None else Answer(HTTPStatus.OK, _type(path), fetched)
    if file.is_dir():
        steps = "/".join(quote(name) for name in file.relative_to(site).parts)
        return Answer(HTTPStatus.MOVED_PERMANENTLY, _TEXT, b"", f"/{steps}/{question}{query}")
    shown = news.glimpses.get(file.relative_to(site).as_posix())
    if shown is not None:
        return Answer(HTTPStatus.OK, _HTML, with_script(shown, news))
    return _file(HTTPStatus.OK, file, news)


def worker() -> Answer:
    """A service worker that goes away: a kept copy of a page would hide what an edit did to it."""
    return Answer(HTTPStatus.OK, _JAVASCRIPT, (_HERE / "no-worker.js").read_bytes())


def with_script(page: bytes, news: News) -> bytes:
    """A page that also loads `live.js` and knows which site it is of."""
    tag = f'<script src="{SCRIPT}" data-site="{escape(news.site)}"></script>'.encode()
    found = _BODY_END.search(page)
    end = found.start() if found else len(page)
    return page[:end] + tag + page[end:]


def _find(path: str, site: Path) -> Path | None:
    """The file for a path, or the folder if the path lacks its `/`; nothing outside `site`."""
    names = unquote(path, errors="replace").split("/")[1:]
    if any(name in {".", ".."} or "\\" in name or "\0" in name for name in names) or "" in names[:-1]:
        return None
    file = site.joinpath(*names[:-1], names[-1] or "index.html") if names else site
    try:
        inside = file.resolve().is_relative_to(site.resolve())
        found = file.is_file() or (file.is_dir() and bool(names) and (file / "index.html").is_file())
    except (OSError, ValueError):  # a name longer than the system allows
        return None
    return file if inside and found else None


def _file(status: HTTPStatus, file: Path, news: News) -> Answer:
    type_ = _type(file.name)
    try:
        body = file.read_bytes()
    except OSError:  # a new site came in between
        return Answer(HTTPStatus.NOT_FOUND, _TEXT, b"This page is not there any more.\n")
    return Answer(status, type_, with_script(body, news) if type_ == _HTML else body)


def _type(name: str) -> str:
    return _TYPES.get(os.path.splitext(name)[1].lower(), "application/octet-stream")


def _missing(site: Path, news: News) -> Answer:
    own = site / "404.html"
    if own.is_file():
        return _file(HTTPStatus.NOT_FOUND, own, news)
    return Answer(HTTPStatus.NOT_FOUND, _HTML, with_script(b"<title>404</title><p>There is no such page.", news))


def _waiting(news: News) -> Answer:
    page = (_HERE / "waiting.html").read_bytes()
    return Answer(HTTPStatus.SERVICE_UNAVAILABLE, _HTML, with_script(page, news))
