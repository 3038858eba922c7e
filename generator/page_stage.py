"""The second stage as a whole: the pages whose words or whose surroundings changed are made, the others are kept.

What is kept is known by what it was made from and by its own bytes, so that a lost, damaged or half-written page, or a
page of another theme, is made again; the book that says so can be deleted at any time.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from generator import mkdocs_stage
from generator.diagnostics import Diagnostic, Place
from generator.mkdocs_stage import LoadedSite, Meta, Order, build_all, complaints, configured, has_plugins, load_site
from generator.processes import in_chunks, processors, shared_out

FEW = 150
"""So many pages are made before another process has started."""
_CHUNK = 40
_TEMPLATES = (".html", ".xml", ".txt", ".svg")


@dataclass(frozen=True)
class Built:
    """What MkDocs complained about, and the address that the configuration gives the site."""

    problems: list[Diagnostic]
    site_url: str


@dataclass(frozen=True)
class Kept:
    """A page as the last build left it: digests of its Markdown and of its HTML, and what other pages ask of it."""

    source: str
    written: str
    meta: Meta


Book = dict[str, Kept]
"""The pages that a build may keep, by their paths in the site."""


def run_mkdocs(order: Order, kept: Path, processes: int | None = None) -> Built:
    """Brings the folder `order.into` up to date with the docs folder, strictly; `kept` is the book's file."""
    site_url = ""
    with complaints() as said:
        site = load_site(order)
        site_url = site.site_url
        if has_plugins(site):
            kept.unlink(missing_ok=True)
            build_all(order)
        else:
            _bring_up_to_date(site, order, kept, processes or processors(), said)
    words = [" ".join(message.split()) for message in said]
    return Built([Diagnostic(Place(str(order.config)), "KB801", f"MkDocs: {it}") for it in words], site_url)


def _bring_up_to_date(site: LoadedSite, order: Order, kept: Path, processes: int, said: list[str]) -> None:
    around = surroundings(site, order)
    book = read_book(kept, around)
    sources = {path: digest(file.content_bytes) for path, file in site.documents.items()}
    book = {path: page for path, page in book.items() if _holds(order.into / path, page, sources.get(path))}
    # A build that is killed after this line has claimed nothing that it may not have finished.
    write_book(kept, around, book)
    made = make(site, order, [path for path in sources if path not in book], processes, said)
    if said:
        return
    for path, meta in (made | {path: page.meta for path, page in book.items()}).items():
        site.remember(path, meta)
    site.write_rest()
    site.forget()
    for path, meta in made.items():
        book[path] = Kept(sources[path], digest((order.into / path).read_bytes()), meta)
    write_book(kept, around, book)


def make(site: LoadedSite, order: Order, paths: Sequence[str], processes: int, said: list[str]) -> dict[str, Meta]:
    """Makes these pages, with other processes where there are many: path → what its front matter says.

    What is complained of elsewhere is added to `said`.
    """
    if len(paths) <= FEW:
        return _in_turn(site, paths)

    def here(chunk: Sequence[str]) -> tuple[dict[str, Meta], list[str]]:
        return _in_turn(site, chunk), []

    made: dict[str, Meta] = {}
    for metas, words in shared_out(in_chunks(paths, _CHUNK), here, _make_there, processes, _load, order):
        made |= metas
        said += words
    return made


def _in_turn(site: LoadedSite, paths: Iterable[str]) -> dict[str, Meta]:
    return {path: site.write_page(path) for path in paths}


_there: list[LoadedSite] = []
"""In a process that helps: the site that it makes pages of."""


def _load(order: Order) -> None:
    with complaints():  # the process that asked for help hears the same
        _there.append(load_site(order))


def _make_there(paths: Sequence[str]) -> tuple[dict[str, Meta], list[str]]:
    made: dict[str, Meta] = {}
    with complaints() as said:
        made = _in_turn(_there[0], paths)
    return made, said


def surroundings(site: LoadedSite, order: Order) -> str:
    """A digest of all that a page's HTML depends on beside its own Markdown.

    Other pages are no part of it: what a page says of them is in its Markdown, and whether its links lead anywhere is
    seen when the site is finished.
    """
    parts: list[Any] = [configured(order), dict(order.settings), str(order.docs), site.titles, sys.version]
    parts += sorted(f"{package.name} {package.version}" for package in distributions())
    code = [Path(__file__), Path(mkdocs_stage.__file__)]
    folder = site.theme_folder
    theme = sorted(path for path in folder.rglob("*") if path.suffix in _TEMPLATES) if folder else []
    parts += [[str(path), digest(path.read_bytes())] for path in (*code, *theme)]
    return digest(json.dumps(parts, default=str, sort_keys=True).encode())


def digest(data: bytes) -> str:
    """A short name for these bytes that no others have."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _holds(path: Path, page: Kept, source: str | None) -> bool:
    try:
        return page.source == source and page.written == digest(path.read_bytes())
    except OSError:
        return False


def read_book(path: Path, around: str) -> Book:
    """The pages that were made in the same surroundings; none if the book is missing or says nothing readable."""
    try:
        found = json.loads(path.read_text("utf-8"))
        if found["surroundings"] == around:
            return {name: Kept(source, written, meta) for name, (source, written, meta) in found["pages"].items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        pass
    return {}


def write_book(path: Path, around: str, book: Mapping[str, Kept]) -> None:
    """Writes the book in place of the last."""
    pages = {name: [page.source, page.written, page.meta] for name, page in book.items()}
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    new.write_text(json.dumps({"surroundings": around, "pages": pages}), "utf-8")
    new.replace(path)
