"""Diagrams: steps and the ways between them in, one inline SVG out.

Graphviz only decides where things go. The sizes it works with are ours (`measure.py`), and its source holds
the words as comments, so no font of the building machine is asked. The SVG is ours too: one line, no colours,
no styles. The theme's `diagram.css` gives it the page's light and dark colours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from math import hypot

import graphviz  # type: ignore[import-untyped]

from generator.render.layout import Plan, lay_out
from generator.render.measure import drawable, width, wrap
from generator.render.outlines import Box, Point, Shape, nearer, outline, px, text_lines
from generator.render.strokes import path, triangle

TEXT, WORDS = 14, 12.5
"""Font sizes in px: in a step, and on an arrow."""

LANE, MARGIN, GAP, DROP = 148, 4, 14, 22
"""In px. Two lanes, a gap and both margins are 318: a phone of 360 px shows two branches side by side."""

ROOMY = 15 * TEXT
"""The measure of a diagram in which nothing branches."""

_LINE, _WORDS_LINE = 18, 16
_ARROW = 7.0

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
    stage: str = ""
    """The part of a longer flow that it shows."""

    def __post_init__(self) -> None:
        known = {node.id for node in self.nodes}
        if len(known) < len(self.nodes):
            raise ValueError(f"diagram {self.id}: two nodes have the same id")
        lost = [end for edge in self.edges for end in (edge.tail, edge.head) if end not in known]
        if lost:
            raise ValueError(f"diagram {self.id}: an edge names the unknown node {lost[0]!r}")


def dot(diagram: Diagram) -> str:
    """The diagram in Graphviz's language: sizes fixed, words as comments, answers as nodes on their way."""
    ends = {node.id for node in diagram.nodes if node.shape is Shape.OUTCOME}
    onward = [edge.tail for edge in diagram.edges if edge.head not in ends]
    ladder = {"ordering": "out"} if len(set(onward)) == len(onward) else {}
    graph = graphviz.Digraph(
        _name(diagram.id),
        graph_attr={"rankdir": "TB", "nodesep": _inch(GAP), "ranksep": _inch(DROP), **ladder},
        node_attr={"shape": "box", "fixedsize": "true", "label": ""},
        edge_attr={"arrowsize": "0.7"},
    )
    for node, box in zip(diagram.nodes, _boxes(diagram), strict=True):
        _add_box(graph, _name(node.id), box, {"class": node.shape.value})
    ways = enumerate(zip(diagram.edges, _answers(diagram), strict=True))
    # The way on stays straight and comes first, ends stand beside it: a long ladder keeps to a phone's screen.
    for number, (edge, answer) in sorted(ways, key=lambda way: way[1][0].head in ends):
        tail, head = _name(edge.tail), _name(edge.head)
        weight = "1" if edge.head in ends else "8"
        if answer is None:
            graph.edge(tail, head, id=_way(number), weight=weight)
        else:
            _add_box(graph, _stop(number), answer, {"class": "answer"})
            graph.edge(tail, _stop(number), id=_way(number, "from"), arrowhead="none", weight=weight)
            graph.edge(_stop(number), head, id=_way(number, "to"), weight=weight)
    return str(graph.source)


def draw(diagram: Diagram) -> str:
    """The diagram as one `<svg>` on one line; put it into an element with the class `diagram-scroll`."""
    plan = lay_out(dot(diagram), MARGIN)
    wide, high = (px(side + 2 * MARGIN) for side in plan.size)
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
            f'<g class="edges" font-size="{px(WORDS)}" aria-hidden="true">',
            *_draw_edges(diagram, plan),
            "</g>",
            *_draw_nodes(diagram, plan),
            "</svg>",
        ]
    )


def _name(text: str) -> str:
    """An id that Graphviz and XML take as it is: all but plain letters, digits, hyphens by their numbers."""
    return re.sub(r"[^A-Za-z0-9-]", lambda odd: f"_{ord(odd[0]):x}_", text)


def _stop(number: int) -> str:
    return f"answer/{number}"


def _way(number: int, part: str = "whole") -> str:
    return f"{part}/{number}"


def _boxes(diagram: Diagram) -> Iterator[Box]:
    """The box of every step; narrow if anything branches, so that the branches fit beside each other."""
    ways = {(edge.tail, edge.head) for edge in diagram.edges}
    branching = len({tail for tail, _ in ways}) < len(ways)
    for node in diagram.nodes:
        side, above = _PADDING[node.shape]
        lines = wrap(node.label, TEXT, LANE - 2 * side if branching else ROOMY)
        wide = max(width(line, TEXT) for line in lines) + 2 * side
        yield Box(lines, _even(max(wide, LANE / 2)), _LINE * len(lines) + 2 * above)


def _answers(diagram: Diagram) -> Iterator[Box | None]:
    """The box of the words on every edge, nothing for an edge without words."""
    for edge in diagram.edges:
        lines = wrap(edge.label, WORDS, 11 * WORDS)
        wide = max(width(line, WORDS) for line in lines)
        yield Box(lines, _even(wide) + 4, _WORDS_LINE * len(lines) + 4) if any(lines) else None


def _even(length: float) -> int:
    """The next even number of px: halves of it are whole, and lines stay sharp."""
    return 2 * -int(-length // 2)


def _inch(px: float) -> str:
    return f"{px / 72:.4f}"


def _add_box(graph: graphviz.Digraph, name: str, box: Box, more: dict[str, str]) -> None:
    comment = graphviz.escape(" / ".join(box.lines))
    graph.node(name, comment=comment, width=_inch(box.width), height=_inch(box.height), **more)


def _draw_edges(diagram: Diagram, plan: Plan) -> Iterator[str]:
    ends = {
        node.id: (node.shape, box, plan.centres[_name(node.id)])
        for node, box in zip(diagram.nodes, _boxes(diagram), strict=True)
    }
    for number, (edge, box) in enumerate(zip(diagram.edges, _answers(diagram), strict=True)):
        ways = [_way(number)] if box is None else [_way(number, "from"), _way(number, "to")]
        curves = [plan.curves[way] for way in ways]
        start, tip = curves[0].points[0], curves[-1].tip or curves[-1].points[-1]
        first, last = nearer(start, *ends[edge.tail]), nearer(tip, *ends[edge.head])
        base = _moved(curves[-1].points[-1], tip, last)
        line = path([(first, start), *(curve.points for curve in curves), (curves[-1].points[-1], base)])
        yield f'<path class="edge" d="{line}"/>{_arrow(base, last)}'
        if box is not None:
            yield f'<text class="answer">{text_lines(box, plan.centres[_stop(number)], _WORDS_LINE)}</text>'


def _moved(point: Point, before: Point, after: Point) -> Point:
    return point[0] + after[0] - before[0], point[1] + after[1] - before[1]


def _arrow(base: Point, tip: Point) -> str:
    """A small triangle from where the line ends to its tip."""
    (x, y), (tip_x, tip_y) = base, tip
    length = hypot(tip_x - x, tip_y - y) or 1.0
    across_x, across_y = (tip_y - y) / length * _ARROW / 2, (tip_x - x) / length * _ARROW / 2
    wings = [(x + across_x, y - across_y), (x - across_x, y + across_y)]
    return f'<path class="arrow" d="{triangle([tip, *wings])}"/>'


def _draw_nodes(diagram: Diagram, plan: Plan) -> Iterator[str]:
    for node, box in zip(diagram.nodes, _boxes(diagram), strict=True):
        centre = plan.centres[_name(node.id)]
        spoken = f"{_SPOKEN[node.shape]}: {drawable(node.label)}"
        yield (
            f'<a class="node {node.shape}" href="{_text(node.href)}" '
            f'aria-label="{_text(spoken)}">{outline(node.shape, box, centre)}'
            f"<text>{text_lines(box, centre, _LINE)}</text></a>"
        )


def _text(text: str) -> str:
    return escape(drawable(text))
