"""`offline.json`: which files of the site a reader can keep, and which every reader keeps.

The digests let the browser see which files have changed and whether what it kept is whole; the sizes tell a reader
what keeping everything costs.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from generator.knowledge import KnowledgeBase
from generator.model.kinds import API, OFFLINE, SEARCH, is_shown
from generator.render.offline import KEPT
from generator.render.routes import OWN_PAGE, address, index_route
from generator.render.runtime import RUNNER_FILE

LIST = "offline.json"
FORMAT = 1
HEAVIEST_INDEX = 32 * 1024
"""Bytes over the wire; a heavier list is kept only by those who read it."""
_DIGEST_BYTES = 6
"""Enough to tell a file from any other and from a damaged one; nothing here guards against an attacker."""
_NEVER = re.compile(
    rf"404\.html|robots\.txt|sw\.js|{re.escape(LIST)}|\.site|(cards|{API})/.*|.*\.(xml|gz|zip|map|txt)"
    r"|[^/]+/[^/]+/(steps|embed)/.*"
)
"""What nobody reads without a network: what programs and chats ask for, pages for readers without scripts, frames."""
_ALWAYS = re.compile(rf"assets/[^/]*\.css|components[^/]*/.*\.(mjs|css)|assets/icons/.*|{SEARCH}/.*|site\.webmanifest")


class FinishedFile(Protocol):
    """What must be known of a file: the SHA-256 of its bytes (hex, at least 12 digits), and its compressed size."""

    @property
    def digest(self) -> str:
        """The digest."""

    @property
    def wire(self) -> int:
        """Bytes over the wire."""


@dataclass(frozen=True)
class Shape:
    """Where in a site the pages stand that every reader keeps; folders without a slash."""

    whole: frozenset[str] = frozenset()
    """Folders of which the page of every record is kept, with what its runner fetches: `flows`."""
    indexes: frozenset[str] = frozenset()
    """Folders of which the first page is kept."""


def shape_of(knowledge: KnowledgeBase) -> Shape:
    """The shape of a site with this content."""
    names = knowledge.names
    shown = [kind for kind in names if is_shown(kind) and knowledge.entries[kind]]
    return Shape(
        whole=frozenset(names[kind].folder for kind in KEPT if kind in OWN_PAGE),
        indexes=frozenset(
            {OFFLINE, *(address(index_route(kind, names)).rstrip("/") for kind in shown)},
        ),
    )


def listing(files: Mapping[str, FinishedFile], shape: Shape, worker: str) -> tuple[str, bytes]:
    """The version of a site, and its `offline.json`; `worker` is the worker's source, which belongs to a version."""
    listed = dict(_listed(files, shape))
    text = json.dumps(listed, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    version = hashlib.sha256(f"{worker}\n{text}".encode()).hexdigest()[:12]
    return version, f'{{"format":{FORMAT},"version":"{version}","files":{text}}}\n'.encode()


def _listed(files: Mapping[str, FinishedFile], shape: Shape) -> Iterator[tuple[str, list[str | int]]]:
    for path in keepable(files):
        entry: list[str | int] = [short_digest(files[path].digest), files[path].wire]
        yield path.removesuffix("index.html"), [*entry, 1] if _is_always(path, files[path].wire, shape) else entry


def keepable(paths: Iterable[str]) -> list[str]:
    """The files that a reader can keep, sorted."""
    return sorted(path for path in paths if not _NEVER.fullmatch(path))


def short_digest(sha256: str) -> str:
    """The first bytes of a digest in the alphabet of addresses, as the worker computes it."""
    return base64.urlsafe_b64encode(bytes.fromhex(sha256[: 2 * _DIGEST_BYTES])).decode()


def _is_always(path: str, wire: int, shape: Shape) -> bool:
    """Whether every reader keeps this file after one visit."""
    if _ALWAYS.fullmatch(path) or path == "index.html":
        return True
    folder, *rest = path.split("/")
    if rest == ["index.html"]:
        return folder in shape.indexes and (wire <= HEAVIEST_INDEX or folder == OFFLINE)
    if folder not in shape.whole or not rest:
        return False
    return rest[1:] in ([], ["index.html"]) or (len(rest) == 2 and RUNNER_FILE.fullmatch(rest[1]) is not None)
