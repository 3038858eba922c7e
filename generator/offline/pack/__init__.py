"""The whole site as one file: unpacked and opened by a double click it works without a network and without a server.

A browser gives a page from a disk no modules, no `fetch` and no folder addresses. So modules become plain scripts, data
become scripts that are asked for when they are needed, and addresses name their file.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator

from generator.finish.addresses import Site
from generator.offline.listing import keepable
from generator.offline.pack.pages import on_disk, scripts_of
from generator.offline.pack.scripts import RUNTIME, classic, data_script, loaded_later, named, runtime

_DAY = (1980, 1, 1, 0, 0, 0)
"""The only day that says nothing: the same site gives the same bytes."""
_SHORT = re.compile(r"q/.*\.html")
"""Short addresses are there to be typed or passed on."""
_STEPS = "/steps/"
"""The pages of a flow for readers without scripts."""


def packed(folder: str, paths: Iterable[str], read: Callable[[str], bytes], site_url: str) -> bytes:
    """The zip of a finished site, with everything in one folder of this name; raises ValueError for what cannot be."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for path, data in _files(set(paths), read, site_url):
            entry = zipfile.ZipInfo(f"{folder}/{path}", _DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return out.getvalue()


def _files(paths: set[str], read: Callable[[str], bytes], site_url: str) -> Iterator[tuple[str, bytes]]:
    site = Site.at(site_url)
    inside = {path for path in keepable(paths) if not _SHORT.fullmatch(path)} | {
        path for path in paths if _STEPS in path and path.endswith(".html")
    }
    asked: set[str] = set()
    for path in sorted(inside):
        if path.endswith(".html"):
            text = on_disk(read(path).decode("utf-8", "replace"), path, inside, site, site_url)
            asked |= scripts_of(text, path)
            yield path, text.encode()
        elif path.endswith(".json"):
            yield f"{path}.js", data_script(path, read(path))
        elif not path.endswith(".mjs"):
            yield path, read(path)
    yield from _scripts(asked, inside, read)


def _scripts(asked: set[str], inside: set[str], read: Callable[[str], bytes]) -> Iterator[tuple[str, bytes]]:
    """The scripts that pages ask for, and those that these ask for when they are needed; no other module."""
    yield RUNTIME, runtime()
    modules = {named(path): path for path in inside if path.endswith(".mjs")}
    waiting, made = sorted(asked & modules.keys()), set[str]()
    while waiting:
        name = waiting.pop()
        if name not in made:
            made.add(name)
            module = read(modules[name]).decode()
            waiting += [named(path) for path in loaded_later(module, modules[name])]
            yield name, classic(module, modules[name]).encode()
