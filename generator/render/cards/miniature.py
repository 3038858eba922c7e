"""A flow's diagram without its words, small: boxes and lines, read from the drawing that its page shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from xml.etree import ElementTree

from generator.render.outlines import Point, Shape

_SVG = "{http://www.w3.org/2000/svg}"
_STEP = re.compile(r"([MLC])([^MLC]*)")
_PIECES = 8
_GAP = 52.0


@dataclass(frozen=True)
class Node:
    """The box of a step: left, top, right, bottom."""

    id: str
    shape: Shape
    box: tuple[float, float, float, float]
    is_chosen: bool = False


@dataclass(frozen=True)
class Miniature:
    """Boxes and the lines between them, in px of the page's drawing."""

    size: Point
    nodes: tuple[Node, ...]
    lines: tuple[tuple[Point, ...], ...]


def miniature(drawings: Sequence[str], ratio: float) -> Miniature:
    """The SVG drawings of a flow's parts, beside and below each other so that they fill a frame of this shape best.

    `ratio` is the frame's width by its height.
    """
    parts = [_read(svg) for svg in drawings]
    choices = [_in_columns(parts, count) for count in range(1, len(parts) + 1)]
    return max(choices, key=lambda whole: min(ratio / whole.size[0], 1 / whole.size[1]))


def pointing_at(whole: Miniature, chosen: Set[str]) -> Miniature:
    """The miniature with these steps pointed out."""
    return replace(whole, nodes=tuple(replace(node, is_chosen=node.id in chosen) for node in whole.nodes))


def _in_columns(parts: Sequence[Miniature], count: int) -> Miniature:
    """The parts in reading order, down one column after another, the columns about equally high."""
    goal = sum(part.size[1] for part in parts) / count
    columns: list[list[Miniature]] = [[]]
    done = 0.0
    for part in parts:
        if columns[-1] and len(columns) < count and done + part.size[1] / 2 > goal * len(columns):
            columns.append([])
        columns[-1].append(part)
        done += part.size[1]
    return _joined([_joined(column, down=True) for column in columns], down=False)


def _joined(parts: Sequence[Miniature], *, down: bool) -> Miniature:
    """The parts in a row or in a column, each in the middle of it."""
    across = max(part.size[0] if down else part.size[1] for part in parts)
    at, moved = 0.0, []
    for part in parts:
        wide, high = part.size
        moved.append(_moved(part, (across - wide) / 2, at) if down else _moved(part, at, 0))
        at += (high if down else wide) + _GAP
    along = at - _GAP
    return Miniature(
        (across, along) if down else (along, across),
        tuple(node for part in moved for node in part.nodes),
        tuple(line for part in moved for line in part.lines),
    )


def _moved(part: Miniature, x: float, y: float) -> Miniature:
    def box(node: Node) -> tuple[float, float, float, float]:
        left, top, right, bottom = node.box
        return left + x, top + y, right + x, bottom + y

    nodes = tuple(replace(node, box=box(node)) for node in part.nodes)
    return Miniature(part.size, nodes, tuple(tuple((a + x, b + y) for a, b in line) for line in part.lines))


def _read(svg: str) -> Miniature:
    root = ElementTree.fromstring(svg)
    nodes = tuple(map(_node, root.iter(f"{_SVG}a")))
    lines = (_line(path.get("d", "")) for path in root.iter(f"{_SVG}path") if path.get("class") == "edge")
    return Miniature((float(root.get("width", 0)), float(root.get("height", 0))), nodes, tuple(lines))


def _node(link: ElementTree.Element) -> Node:
    shape = Shape(link.get("class", "").split()[-1])
    outline = next(part for part in link if part.get("class") == "shape")
    corners = [pair.split(",") for pair in outline.get("points", "").split()]
    if corners:
        xs, ys = ([float(corner[axis]) for corner in corners] for axis in (0, 1))
        box = (min(xs), min(ys), max(xs), max(ys))
    else:
        x, y, wide, high = (float(outline.get(name, 0)) for name in ("x", "y", "width", "height"))
        box = (x, y, x + wide, y + high)
    return Node(link.get("href", "").removeprefix("#").removeprefix("step-"), shape, box)


def _line(path: str) -> tuple[Point, ...]:
    """The path as straight pieces, also across the gap where an answer stood."""
    line: list[Point] = []
    for letter, numbers in _STEP.findall(path):
        found = [(float(x), float(y)) for x, y in (pair.split(",") for pair in numbers.split())]
        if letter == "C":
            for at in range(0, len(found), 3):
                line += _curve(line[-1], *found[at : at + 3])
        else:
            line += found
    return tuple(line)


def _curve(a: Point, b: Point, c: Point, d: Point) -> Iterator[Point]:
    """Points on a Bézier curve after its first."""
    for piece in range(1, _PIECES + 1):
        t = piece / _PIECES
        parts = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
        yield tuple(sum(k * p[axis] for k, p in zip(parts, (a, b, c, d), strict=True)) for axis in (0, 1))  # type: ignore[misc]
