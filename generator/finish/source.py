"""What the finish stage starts from: the files that MkDocs wrote, and others beside them or in their place."""

from __future__ import annotations

import marshal
import os
from collections.abc import Callable, Iterable, Iterator, KeysView, Mapping, Sequence
from dataclasses import fields
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, overload

from generator.finish.addresses import Site
from generator.finish.cache import Cache, key
from generator.finish.links import leads
from generator.finish.pages import Fault, Leads, Link, Page, Use
from generator.finish.reading import read_page
from generator.processes import in_chunks, shared_out

FEW = 150
"""So many pages are read before another process has started."""
_CHUNK = 40


class Source:
    """Files by their paths in the site; read when asked for, and never kept."""

    def __init__(self, folder: Path, additions: Mapping[str, bytes | Path]) -> None:
        below = len(str(folder)) + 1
        found: dict[str, bytes | Path] = {
            f"{at}/{name}"[below:].replace(os.sep, "/"): Path(at, name)
            for at, _, names in os.walk(folder)
            for name in names
        }
        self._files = dict(sorted({**found, **additions}.items()))

    @property
    def paths(self) -> KeysView[str]:
        """The paths of all files, sorted."""
        return self._files.keys()

    def read(self, path: str) -> bytes:
        """The bytes of a file."""
        return _bytes(self._files[path])

    def file(self, path: str) -> bytes | Path:
        """The bytes of a file, or where they are."""
        return self._files[path]

    def text(self, path: str) -> str:
        """The same as text; a browser, too, reads bytes that are no UTF-8 as U+FFFD."""
        return _text(self.read(path))


class Pages(Mapping[str, Page]):
    """The pages of a site by path: each is read once, and found again in the cache as often as it is asked for."""

    def __init__(self, source: Source, cache: Cache, site: Site) -> None:
        self._source = source
        self._cache = cache
        self._site = site
        self._name = f"{site.host}{site.base_path}".encode()
        self._keys: dict[str, bytes] = {}

    def read(self, processes: int) -> None:
        """Reads at once, in so many processes, what a first look at all pages would read page by page."""
        new = [path for path in self if self._cache.get(self.key(path)) is None]
        if len(new) <= FEW:
            return
        chunks = in_chunks([(path, self._source.file(path)) for path in new], _CHUNK)
        look = partial(_look, self._site)
        for path, *kept in chain.from_iterable(shared_out(chunks, look, look, processes)):
            self._put(path, *kept)

    def known(self, path: str) -> tuple[Page, Leads]:
        """The page at a path, and where it leads."""
        kept = self._cache.get(self.key(path))
        if kept is not None:
            return from_bytes(kept, partial(self._links, path))
        page, where = _seen(path, self._source.text(path), self._site)
        self._put(path, as_bytes(page, where), _links_as_bytes(page))
        return page, where

    def key(self, path: str) -> bytes:
        """The name under which all about a page is kept: another for every other text, and at every other path."""
        if path not in self._keys:
            self._keys[path] = key(b"page", self._name, path.encode(), self._source.read(path))
        return self._keys[path]

    def __getitem__(self, path: str) -> Page:
        if path not in self:
            raise KeyError(path)
        return self.known(path)[0]

    def __contains__(self, path: object) -> bool:
        return isinstance(path, str) and path.endswith(".html") and path in self._source.paths

    def __iter__(self) -> Iterator[str]:
        return (path for path in self._source.paths if path.endswith(".html"))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _put(self, path: str, page: bytes, links: bytes) -> None:
        self._cache.put(self.key(path), page)
        self._cache.put(self.key(path) + b"links", links)

    def _links(self, path: str) -> Sequence[Link]:
        kept = self._cache.get(self.key(path) + b"links")
        if kept is None:
            return read_page(self._source.text(path)).links
        return tuple(Link(tag, attribute, address, _USES[use]) for tag, attribute, address, use in marshal.loads(kept))


def _look(site: Site, files: Iterable[tuple[str, bytes | Path]]) -> list[tuple[str, bytes, bytes]]:
    """What there is to keep of each page: its path, the page and where it leads, its links."""
    found = []
    for path, file in files:
        page, where = _seen(path, _text(_bytes(file)), site)
        found.append((path, as_bytes(page, where), _links_as_bytes(page)))
    return found


def _seen(path: str, text: str, site: Site) -> tuple[Page, Leads]:
    page = read_page(text)
    return page, leads(path, page, site)


def _bytes(file: bytes | Path) -> bytes:
    return file.read_bytes() if isinstance(file, Path) else file


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


class _Later(Sequence[Link]):
    """Links that are looked up only when somebody asks for them: for a page without problems nobody does."""

    def __init__(self, find: Callable[[], Sequence[Link]]) -> None:
        self._find = find

    @overload
    def __getitem__(self, index: int) -> Link: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Link]: ...
    def __getitem__(self, index: int | slice) -> Link | Sequence[Link]:
        return self._find()[index]

    def __iter__(self) -> Iterator[Link]:
        return iter(self._find())

    def __len__(self) -> int:
        return len(self._find())


_USES = {use.value: use for use in Use}
_KEPT = [field.name for field in fields(Page) if field.name != "links"]
_SETS = frozenset(field.name for field in fields(Page) if field.type == "frozenset[str]")


def as_bytes(page: Page, where: Leads) -> bytes:
    """A page as it is kept, without its links, and where it leads."""
    values: dict[str, Any] = {name: getattr(page, name) for name in _KEPT}
    values |= {name: tuple(sorted(values[name])) for name in _SETS}
    values["faults"] = [tuple(fault) for fault in page.faults]
    return marshal.dumps((values, where.files, where.fragments, [tuple(fault) for fault in where.faults]))


def _links_as_bytes(page: Page) -> bytes:
    return marshal.dumps([(*link[:3], link.use.value) for link in page.links])


def from_bytes(data: bytes, links: Callable[[], Sequence[Link]]) -> tuple[Page, Leads]:
    """What `as_bytes` wrote; `links` gives the links."""
    values, files, fragments, faults = marshal.loads(data)
    values |= {name: frozenset(values[name]) for name in _SETS}
    values["faults"] = tuple(Fault(*fault) for fault in values["faults"])
    return Page(links=_Later(links), **values), Leads(files, fragments, tuple(Fault(*fault) for fault in faults))
