"""What lets readers use a finished site without a network: the list of its files, the worker that keeps them, and the
whole site as one file to unpack. Pure: facts about files in, bytes out."""

from __future__ import annotations

import hashlib
import re
import unicodedata
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from generator.knowledge import KnowledgeBase
from generator.model.kinds import OFFLINE
from generator.offline.listing import LIST, FinishedFile, Shape, listing, shape_of
from generator.offline.pack import packed
from generator.offline.worker import WORKER, leaving_worker, worker, worker_source
from generator.render.text import plain

__all__ = ["LIST", "WORKER", "Shape", "last_files", "offline_files", "pack_name", "shape_of"]

PAGE = f"{OFFLINE}/index.html"
_PLACE = re.compile(rb'<div data-pack(?:="")?>\s*</div>')


@dataclass(frozen=True)
class _Made:
    """What the list must know of a file that was made last."""

    digest: str
    wire: int


def offline_files(files: Mapping[str, FinishedFile], shape: Shape | None) -> dict[str, bytes]:
    """Path in the site → bytes of the worker and its list; without a shape, of the worker that ends keeping."""
    if shape is None:
        return {WORKER: leaving_worker()}
    version, data = listing(files, shape, worker_source())
    return {LIST: data, WORKER: worker(version)}


def last_files(
    knowledge: KnowledgeBase, site_url: str, pack: bool = False
) -> Callable[[Mapping[str, FinishedFile], Callable[[str], bytes]], dict[str, bytes]]:
    """What the finish stage is to call with all files and a way to read them: it gives the files that come last.

    With `pack` the whole site as one file is among them, and the page about reading offline leads to it.
    """
    shape = shape_of(knowledge) if knowledge.site.offline else None

    def made(files: Mapping[str, FinishedFile], read: Callable[[str], bytes]) -> dict[str, bytes]:
        found = _with_pack(pack_name(knowledge), files, read, site_url) if pack else {}
        return found | offline_files({**files, **{path: _facts(data) for path, data in found.items()}}, shape)

    return made


def pack_name(knowledge: KnowledgeBase) -> str:
    """What the whole site as one file is called, without an ending, and the folder in it: the site's title as an id."""
    title = unicodedata.normalize("NFKD", plain(knowledge.site.title, knowledge)).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", title.lower())) or "site"


def _with_pack(
    name: str, files: Mapping[str, FinishedFile], read: Callable[[str], bytes], site_url: str
) -> dict[str, bytes]:
    """The zip, and the page that leads to it and says how big it is."""
    data = packed(name, files, read, site_url)
    size = f"{len(data) / 1e6:.1f} MB"
    words = (
        f'<h2 id="one-file">One file for any device</h2>\n<p><a href="../{name}.zip" download>All pages as one file '
        f"({size})</a>. Unpack it and open <code>index.html</code>: everything works from there, the search, the "
        "decisions and the tools too, without a network. Pass it on as you like; it does not renew itself.</p>"
    )
    page = _PLACE.sub(lambda _: words.encode(), read(PAGE)) if PAGE in files else b""
    return {f"{name}.zip": data, **({PAGE: page} if page else {})}


def _facts(data: bytes) -> _Made:
    return _Made(hashlib.sha256(data).hexdigest(), len(zlib.compress(data, 6)) if len(data) < 1 << 20 else len(data))
