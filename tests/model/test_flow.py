from __future__ import annotations

from typing import Any

from generator.model import Branch, Flow
from generator.model.flow import branches, step_graph


def flow(**steps: Any) -> Flow:
    outcomes = {"out": {"title": "O", "summary": "Out"}}
    return Flow.model_validate({"title": "T", "summary": "S", "start": "a", "steps": steps, "outcomes": outcomes})


def test_a_map_of_answers_and_a_single_step_are_branches_too() -> None:
    made = flow(a={"ask": "q", "next": {"yes": "b", "no": "c"}}, b={"tell": "act", "next": "c"}, c={"stop": "out"})
    assert [branches(step) for step in made.steps.values()] == [
        (Branch(when={"q": ("yes",)}, go="b"), Branch(when={"q": ("no",)}, go="c")),
        (Branch(otherwise=True, go="c"),),
        (),
    ]


def test_the_graph_of_a_flow_names_each_following_step_once_in_order() -> None:
    made = flow(
        a={"ask": "q", "next": [{"when": {"q": "x"}, "go": "c"}, {"when": {"q": "y"}, "go": "b"}, {"go": "c"}]},
        b={"use": "other", "next": "c"},
        c={"stop": "out"},
    )
    assert step_graph(made) == {"a": ("c", "b"), "b": ("c",), "c": ()}
