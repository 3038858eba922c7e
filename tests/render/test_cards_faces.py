"""Which pages have cards of their own, and the small pictures of decisions on them."""

from __future__ import annotations

import pytest

from generator.build import check_content
from generator.knowledge import KnowledgeBase
from generator.model import Flow
from generator.render.cards.faces import faces
from generator.render.cards.layout import Face
from generator.render.cards.miniature import Miniature, miniature, pointing_at
from generator.render.diagrams import Diagram, Edge, Node, draw
from generator.render.outlines import Shape
from tests.build.project import SAMPLES

LADDER = Diagram(
    "ladder",
    "Ladder",
    "A ladder.",
    (
        Node("wet", Shape.QUESTION, "Is it wet?", "#wet"),
        Node("far", Shape.QUESTION, "Is it far to go?", "#far"),
        Node("stay", Shape.OUTCOME, "Stay at home", "#stay"),
        Node("go", Shape.OUTCOME, "Go", "#go"),
    ),
    (Edge("wet", "far", "yes"), Edge("wet", "go", "no"), Edge("far", "stay", "yes"), Edge("far", "go")),
)


@pytest.fixture(scope="module")
def bicycles() -> KnowledgeBase:
    knowledge, _ = check_content(SAMPLES / "bicycles")
    assert knowledge is not None
    return knowledge


def test_every_record_that_is_sent_around_has_a_face_and_what_is_looked_up_has_none(bicycles: KnowledgeBase) -> None:
    found = faces(bicycles)
    assert {path.split("/")[1] for path in found} == {
        "answers", "calendar", "changes", "checklists", "cities", "flows", "glossary", "jobs", "manuals", "options",
        "questions", "riders", "site.png", "templates",
    }  # fmt: skip
    assert sum(path.startswith("cards/answers/") for path in found) == len(bicycles.entries["faq"])
    assert {path for path in found if path.count("/") == 3} == {
        f"cards/flows/{flow.id}/{outcome}.png" for flow in bicycles.of("flow", Flow) for outcome in flow.record.outcomes
    }


def test_a_face_says_what_the_page_says_first_in_the_words_of_the_site(bicycles: KnowledgeBase) -> None:
    found = faces(bicycles)
    assert found["cards/answers/worn-chain.png"] == Face(
        "Answer",
        "Do I need new sprockets with a new chain?",
        "Not if you change the chain in time; a worn chain wears the sprockets to its own length, and then a new "
        "chain jumps on them.",
        "Mend or Replace",
    )
    assert found["cards/options/new-bicycle.png"].label == bicycles.names["path"].one
    assert found["cards/glossary/index.png"].title == bicycles.names["term"].many
    site = found["cards/site.png"]
    assert (site.label, site.title) == ("", "Mend or Replace")


def test_decisions_and_their_outcomes_show_the_decision_and_outcomes_where_it_ends(bicycles: KnowledgeBase) -> None:
    found = {path: face.miniature for path, face in faces(bicycles).items() if face.miniature}
    assert {path.split("/")[1] for path in found} == {"flows"}
    for flow in bicycles.of("flow", Flow):
        whole = found[f"cards/flows/{flow.id}.png"]
        assert not [node for node in whole.nodes if node.is_chosen]
        for outcome in flow.record.outcomes:
            shown = found[f"cards/flows/{flow.id}/{outcome}.png"]
            chosen = [node for node in shown.nodes if node.is_chosen]
            assert chosen
            assert all(node.shape is Shape.OUTCOME for node in chosen)
            assert [node.box for node in shown.nodes] == [node.box for node in whole.nodes]


def test_a_miniature_has_the_boxes_and_ways_of_the_drawing_joined_where_words_stood() -> None:
    made = pointing_at(miniature([draw(LADDER)], 1), {"go"})
    assert [(node.id, node.shape) for node in made.nodes] == [(node.id, node.shape) for node in LADDER.nodes]
    assert [node.is_chosen for node in made.nodes] == [False, False, False, True]
    assert len(made.lines) == len(LADDER.edges)
    inside(made)
    boxes = {node.id: small.box for node, small in zip(LADDER.nodes, made.nodes, strict=True)}
    for edge, line in zip(LADDER.edges, made.lines, strict=True):
        assert near(line[0], boxes[edge.tail])
        assert line[-1][1] <= boxes[edge.head][1]
        # From the tail to the head, through where the words stood, and never back.
        assert [y for _, y in line] == sorted(y for _, y in line)


@pytest.mark.parametrize("ratio", [0.2, 0.8, 5])
def test_parts_stand_beside_and_below_each_other_without_touching(ratio: float) -> None:
    made = miniature([draw(LADDER)] * 5, ratio)
    inside(made)
    assert len(made.nodes) == 5 * len(LADDER.nodes)
    assert not [
        (one, other)
        for number, one in enumerate(made.nodes)
        for other in made.nodes[:number]
        if one.box[0] < other.box[2]
        and other.box[0] < one.box[2]
        and one.box[1] < other.box[3]
        and other.box[1] < one.box[3]
    ]


def test_a_wide_frame_gets_the_parts_in_a_row_and_a_narrow_one_in_a_column() -> None:
    wide, high = miniature([draw(LADDER)], 1).size
    row, column = (miniature([draw(LADDER)] * 5, ratio).size for ratio in (5, 0.2))
    assert (row[0] > 5 * wide, row[1]) == (True, high)
    assert (column[0], column[1] > 5 * high) == (wide, True)


def inside(made: Miniature) -> None:
    for node in made.nodes:
        left, top, right, bottom = node.box
        assert 0 <= left < right <= made.size[0]
        assert 0 <= top < bottom <= made.size[1]


def near(point: tuple[float, float], box: tuple[float, float, float, float]) -> bool:
    return box[0] - 2 <= point[0] <= box[2] + 2 and box[1] - 2 <= point[1] <= box[3] + 2
