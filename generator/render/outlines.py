"""The outlines of a diagram's steps: which shape is which, what words and outline measure, how they are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from html import escape
from itertools import chain, repeat
from math import hypot

_SLANT, _BAR, _RIM = 10, 5, 3.5
_ROUND = 22.0

Point = tuple[float, float]


class Shape(StrEnum):
    """What a step is; each is drawn with an outline of its own, so that colour only repeats it."""

    QUESTION = "question"
    ACTION = "action"
    FLOW = "flow"
    OUTCOME = "outcome"


@dataclass(frozen=True)
class Box:
    """Words set in lines and the size of what is drawn around them."""

    lines: tuple[str, ...]
    width: int
    height: int


def _covers(shape: Shape, box: Box, across: float, down: float) -> bool:
    """Whether the outline holds the point that far from its centre."""
    side, half = box.width / 2, box.height / 2
    match shape:
        case Shape.QUESTION:
            return abs(across) <= side - _SLANT * abs(down) / half
        case Shape.OUTCOME:
            radius = min(half, _ROUND)
            return hypot(max(abs(across) - side + radius, 0), max(abs(down) - half + radius, 0)) <= radius
        case _:
            return True


def nearer(end: Point, shape: Shape, box: Box, centre: Point) -> Point:
    """Where a line reaches the outline itself: Graphviz took every step for a rectangle."""
    across, down = end[0] - centre[0], end[1] - centre[1]
    inside, outside = 0.0, 1.0
    if _covers(shape, box, across * 0.999, down * 0.999):
        return end
    for _ in range(10):
        middle = (inside + outside) / 2
        if _covers(shape, box, across * middle, down * middle):
            inside = middle
        else:
            outside = middle
    return centre[0] + across * inside, centre[1] + down * inside


def outline(shape: Shape, box: Box, centre: Point) -> str:
    """The SVG element that draws a shape around its centre."""
    x, y = centre[0] - box.width / 2, centre[1] - box.height / 2
    match shape:
        case Shape.QUESTION:
            return _hexagon(x, y, box)
        case Shape.ACTION:
            return _rectangle("shape", x, y, box)
        case Shape.FLOW:
            bars = (f"M{px(at)},{px(y)}v{box.height}" for at in (x + _BAR, x + box.width - _BAR))
            return f'{_rectangle("shape", x, y, box)}<path class="bars" d="{"".join(bars)}"/>'
        case Shape.OUTCOME:
            radius = min(box.height / 2, _ROUND)
            outer = _rectangle("shape", x, y, box, radius=radius)
            return outer + _rectangle("rim", x, y, box, radius=radius - _RIM, inset=_RIM)


def _hexagon(x: float, y: float, box: Box) -> str:
    left, right, bottom = x + _SLANT, x + box.width - _SLANT, y + box.height
    middle = y + box.height / 2
    corners = [(x, middle), (left, y), (right, y), (x + box.width, middle), (right, bottom), (left, bottom)]
    return f'<polygon class="shape" points="{points(corners)}"/>'


def _rectangle(kind: str, x: float, y: float, box: Box, radius: float = 0, inset: float = 0) -> str:
    corner = f' rx="{px(radius)}"' if radius else ""
    return (
        f'<rect class="{kind}" x="{px(x + inset)}" y="{px(y + inset)}" '
        f'width="{px(box.width - 2 * inset)}" height="{px(box.height - 2 * inset)}"{corner}/>'
    )


def text_lines(box: Box, centre: Point, leading: int) -> str:
    """The lines around the centre, each baseline about a third of the font size below its line's middle."""
    x, y = centre
    first = y - leading * (len(box.lines) - 1) / 2 + leading * 0.27
    downs = chain([f'y="{round(first)}"'], repeat(f'dy="{leading}"'))
    return "".join(
        f'<tspan x="{px(x)}" {down}>{escape(line)}</tspan>' for down, line in zip(downs, box.lines, strict=False)
    )


def points(corners: list[Point]) -> str:
    """Corners as SVG's `points` attribute writes them."""
    return " ".join(f"{px(x)},{px(y)}" for x, y in corners)


def px(length: float) -> str:
    """A length to a tenth of a px, as short as it can be written."""
    tenths = round(length * 10)
    return str(tenths // 10) if tenths % 10 == 0 else f"{tenths / 10:.1f}"
