from __future__ import annotations

from generator.model import Flow
from generator.render.flows import diagrams, step_views
from tests.conftest import Content
from tests.logic.weather import ENDS, loaded, weather

SCRIPT = """
script:
  - stage: Outside
  - {ask: wind}
  - {tell: take-umbrella, when: {wind: breeze}}
  - stage: Your clothes
  - {ask: clothes}
"""


def test_a_script_is_shown_as_steps_with_the_words_of_its_conditions(content: Content) -> None:
    weather(content, wear=SCRIPT + ENDS)
    knowledge = loaded(content)
    flow = next(entry for entry in knowledge.of("flow", Flow) if entry.id == "wear")
    views = step_views(flow, knowledge)
    assert [(view.number, view.id, view.shape, view.stage) for view in views] == [
        (1, "wind", "question", "Outside"),
        (2, "take-umbrella", "action", ""),
        (3, "clothes", "question", "Your clothes"),
        (4, "stay", "outcome", ""),
        (5, "go", "outcome", ""),
    ]
    assert [[(way.label, way.target) for way in view.ways] for view in views] == [
        [("A breeze", "take-umbrella")],
        [("", "clothes")],
        [("Wind: A storm", "stay"), ("otherwise", "go")],
        [],
        [],
    ]
    assert [view.condition for view in views] == ["", "Wind: A breeze", "", "Wind: A storm", ""]
    assert not any(view.choices for view in views)


def test_each_stage_has_its_drawing_and_the_table_of_outcomes_is_one_result(content: Content) -> None:
    weather(content, wear=SCRIPT + ENDS)
    knowledge = loaded(content)
    flow = next(entry for entry in knowledge.of("flow", Flow) if entry.id == "wear")
    first, second = diagrams(flow, step_views(flow, knowledge), knowledge)
    assert (first.stage, [node.id for node in first.nodes]) == ("Outside", ["wind", "take-umbrella"])
    assert [(edge.tail, edge.head, edge.label) for edge in first.edges] == [("wind", "take-umbrella", "A breeze")]
    assert (second.stage, [node.id for node in second.nodes]) == ("Your clothes", ["clothes", "result"])
    assert [(edge.tail, edge.head) for edge in second.edges] == [("clothes", "result")]
    assert second.nodes[-1].label == "Your result: one of 2"
