"""A flow becomes one drawing: it fits a phone, speaks to screen readers and no words can break it."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import markdown  # type: ignore[import-untyped]

from generator.render.diagrams import LANE, MARGIN, TEXT, Diagram, Edge, Node, dot, draw
from generator.render.measure import width
from generator.render.outlines import Shape

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden" / "diagrams"
SVG = "{http://www.w3.org/2000/svg}"

WHEEL = Diagram(
    "wheel",
    "Can we grind today?",
    "One question, two ways on.",
    (
        Node("water", Shape.QUESTION, "Is the water high enough to turn the wheel?", "#water"),
        Node("grind", Shape.OUTCOME, "Grind today", "#grind"),
        Node("wait", Shape.ACTION, "Wait for rain and look at the gauge again", "#wait"),
    ),
    (Edge("water", "grind", "Yes"), Edge("water", "wait", "No, or not sure")),
)
REPAIR = Diagram(
    "repair",
    "The wheel does not turn",
    "Two questions and another flow.",
    (
        Node("stone", Shape.QUESTION, 'Does the "runner" stone turn?', "#stone"),
        Node("lift", Shape.ACTION, "Lift the stone off its spindle", "#lift"),
        Node("gear", Shape.QUESTION, "Are teeth missing?", "#gear"),
        Node("carve", Shape.FLOW, "Carve new teeth", "#carve"),
        Node("mended", Shape.OUTCOME, "The wheel is mended", "#mended"),
    ),
    (
        Edge("stone", "lift", "No"),
        Edge("stone", "gear", "Yes"),
        Edge("lift", "gear"),
        Edge("gear", "carve", "One or more"),
        Edge("gear", "mended", "None"),
        Edge("carve", "mended"),
    ),
)

words = st.text(max_size=40) | st.sampled_from(
    [
        '"',
        "\\",
        "\\N \\G \\n",
        "<b>&amp;</b>",
        "<a>",
        "*a* _b_ [c](d) `e`",
        "a\n\nb",
        "\x00\x1b",
        "m" * 90,
        "",
        "&#0;",
        "]]>",
    ]
)


@st.composite
def diagrams(draw_from: st.DrawFn) -> Diagram:
    """Any few nodes with any words and ids, and any edges between them, loops and twins included."""
    ids = draw_from(st.lists(words, unique=True, min_size=1, max_size=4))
    shapes = st.sampled_from(Shape)
    nodes = tuple(Node(name, draw_from(shapes), draw_from(words), f"#{draw_from(words)}") for name in ids)
    some = st.sampled_from(ids)
    edges = draw_from(st.lists(st.builds(Edge, some, some, words), max_size=5))
    return Diagram(draw_from(words), draw_from(words), draw_from(words), nodes, tuple(edges))


def one_node(shape: Shape, label: str = "Grind today") -> Diagram:
    return Diagram("one", "One", "A single step.", (Node("only", shape, label, "#only"),), ())


def ladder(steps: int) -> Diagram:
    nodes = tuple(Node(f"s{n}", Shape.QUESTION, f"Is gate {n} open?", f"#s{n}") for n in range(steps))
    edges = [Edge(tail.id, head.id, "Yes") for tail, head in pairwise(nodes)]
    return Diagram("ladder", "Gates", "One after another.", nodes, tuple(edges))


def elements(diagram: Diagram, tag: str, kind: str = "") -> list[ElementTree.Element]:
    found = ElementTree.fromstring(draw(diagram)).iter(SVG + tag)
    return [element for element in found if kind in element.get("class", "").split() or not kind]


def corners(outline: ElementTree.Element) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a rect or polygon."""
    if outline.tag == SVG + "rect":
        x, y, wide, high = (float(outline.attrib[key]) for key in ("x", "y", "width", "height"))
        return x, y, x + wide, y + high
    points = [tuple(map(float, pair.split(","))) for pair in outline.attrib["points"].split()]
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


@pytest.mark.parametrize("diagram", [WHEEL, REPAIR], ids=lambda diagram: diagram.id)
def test_the_graphviz_source_is_the_reviewed_one(diagram: Diagram) -> None:
    """Run with RENEW=1 to write the files anew, then read the difference."""
    golden = GOLDEN / f"{diagram.id}.dot"
    if os.environ.get("RENEW"):
        golden.write_text(dot(diagram), encoding="utf-8")
    assert dot(diagram) == golden.read_text(encoding="utf-8")


def test_other_processes_and_earlier_drawings_change_no_byte() -> None:
    script = "from test_diagrams import *; print(ascii([draw(ladder(9)), draw(WHEEL), draw(REPAIR)]))"
    path = os.pathsep.join([str(ROOT), str(Path(__file__).parent)])
    outputs = [
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert outputs == [ascii([draw(ladder(9)), draw(WHEEL), draw(REPAIR)]) + "\n"] * 2


def test_every_node_is_a_link_to_its_section_in_the_order_given() -> None:
    links = [(link.get("href"), link.get("class")) for link in elements(REPAIR, "a")]
    assert links == [
        ("#stone", "node question"),
        ("#lift", "node action"),
        ("#gear", "node question"),
        ("#carve", "node flow"),
        ("#mended", "node outcome"),
    ]


def test_screen_readers_hear_title_description_and_what_each_step_is() -> None:
    svg = ElementTree.fromstring(draw(WHEEL))
    by_id = {element.get("id"): element.text for element in svg if element.get("id")}
    assert svg.get("role") == "group"
    assert by_id[svg.get("aria-labelledby")] == "Can we grind today?"
    assert by_id[svg.get("aria-describedby")] == "One question, two ways on."
    assert [link.get("aria-label") for link in elements(WHEEL, "a")] == [
        "Question: Is the water high enough to turn the wheel?",
        "Result: Grind today",
        "Step: Wait for rain and look at the gauge again",
    ]


def test_each_shape_has_an_outline_of_its_own_without_any_colour() -> None:
    outlines = {}
    for shape in Shape:
        (link,) = elements(one_node(shape), "a")
        parts = [part for part in link if part.tag != SVG + "text"]
        outlines[shape] = [(part.tag.removeprefix(SVG), part.get("class"), "rx" in part.attrib) for part in parts]
    assert outlines == {
        Shape.QUESTION: [("polygon", "shape", False)],
        Shape.ACTION: [("rect", "shape", False)],
        Shape.FLOW: [("rect", "shape", False), ("path", "bars", False)],
        Shape.OUTCOME: [("rect", "shape", True), ("rect", "rim", True)],
    }


def test_the_markup_names_no_colour_and_no_style() -> None:
    names = {name for element in ElementTree.fromstring(draw(REPAIR)).iter() for name in element.attrib}
    assert names.isdisjoint({"style", "fill", "stroke", "color", "bgcolor"})


def test_answers_stand_on_their_arrows_and_every_arrow_has_a_head() -> None:
    said = ["".join(text.itertext()) for text in elements(REPAIR, "text", "answer")]
    assert said == ["No", "Yes", "One or more", "None"]
    assert len(elements(REPAIR, "path", "edge")) == len(elements(REPAIR, "path", "arrow")) == 6


def test_two_branches_with_long_words_fit_a_narrow_phone() -> None:
    long = "Write down everything you know about the wheel and then ask again"
    nodes = (
        Node("a", Shape.QUESTION, long, "#a"),
        Node("b", Shape.OUTCOME, long, "#b"),
        Node("c", Shape.FLOW, long, "#c"),
    )
    diagram = Diagram("d", "d", "d", nodes, (Edge("a", "b", long), Edge("a", "c", long)))
    assert float(ElementTree.fromstring(draw(diagram)).attrib["width"]) <= 320


def test_a_single_line_is_a_target_of_44_px() -> None:
    heights = []
    for shape in Shape:
        (link,) = elements(one_node(shape, "Go"), "a")
        _, top, _, bottom = corners(link[0])
        heights.append(bottom - top)
    assert min(heights) >= 44


def test_an_edge_to_an_unknown_node_is_refused() -> None:
    with pytest.raises(ValueError, match="diagram d: an edge names the unknown node 'gone'"):
        Diagram("d", "d", "d", (Node("a", Shape.ACTION, "a", "#a"),), (Edge("a", "gone"),))


def test_two_nodes_with_one_id_are_refused() -> None:
    node = Node("a", Shape.ACTION, "a", "#a")
    with pytest.raises(ValueError, match="diagram d: two nodes have the same id"):
        Diagram("d", "d", "d", (node, node), ())


def test_a_diagram_without_nodes_is_an_empty_drawing() -> None:
    svg = ElementTree.fromstring(draw(Diagram("none", "Nothing", "Nothing yet.", (), ())))
    assert [child.tag.removeprefix(SVG) for child in svg] == ["title", "desc", "g"]


def test_five_hundred_steps_are_drawn_without_a_word_on_the_terminal(
    capfd: pytest.CaptureFixture[str],
) -> None:
    assert len(elements(ladder(510), "a")) == 510
    assert capfd.readouterr() == ("", "")


@settings(deadline=None, max_examples=80)
@given(diagrams())
def test_no_words_break_the_drawing(diagram: Diagram) -> None:
    drawing = draw(diagram)
    svg = ElementTree.fromstring(drawing)
    assert "\n" not in drawing
    assert len(list(svg.iter(SVG + "a"))) == len(diagram.nodes)
    assert len(elements(diagram, "path", "edge")) == len(diagram.edges)
    allowed = {"svg", "title", "desc", "g", "path", "polygon", "rect", "a", "text", "tspan"}
    assert {element.tag.removeprefix(SVG) for element in svg.iter()} <= allowed


@settings(deadline=None, max_examples=80)
@given(diagrams())
def test_every_line_of_words_fits_into_its_outline(diagram: Diagram) -> None:
    for link in elements(diagram, "a"):
        left, top, right, bottom = corners(link[0])
        baseline = 0.0
        for line in link.iter(SVG + "tspan"):
            assert width(line.text or "", TEXT) <= right - left - 20
            baseline = float(line.get("y", 0)) or baseline + float(line.attrib["dy"])
            assert top + TEXT <= baseline <= bottom - TEXT / 2


@settings(deadline=None, max_examples=80)
@given(diagrams())
def test_markdown_leaves_a_drawing_in_its_box_as_it_is(diagram: Diagram) -> None:
    box = f'<div class="diagram-scroll">{draw(diagram)}</div>'
    page = markdown(f"Before\n\n{box}\n\nAfter", extensions=["md_in_html", "attr_list", "abbr", "tables"])
    assert page == f"<p>Before</p>\n{box}\n\n<p>After</p>"


def test_nothing_is_drawn_outside_the_picture() -> None:
    svg = ElementTree.fromstring(draw(REPAIR))
    wide, high = float(svg.attrib["width"]), float(svg.attrib["height"])
    boxes = [corners(link[0]) for link in elements(REPAIR, "a")]
    assert all(x >= MARGIN - 0.1 and right <= wide - MARGIN + 0.1 for x, _, right, _ in boxes)
    assert all(y >= MARGIN - 0.1 and bottom <= high - MARGIN + 0.1 for _, y, _, bottom in boxes)
    assert all(right - left <= LANE for left, _, right, _ in boxes)


def test_the_first_step_is_at_the_top_and_each_next_one_below() -> None:
    tops = [corners(link[0])[1] for link in elements(REPAIR, "a")]
    assert tops == sorted(tops)
    assert tops[0] == MARGIN


def test_a_line_that_leaves_near_a_corner_starts_at_the_slanted_side_itself() -> None:
    ways = [f"w{n}" for n in range(7)]
    nodes = [Node(way, Shape.OUTCOME, "Stop the wheel", f"#{way}") for way in ways]
    question = Node("q", Shape.QUESTION, "How high is the water?", "#q")
    diagram = Diagram("fan", "f", "f", (question, *nodes), tuple(Edge("q", way) for way in ways))
    left, top, right, bottom = corners(elements(diagram, "polygon", "shape")[0])
    for edge in elements(diagram, "path", "edge"):
        x, y = map(float, edge.attrib["d"][1:].replace("L", "C").split("C")[0].split(","))
        across, down = abs(x - (left + right) / 2), abs(y - (top + bottom) / 2)
        assert across <= (right - left) / 2 - 10 * down / ((bottom - top) / 2) + 0.5
