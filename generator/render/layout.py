"""Where a diagram's parts go: Graphviz's answer, in px from the top left. The only module that knows pygraphviz."""

from __future__ import annotations

import json
from contextlib import redirect_stderr
from dataclasses import dataclass
from io import StringIO

import pygraphviz  # type: ignore[import-untyped]

from generator.render.outlines import Point


@dataclass(frozen=True)
class Curve:
    """A chain of Bézier curves (the first point, then three for each), and the tip of its arrow."""

    points: tuple[Point, ...]
    tip: Point | None


@dataclass(frozen=True)
class Plan:
    """Where Graphviz puts everything: centres by node name, curves by edge id, in px from the top left."""

    size: Point
    centres: dict[str, Point]
    curves: dict[str, Curve]


def lay_out(source: str, margin: float) -> Plan:
    """Graphviz's answer, turned upside down (its y grows upwards) and moved by the margin."""
    graph = pygraphviz.AGraph(string=source)
    # Past 1,000 nodes pygraphviz writes to the terminal that it may take long; it takes seconds.
    with redirect_stderr(StringIO()):
        answer = json.loads(graph.draw(format="json0", prog="dot"))
    graph.close()
    _, _, wide, high = (float(number) for number in answer["bb"].split(","))

    def point(text: str) -> Point:
        x, y = text.split(",")
        return float(x) + margin, high - float(y) + margin

    def curve(text: str) -> Curve:
        parts = text.split(" ")
        tip = point(parts.pop(0)[2:]) if parts[0].startswith("e,") else None
        return Curve(tuple(map(point, parts)), tip)

    return Plan(
        (wide, high),
        {node["name"]: point(node["pos"]) for node in answer.get("objects", ())},
        {edge["id"]: curve(edge["pos"]) for edge in answer.get("edges", ())},
    )
