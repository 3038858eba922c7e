"""Preview cards as files of the site: drawn once in several processes, then kept for every build that needs them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path

from generator.processes import in_chunks, processors, shared_out
from generator.publish import add_files
from generator.render.cards import Face, card, key

FEW = 16
"""So many cards are drawn before another process has started."""
_CHUNK = 8
_END_OF_PNG = b"IEND\xaeB`\x82"


def cards(faces: Mapping[str, Face], kept: Path, processes: int | None = None) -> dict[str, Path]:
    """The files that hold the cards of these faces, by the paths of the cards in the site.

    The folder `kept` has those of the last build by what they show: only what is new or damaged is drawn. Raises
    `PublishError` where a file cannot be written.
    """
    names = {path: f"{key(face)}.png" for path, face in faces.items()}
    wanted = {names[path]: face for path, face in faces.items()}
    missing = {name: face for name, face in wanted.items() if not _is_whole(kept / name)}
    for name, data in _drawn(missing, processes or processors()):
        add_files(kept, {name: data})
    _forget(kept, wanted)
    return {path: kept / name for path, name in names.items()}


def _drawn(missing: Mapping[str, Face], processes: int) -> Iterator[tuple[str, bytes]]:
    """Name and picture of each face."""
    chunks = in_chunks(list(missing.items()), _CHUNK)
    return chain.from_iterable(shared_out(chunks, _pictures, _pictures, processes if len(missing) > FEW else 1))


def _pictures(faces: Iterable[tuple[str, Face]]) -> list[tuple[str, bytes]]:
    return [(name, _picture(face)) for name, face in faces]


def _picture(face: Face) -> bytes:
    return card(face).png


def _is_whole(path: Path) -> bool:
    try:
        return path.read_bytes().endswith(_END_OF_PNG)
    except OSError:
        return False


def _forget(kept: Path, wanted: Mapping[str, Face]) -> None:
    """Deletes the pictures that this build did not need."""
    for path in kept.glob("*.png"):
        if path.name not in wanted:
            path.unlink(missing_ok=True)
