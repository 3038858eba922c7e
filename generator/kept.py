"""Things that take long to make and come out the same from the same words, kept from one build to the next."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from generator.processes import in_chunks, processors, shared_out

FEW = 400
"""So many are made before another process has started."""
_CHUNK = 50


def kept(path: Path, maker: str, wanted: Iterable[str], make: Callable[[str], str]) -> dict[str, str]:
    """What `make` says to each of the wanted words; the file at `path` remembers it.

    `maker` names what makes them: a file that another maker left is not believed. The file may be lost or damaged.
    Where much is new, other processes help, so `make` must be a function that they can import.
    """
    before = _read(path, maker)
    asked = list(dict.fromkeys(wanted))
    made = _made([words for words in asked if words not in before], make)
    found = {words: before[words] if words in before else made[words] for words in asked}
    if found != before:
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_suffix(".new")
        new.write_text(json.dumps({"maker": maker, "made": found}), "utf-8")
        new.replace(path)
    return found


def _made(asked: list[str], make: Callable[[str], str]) -> dict[str, str]:
    each = partial(_each, make)
    parts = shared_out(in_chunks(asked, _CHUNK), each, each, processors() if len(asked) > FEW else 1)
    return {words: answer for part in parts for words, answer in part.items()}


def _each(make: Callable[[str], str], asked: Iterable[str]) -> dict[str, str]:
    return {words: make(words) for words in asked}


def _read(path: Path, maker: str) -> dict[str, str]:
    try:
        found = json.loads(path.read_text("utf-8"))
        made = found["made"] if found["maker"] == maker else {}
        return {str(words): str(answer) for words, answer in made.items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}
