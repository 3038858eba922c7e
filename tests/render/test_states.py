"""The pages of states and outcomes: routing by links, plans in words."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from generator.build import check_content
from generator.references import references
from generator.render.outcomes import PlanItem, plan_items
from generator.render.renderer import Renderer
from generator.render.states import questions_left, state_pages

BICYCLES = Path(__file__).resolve().parents[1] / "content" / "bicycles"


@cache
def renderer() -> Renderer:
    knowledge, _ = check_content(BICYCLES)
    assert knowledge is not None
    return Renderer(knowledge, references(knowledge))


@cache
def pages() -> dict[str, str]:
    return {path: data.decode() for path, data in state_pages(renderer())}


def ways(path: str) -> list[tuple[str, str]]:
    return re.findall(r"^- \[(.*?)\]\((\S*?)\)\{ \.way \}", pages()[path], re.MULTILINE)


def test_every_state_but_the_first_and_every_outcome_of_a_flow_has_a_page() -> None:
    assert [path for path in pages() if path.startswith("flows/is-it-safe/")] == [
        "flows/is-it-safe/steps/2.md",
        "flows/is-it-safe/no-damage-found.md",
        "flows/is-it-safe/do-not-ride.md",
        "flows/is-it-safe/let-somebody-look.md",
    ]


def test_a_state_links_each_answer_to_what_follows_and_stays_out_of_search_engines_and_search() -> None:
    page = pages()["flows/is-it-safe/steps/2.md"]
    assert [address for _, address in ways("flows/is-it-safe/steps/2.md")] == [
        "../do-not-ride.md",
        "../no-damage-found.md",
        "../let-somebody-look.md",
    ]
    assert "\nrobots: noindex\n---\n" in page
    assert "Last question\n{ .flow-progress }" in page


def test_several_answers_are_asked_for_one_after_the_other() -> None:
    of_tools = [path for path, text in pages().items() if "**Tyre levers**" in text or "tyre levers" in text.lower()]
    labels = {tuple(label for label, _ in ways(path)) for path in of_tools if "/steps/" in path}
    assert ("Yes", "No") in labels
    assert any(answers[-1] == "One or more of these" for answers in labels)


def test_the_plan_of_an_outcome_says_in_words_what_depends_on_answers() -> None:
    compiled = renderer().compiled["is-it-safe"]
    assert plan_items(renderer().knowledge, compiled, "do-not-ride") == [
        PlanItem("stop-riding", ""),
        PlanItem("ask-for-an-estimate", ""),
        PlanItem("look-over-the-frame", "Depending on your answers"),
        PlanItem("keep-the-traces", "If Was there a fall or a collision? Yes, with another person or a vehicle"),
    ]


def test_the_questions_left_are_said_plainly() -> None:
    assert [questions_left(*span) for span in ((1, 1), (2, 2), (2, 4))] == [
        "Last question",
        "2 questions left",
        "2 to 4 questions left",
    ]


def test_a_plan_spells_no_condition_that_is_too_long_to_read() -> None:
    for compiled in renderer().compiled.values():
        for outcome in compiled.flow.record.outcomes:
            for item in plan_items(renderer().knowledge, compiled, outcome):
                assert len(item.condition) <= 90
                assert "was asked" not in item.condition
