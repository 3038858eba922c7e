"""What the finish stage starts from: the files that MkDocs wrote, and others beside them or in their place."""

from __future__ import annotations

import marshal
import os
from collections.abc import Callable, Iterator, KeysView, Mapping, Sequence
from dataclasses import fields
from functools import partial
from pathlib import Path
from typing import Any, overload

from generator.finish.addresses import Site
from generator.finish.cache import Cache, key
from generator.finish.links import leads
from generator.finish.pages import Fault, Leads, Link, Page, Use
from generator.finish.reading import read_page


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
        file = self._files[path]
        return file.read_bytes() if isinstance(file, Path) else file

    def text(self, path: str) -> str:
        """The same as text; a browser, too, reads bytes that are no UTF-8 as U+FFFD."""
        return self.read(path).decode("utf-8", "replace")


class Pages(Mapping[str, Page]):
    """The pages of a site by path: each is read once, and found again in the cache as often as it is asked for."""

    def __init__(self, source: Source, cache: Cache, site: Site) -> None:
        self._source = source
        self._cache = cache
        self._site = site
        self._name = f"{site.host}{site.base_path}".encode()
        self._keys: dict[str, bytes] = {}

    def known(self, path: str) -> tuple[Page, Leads]:
        """The page at a path, and where it leads."""
        name = self.key(path)
        kept = self._cache.get(name)
        if kept is not None:
            return from_bytes(kept, partial(self._links, path))
        page = read_page(self._source.text(path))
        where = leads(path, page, self._site)
        self._cache.put(name, as_bytes(page, where))
        self._cache.put(name + b"links", marshal.dumps([(*link[:3], link.use.value) for link in page.links]))
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

    def _links(self, path: str) -> Sequence[Link]:
        kept = self._cache.get(self.key(path) + b"links")
        if kept is None:
            return read_page(self._source.text(path)).links
        return tuple(Link(tag, attribute, address, _USES[use]) for tag, attribute, address, use in marshal.loads(kept))


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


def from_bytes(data: bytes, links: Callable[[], Sequence[Link]]) -> tuple[Page, Leads]:
    """What `as_bytes` wrote; `links` gives the links."""
    values, files, fragments, faults = marshal.loads(data)
    values |= {name: frozenset(values[name]) for name in _SETS}
    values["faults"] = tuple(Fault(*fault) for fault in values["faults"])
    return Page(links=_Later(links), **values), Leads(files, fragments, tuple(Fault(*fault) for fault in faults))
