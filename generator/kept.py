"""Things that take long to make and come out the same from the same words, kept from one build to the next."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path


def kept(path: Path, maker: str, wanted: Iterable[str], make: Callable[[str], str]) -> dict[str, str]:
    """What `make` says to each of the wanted words; the file at `path` remembers it.

    `maker` names what makes them: a file that another maker left is not believed. The file may be lost or damaged.
    """
    before = _read(path, maker)
    found = {words: before[words] if words in before else make(words) for words in dict.fromkeys(wanted)}
    if found != before:
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_suffix(".new")
        new.write_text(json.dumps({"maker": maker, "made": found}), "utf-8")
        new.replace(path)
    return found


def _read(path: Path, maker: str) -> dict[str, str]:
    try:
        found = json.loads(path.read_text("utf-8"))
        made = found["made"] if found["maker"] == maker else {}
        return {str(words): str(answer) for words, answer in made.items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}
