"""Lines and curves as SVG paths, as short as they can be written: a long decision has a hundred of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import hypot

from generator.render.outlines import Point, points

_STRAIGHT = 0.05
"""Px that a curve may leave the straight line between its ends: less than can be written."""

Stroke = Sequence[Point]
"""A line (two points), or a chain of Bézier curves (the first point, then three for each)."""


def path(strokes: Iterable[Stroke]) -> str:
    """The strokes as the `d` of a path; where one begins at the end of the last, the line goes on."""
    parts: list[str] = []
    at = ""
    for first, *rest in strokes:
        if points([first]) != at:
            parts.append(f"M{points([first])}")
        parts += _pieces(first, rest)
        at = points(rest[-1:])
    return "".join(parts)


def triangle(corners: Sequence[Point]) -> str:
    """Three corners as the `d` of a closed path: triangles that are equal to half a px differ in their first alone."""
    sides = [(_half(x2 - x), _half(y2 - y)) for (x, y), (x2, y2) in pairwise(corners)]
    return f"M{points([corners[0]])}l{points(sides)}z"


def _half(length: float) -> float:
    return round(2 * length) / 2


def _pieces(at: Point, rest: Stroke) -> Iterator[str]:
    step = 1 if len(rest) == 1 else 3
    for start in range(0, len(rest), step):
        piece = rest[start : start + step]
        if not _is_straight(at, piece):
            yield f"C{points(list(piece))}"
        elif points([at]) != points([piece[-1]]):
            yield f"L{points([piece[-1]])}"
        at = piece[-1]


def _is_straight(at: Point, piece: Stroke) -> bool:
    """Whether every point of the piece lies on the way from one end to the other."""
    across, down = piece[-1][0] - at[0], piece[-1][1] - at[1]
    length = hypot(across, down)
    for x, y in piece[:-1]:
        along, aside = (x - at[0]) * across + (y - at[1]) * down, (x - at[0]) * down - (y - at[1]) * across
        if not 0 <= along <= length**2 or abs(aside) > _STRAIGHT * length:
            return False
    return True
