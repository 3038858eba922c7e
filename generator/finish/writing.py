"""The files of the finished site, written where they differ from what is there."""

from __future__ import annotations

import hashlib
import marshal
import zlib
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from generator.finish.budgets import Finished, Scales
from generator.finish.cache import Cache, key
from generator.finish.shared import Shared
from generator.finish.source import Pages, Source
from generator.publish import Current

Last = Callable[[Mapping[str, Finished], Callable[[str], bytes]], Mapping[str, bytes]]
_PACKED = (".html", ".css", ".mjs", ".js", ".json", ".svg", ".ics", ".txt", ".xml", ".csv", ".webmanifest")
_GZIP = 12
"""What gzip's own head and foot are longer than those of zlib."""


class _Packing(NamedTuple):
    """A file that was written and is being packed: its bytes on the way are not known yet, or are."""

    path: str
    finished: Finished
    name: bytes
    wire: int | Future[int]


class Writing:
    """A folder on its way to be the finished site."""

    def __init__(self, folder: Path, source: Source, pages: Pages, common: Shared, cache: Cache) -> None:
        self._source = source
        self._pages = pages
        self._common = common
        self._cache = cache
        kept = [path for path in source.paths if path not in common.dropped]
        self._others = [path for path in kept if path not in pages and common.names.path(path) not in common.files]
        self._current = Current(folder, {*map(common.names.path, kept), *common.files})
        self.files: dict[str, Finished] = {}
        self._packing: list[_Packing] = []

    def write(self, last: Last, scales: Scales) -> None:
        """Writes every file, weighs every page, and puts what `last` gives beside them or in their place."""
        names = {path: key(b"finished", self._pages.key(path), self._common.digest) for path in self._pages}
        with self._weighed():
            for path, data in self._common.files.items():
                self._put(path, data)
            for path in self._others:
                self._put(path, self._source.read(path))
            parts = {path: self._page(path, name) for path, name in names.items()}
            made = {it.path for it in self._packing}
        for path, (sheets, others) in parts.items():
            if path in made:
                self._cache.put(names[path], marshal.dumps((tuple(self.files[path]), sheets, others)))
            scales.add(path, sheets, others, self.files)
        with self._weighed():
            for path, data in last(MappingProxyType(self.files), self._current.read).items():
                self._put(path, data, self.files[path].kind if path in self.files else "")

    def _page(self, path: str, name: bytes) -> tuple[list[str], list[str]]:
        """Writes a page, and gives its style sheets and what else is fetched with it."""
        kept = self._cache.get(name)
        if kept is not None:
            finished, sheets, others = marshal.loads(kept)
            if hashlib.sha256(self._current.read(path)).hexdigest() == finished[0]:
                self.files[path] = Finished(*finished)
                return sheets, others
        page = self._pages[path]
        self._put(path, self._common.page(path, self._source.text(path), page).encode(), page.kind)
        return self._common.parts(path, page)

    @contextmanager
    def _weighed(self) -> Iterator[None]:
        """What is put meanwhile is packed in threads, and afterwards among the files, with what it weighs."""
        with ThreadPoolExecutor() as self._threads:
            yield
        for it in self._packing:
            wire = it.wire
            if isinstance(wire, Future):
                wire = wire.result()
                self._cache.put(it.name, str(wire).encode())
            self.files[it.path] = it.finished._replace(wire=min(wire, it.finished.size))
        self._packing.clear()

    def _put(self, path: str, data: bytes, kind: str = "") -> None:
        self._current.put(path, data)
        digest = hashlib.sha256(data)
        finished = Finished(digest.hexdigest(), len(data), 0, kind)
        self._packing.append(_Packing(path, finished, *self._wire(path, data, digest.digest())))

    def _wire(self, path: str, data: bytes, digest: bytes) -> tuple[bytes, int | Future[int]]:
        """How many bytes of a file are on the way when it is packed, and the name under which that is kept."""
        if not path.endswith(_PACKED):
            return b"", len(data)
        name = key(b"wire", digest)
        kept = self._cache.get(name)
        return name, self._threads.submit(_packed, data) if kept is None else int(kept)


def _packed(data: bytes) -> int:
    return len(zlib.compress(data, 6)) + _GZIP
