"""`kb compress`: beside the texts of a finished site, what a web server sends instead of them.

Not a part of a build: only who publishes to a server that sends such files needs them. What was compressed once is kept
by the digest of its text, so that a site of which a page changed takes a second.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import zlib
from collections.abc import Callable, Mapping, Set
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import brotli  # type: ignore[import-untyped]

from generator.commands import Said, WrongUseError, how_many
from generator.processes import processors
from generator.publish import SITE_MARKER, add_files, paths_below

TEXTS = frozenset((".css", ".html", ".ics", ".js", ".json", ".map", ".mjs", ".svg", ".txt", ".webmanifest", ".xml"))
LEAST = 1024
"""Bytes of a file from which it is worth another file: what is smaller arrives in one packet either way."""


@dataclass(frozen=True)
class Way:
    """One way to compress, and back."""

    squeeze: Callable[[bytes], bytes]
    restore: Callable[[bytes], bytes]


# Measured on 2,687 files of a site: brotli 5, 9 and 11 leave 19.1, 18.8 and 16.7 % of the bytes at 87, 4 and 1.3 MB/s;
# gzip 6 and 9 leave 20.6 and 20.5 %. A page is compressed once and read on metered phones: the smallest.
WAYS: Mapping[str, Way] = {
    ".br": Way(lambda data: bytes(brotli.compress(data, quality=11)), lambda data: bytes(brotli.decompress(data))),
    ".gz": Way(lambda data: gzip.compress(data, 9, mtime=0), gzip.decompress),
}


@dataclass(frozen=True)
class Compressed:
    """A text of the site, squeezed, by ending; `new` are the endings that were not known from before."""

    path: str
    size: int
    digest: str
    squeezed: Mapping[str, bytes]
    new: frozenset[str]

    @property
    def beside(self) -> dict[str, bytes]:
        """The files to stand beside it: those that are smaller than the text."""
        return {f"{self.path}{ending}": small for ending, small in self.squeezed.items() if len(small) < self.size}


def compress(site: Path, kept: Path) -> Said:
    """Puts `.br` and `.gz` files beside every text of the site that gets smaller by it, and deletes those of no text.

    `kept` is a folder for what was compressed before; it may be deleted at any time. Raises WrongUseError if no build
    made the site, and PublishError where a file cannot be written.
    """
    if not (site / SITE_MARKER).is_file():
        raise WrongUseError(f"{site} is not a finished site (it has no {SITE_MARKER}); build it first")
    before, known = set(paths_below(site)), frozenset(paths_below(kept))
    done = []
    with ThreadPoolExecutor(processors()) as threads:  # both libraries let go of Python's lock
        for each in threads.map(lambda path: _compressed(site, kept, known, path), sorted(before)):
            if each is not None:
                add_files(kept, {f"{each.digest}{ending}": each.squeezed[ending] for ending in each.new})
                add_files(site, each.beside)
                done.append(each)
    _delete(site, {path for path in before if _is_ours(path, before)} - {path for each in done for path in each.beside})
    _delete(kept, set(paths_below(kept)) - {f"{each.digest}{ending}" for each in done for ending in WAYS})
    return Said(_in_words(done))


def _is_ours(path: str, others: Set[str]) -> bool:
    """Whether a file is the compressed form of a text that stands beside it."""
    text, ending = os.path.splitext(path)
    return ending in WAYS and text in others


def _compressed(site: Path, kept: Path, known: Set[str], path: str) -> Compressed | None:
    """A text's compressed forms, read (only the `known` names: others are being written) or made; None for no text."""
    file = site / path
    if file.suffix not in TEXTS or file.is_symlink() or file.stat().st_size < LEAST:
        return None
    data = file.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    there = {ending: way for ending, way in WAYS.items() if f"{digest}{ending}" in known}
    read = {ending: small for ending, way in there.items() if (small := _known(kept / f"{digest}{ending}", way, data))}
    made = {ending: way.squeeze(data) for ending, way in WAYS.items() if ending not in read}
    return Compressed(path, len(data), digest, read | made, frozenset(made))


def _known(file: Path, way: Way, data: bytes) -> bytes | None:
    """What was kept for a text; None if nothing was, or if it is damaged."""
    try:
        small = file.read_bytes()
        return small if way.restore(small) == data else None
    except (OSError, EOFError, zlib.error, brotli.error):
        return None


def _delete(folder: Path, paths: Set[str]) -> None:
    for path in paths:
        (folder / path).unlink(missing_ok=True)


def _in_words(done: list[Compressed]) -> str:
    new = sum(bool(each.new) for each in done)
    sizes = {ending: sum(len(each.squeezed[ending]) for each in done) for ending in WAYS}
    size = sum(each.size for each in done)
    shares = ", ".join(f"{ending} {small / 1e6:.1f} MB" for ending, small in sorted(sizes.items()))
    return f"{how_many(len(done), 'text')} of {size / 1e6:.1f} MB, {new:,} of them new: {shares}"
