from __future__ import annotations

from generator.model import Flow
from generator.render.flows import step_views
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
        [("A breeze", "take-umbrella"), ("otherwise", "clothes")],
        [("", "clothes")],
        [("Wind: A storm", "stay"), ("otherwise", "go")],
        [],
        [],
    ]
    assert [(way.label, way.target) for way in views[0].choices] == [
        ("Calm", "clothes"),
        ("A breeze", "take-umbrella"),
        ("A storm", "clothes"),
        ("I do not know", "clothes"),
    ]
