"""Where a text breaks into lines, for whatever measures its words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

Measure = Callable[[str], float]


def wrapped(words: Sequence[str], measure: Measure, limit: float) -> tuple[str, ...]:
    """The words in as few lines as `limit` allows, evenly filled; no line only if there is no word.

    A word too long for a line is broken, after a hyphen or slash where it has one.
    """
    parts = [part for word in words for part in _cut(word, measure, limit)]
    return _balanced(parts, measure, limit) if parts else ()


def _balanced(parts: list[str], measure: Measure, limit: float) -> tuple[str, ...]:
    """The lines at the narrowest whole measure that needs no more lines than `limit` does."""
    best = _filled(parts, measure, limit)
    low, high = int(max(map(measure, parts))), int(limit)
    while low < high:
        middle = (low + high) // 2
        lines = _filled(parts, measure, middle)
        if len(lines) <= len(best):
            best, high = lines, middle
        else:
            low = middle + 1
    return best


def _filled(parts: list[str], measure: Measure, limit: float) -> tuple[str, ...]:
    """The parts set one after another, a new line whenever the next one does not fit."""
    lines, used, space = [parts[0]], measure(parts[0]), measure(" ")
    for part in parts[1:]:
        needed = measure(part)
        if used + space + needed <= limit:
            lines[-1] += f" {part}"
            used += space + needed
        else:
            lines.append(part)
            used = needed
    return tuple(lines)


def _cut(word: str, measure: Measure, limit: float) -> Iterator[str]:
    """The word in pieces that fit, nearly always one."""
    while measure(word) > limit:
        end = _fitting(word, measure, limit)
        seam = max(word.rfind("-", 0, end), word.rfind("/", 0, end)) + 1
        yield word[: seam or end]
        word = word[seam or end :]
    yield word


def _fitting(word: str, measure: Measure, limit: float) -> int:
    """How many characters from the start fit; at least one, and never a letter without its accents."""
    used = 0.0
    for position, char in enumerate(word):
        used += measure(char)
        if position and used > limit:
            return position
    return len(word)
