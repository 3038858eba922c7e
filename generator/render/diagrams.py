"""Diagrams: steps and the ways between them in, one inline SVG out.

Graphviz only decides where things go. The sizes it works with are ours (`measure.py`), and its source holds
the words as comments, so no font of the building machine is asked. The SVG is ours too: one line, no colours,
no styles. The theme's `diagram.css` gives it the page's light and dark colours.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import redirect_stderr
from dataclasses import dataclass
from enum import StrEnum
from html import escape
from io import StringIO
from math import hypot

import graphviz  # type: ignore[import-untyped]
import pygraphviz  # type: ignore[import-untyped]

from generator.render.measure import drawable, width, wrap

TEXT, WORDS = 14, 12.5
"""Font sizes in px: in a step, and on an arrow."""

LANE, MARGIN, GAP, DROP = 148, 4, 14, 22
"""In px. Two lanes, a gap and both margins are 318: a phone of 360 px shows two branches side by side."""

ROOMY = 15 * TEXT
"""The measure of a diagram in which nothing branches."""

_LINE, _WORDS_LINE = 18, 16
_SLANT, _BAR, _RIM = 10, 5, 3.5
_ARROW = 7.0
_ROUND = 22.0


class Shape(StrEnum):
    """What a step is; each is drawn with an outline of its own, so that colour only repeats it."""

    QUESTION = "question"
    ACTION = "action"
    FLOW = "flow"
    OUTCOME = "outcome"


_SPOKEN = {
    Shape.QUESTION: "Question",
    Shape.ACTION: "Step",
    Shape.FLOW: "Other flow",
    Shape.OUTCOME: "Result",
}
_PADDING = {Shape.QUESTION: (14, 13), Shape.ACTION: (11, 13), Shape.FLOW: (13, 13), Shape.OUTCOME: (13, 13)}
"""Px from words to outline: at each side, then above and below. One line makes 44 px, a thumb's target."""


@dataclass(frozen=True)
class Node:
    """One step; `href` is the anchor of its section on the same page."""

    id: str
    shape: Shape
    label: str
    href: str


@dataclass(frozen=True)
class Edge:
    """A way from one step to another, with the answer that leads there."""

    tail: str
    head: str
    label: str = ""


@dataclass(frozen=True)
class Diagram:
    """A whole picture; `id` must be unique on its page. Raises `ValueError` if an edge ends nowhere."""

    id: str
    title: str
    description: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    def __post_init__(self) -> None:
        known = {node.id for node in self.nodes}
        if len(known) < len(self.nodes):
            raise ValueError(f"diagram {self.id}: two nodes have the same id")
        lost = [end for edge in self.edges for end in (edge.tail, edge.head) if end not in known]
        if lost:
            raise ValueError(f"diagram {self.id}: an edge names the unknown node {lost[0]!r}")


@dataclass(frozen=True)
class _Box:
    """Words set in lines and the size of what is drawn around them."""

    lines: tuple[str, ...]
    width: int
    height: int


def dot(diagram: Diagram) -> str:
    """The diagram in Graphviz's language: sizes fixed, words as comments, answers as nodes on their way."""
    graph = graphviz.Digraph(
        _name(diagram.id),
        graph_attr={"rankdir": "TB", "nodesep": _inch(GAP), "ranksep": _inch(DROP)},
        node_attr={"shape": "box", "fixedsize": "true", "label": ""},
        edge_attr={"arrowsize": "0.7"},
    )
    for node, box in zip(diagram.nodes, _boxes(diagram), strict=True):
        _add_box(graph, _name(node.id), box, {"class": node.shape.value})
    for number, (edge, answer) in enumerate(zip(diagram.edges, _answers(diagram), strict=True)):
        tail, head = _name(edge.tail), _name(edge.head)
        if answer is None:
            graph.edge(tail, head, id=_way(number))
        else:
            _add_box(graph, _stop(number), answer, {"class": "answer"})
            graph.edge(tail, _stop(number), id=_way(number, "from"), arrowhead="none")
            graph.edge(_stop(number), head, id=_way(number, "to"))
    return str(graph.source)


def draw(diagram: Diagram) -> str:
    """The diagram as one `<svg>` on one line; put it into an element with the class `diagram-scroll`."""
    plan = _lay_out(dot(diagram))
    wide, high = (_px(side + 2 * MARGIN) for side in plan.size)
    key = _name(diagram.id)
    title, description = _text(diagram.title), _text(diagram.description)
    return "".join(
        [
            '<svg xmlns="http://www.w3.org/2000/svg" class="diagram" role="group" ',
            f'width="{wide}" height="{high}" viewBox="0 0 {wide} {high}" ',
            f'font-size="{TEXT}" text-anchor="middle" ',
            f'aria-labelledby="{key}-title" aria-describedby="{key}-description">',
            f'<title id="{key}-title">{title}</title><desc id="{key}-description">{description}</desc>',
            # The page lists which answer leads where; read aloud, loose words between links would confuse.
            f'<g class="edges" font-size="{_px(WORDS)}" aria-hidden="true">',
            *_draw_edges(diagram, plan),
            "</g>",
            *_draw_nodes(diagram, plan),
            "</svg>",
        ]
    )


Point = tuple[float, float]


@dataclass(frozen=True)
class _Curve:
    """A chain of Bézier curves (the first point, then three for each), and the tip of its arrow."""

    points: tuple[Point, ...]
    tip: Point | None


@dataclass(frozen=True)
class _Plan:
    """Where Graphviz puts everything: centres by node name, curves by edge id, in px from the top left."""

    size: Point
    centres: dict[str, Point]
    curves: dict[str, _Curve]


def _name(text: str) -> str:
    """An id that Graphviz and XML take as it is: all but plain letters, digits, hyphens by their numbers."""
    return re.sub(r"[^A-Za-z0-9-]", lambda odd: f"_{ord(odd[0]):x}_", text)


def _stop(number: int) -> str:
    return f"answer/{number}"


def _way(number: int, part: str = "whole") -> str:
    return f"{part}/{number}"


def _boxes(diagram: Diagram) -> Iterator[_Box]:
    """The box of every step; narrow if anything branches, so that the branches fit beside each other."""
    ways = {(edge.tail, edge.head) for edge in diagram.edges}
    branching = len({tail for tail, _ in ways}) < len(ways)
    for node in diagram.nodes:
        side, above = _PADDING[node.shape]
        lines = wrap(node.label, TEXT, LANE - 2 * side if branching else ROOMY)
        wide = max(width(line, TEXT) for line in lines) + 2 * side
        yield _Box(lines, _even(max(wide, LANE / 2)), _LINE * len(lines) + 2 * above)


def _answers(diagram: Diagram) -> Iterator[_Box | None]:
    """The box of the words on every edge, nothing for an edge without words."""
    for edge in diagram.edges:
        lines = wrap(edge.label, WORDS, 11 * WORDS)
        wide = max(width(line, WORDS) for line in lines)
        yield _Box(lines, _even(wide) + 4, _WORDS_LINE * len(lines) + 4) if any(lines) else None


def _even(length: float) -> int:
    """The next even number of px: halves of it are whole, and lines stay sharp."""
    return 2 * -int(-length // 2)


def _inch(px: float) -> str:
    return f"{px / 72:.4f}"


def _add_box(graph: graphviz.Digraph, name: str, box: _Box, more: dict[str, str]) -> None:
    comment = graphviz.escape(" / ".join(box.lines))
    graph.node(name, comment=comment, width=_inch(box.width), height=_inch(box.height), **more)


def _lay_out(source: str) -> _Plan:
    """Graphviz's answer, turned upside down (its y grows upwards) and moved by the margin."""
    graph = pygraphviz.AGraph(string=source)
    # Past 1,000 nodes pygraphviz writes to the terminal that it may take long; it takes seconds.
    with redirect_stderr(StringIO()):
        answer = json.loads(graph.draw(format="json0", prog="dot"))
    graph.close()
    _, _, wide, high = (float(number) for number in answer["bb"].split(","))

    def point(text: str) -> Point:
        x, y = text.split(",")
        return float(x) + MARGIN, high - float(y) + MARGIN

    def curve(text: str) -> _Curve:
        parts = text.split(" ")
        tip = point(parts.pop(0)[2:]) if parts[0].startswith("e,") else None
        return _Curve(tuple(map(point, parts)), tip)

    return _Plan(
        (wide, high),
        {node["name"]: point(node["pos"]) for node in answer.get("objects", ())},
        {edge["id"]: curve(edge["pos"]) for edge in answer.get("edges", ())},
    )


def _draw_edges(diagram: Diagram, plan: _Plan) -> Iterator[str]:
    ends = {
        node.id: (node.shape, box, plan.centres[_name(node.id)])
        for node, box in zip(diagram.nodes, _boxes(diagram), strict=True)
    }
    for number, (edge, box) in enumerate(zip(diagram.edges, _answers(diagram), strict=True)):
        ways = [_way(number)] if box is None else [_way(number, "from"), _way(number, "to")]
        curves = [plan.curves[way] for way in ways]
        start, tip = curves[0].points[0], curves[-1].tip or curves[-1].points[-1]
        first, last = _nearer(start, *ends[edge.tail]), _nearer(tip, *ends[edge.head])
        base = _moved(curves[-1].points[-1], tip, last)
        line = "".join(map(_bezier, curves))
        yield f'<path class="edge" d="{_joined(first, start)}{line}L{_points([base])}"/>{_arrow(base, last)}'
        if box is not None:
            yield f'<text class="answer">{_lines(box, plan.centres[_stop(number)], _WORDS_LINE)}</text>'


def _nearer(end: Point, shape: Shape, box: _Box, centre: Point) -> Point:
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


def _covers(shape: Shape, box: _Box, across: float, down: float) -> bool:
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


def _moved(point: Point, before: Point, after: Point) -> Point:
    return point[0] + after[0] - before[0], point[1] + after[1] - before[1]


def _joined(first: Point, start: Point) -> str:
    return "" if first == start else f"M{_points([first])}L{_points([start])}"


def _bezier(curve: _Curve) -> str:
    first, *rest = curve.points
    return f"M{_points([first])}C{_points(rest)}"


def _arrow(base: Point, tip: Point) -> str:
    """A small triangle from where the line ends to its tip."""
    (x, y), (tip_x, tip_y) = base, tip
    length = hypot(tip_x - x, tip_y - y) or 1.0
    across_x, across_y = (tip_y - y) / length * _ARROW / 2, (tip_x - x) / length * _ARROW / 2
    wings = [(x + across_x, y - across_y), (x - across_x, y + across_y)]
    return f'<polygon class="arrow" points="{_points([tip, *wings])}"/>'


def _draw_nodes(diagram: Diagram, plan: _Plan) -> Iterator[str]:
    for node, box in zip(diagram.nodes, _boxes(diagram), strict=True):
        centre = plan.centres[_name(node.id)]
        spoken = f"{_SPOKEN[node.shape]}: {drawable(node.label)}"
        yield (
            f'<a class="node {node.shape}" href="{_text(node.href)}" data-node="{_text(node.id)}" '
            f'aria-label="{_text(spoken)}">{_outline(node.shape, box, centre)}'
            f"<text>{_lines(box, centre, _LINE)}</text></a>"
        )


def _outline(shape: Shape, box: _Box, centre: Point) -> str:
    x, y = centre[0] - box.width / 2, centre[1] - box.height / 2
    match shape:
        case Shape.QUESTION:
            return _hexagon(x, y, box)
        case Shape.ACTION:
            return _rectangle("shape", x, y, box)
        case Shape.FLOW:
            bars = (f"M{_px(at)},{_px(y)}v{box.height}" for at in (x + _BAR, x + box.width - _BAR))
            return f'{_rectangle("shape", x, y, box)}<path class="bars" d="{"".join(bars)}"/>'
        case Shape.OUTCOME:
            radius = min(box.height / 2, _ROUND)
            outer = _rectangle("shape", x, y, box, radius=radius)
            return outer + _rectangle("rim", x, y, box, radius=radius - _RIM, inset=_RIM)


def _hexagon(x: float, y: float, box: _Box) -> str:
    left, right, bottom = x + _SLANT, x + box.width - _SLANT, y + box.height
    middle = y + box.height / 2
    corners = [(x, middle), (left, y), (right, y), (x + box.width, middle), (right, bottom), (left, bottom)]
    return f'<polygon class="shape" points="{_points(corners)}"/>'


def _rectangle(kind: str, x: float, y: float, box: _Box, radius: float = 0, inset: float = 0) -> str:
    corner = f' rx="{_px(radius)}"' if radius else ""
    return (
        f'<rect class="{kind}" x="{_px(x + inset)}" y="{_px(y + inset)}" '
        f'width="{_px(box.width - 2 * inset)}" height="{_px(box.height - 2 * inset)}"{corner}/>'
    )


def _lines(box: _Box, centre: Point, leading: int) -> str:
    """The lines around the centre, each baseline about a third of the font size below its line's middle."""
    x, y = centre
    first = y - leading * (len(box.lines) - 1) / 2 + leading * 0.27
    return "".join(
        f'<tspan x="{_px(x)}" y="{_px(first + number * leading)}">{escape(line)}</tspan>'
        for number, line in enumerate(box.lines)
    )


def _points(corners: list[Point]) -> str:
    return " ".join(f"{_px(x)},{_px(y)}" for x, y in corners)


def _px(length: float) -> str:
    """A length to a tenth of a px, as short as it can be written."""
    tenths = round(length * 10)
    return str(tenths // 10) if tenths % 10 == 0 else f"{tenths / 10:.1f}"


def _text(text: str) -> str:
    return escape(drawable(text))
