"""The pages of outcomes: the same for everybody, with the conditions in words; and notes at the steps."""

from __future__ import annotations

import pytest

from generator.references import references
from generator.render.client import Client
from generator.render.hours import hours
from generator.render.notes import notes
from generator.render.outcomes import Horizon, Judged, PlanItem, by_horizon, outcome_pages, plan_items, verdicts
from generator.render.pages import render
from generator.render.renderer import Renderer
from generator.render.review import review_pages
from generator.render.runtime import client
from generator.render.scripts import step_places
from tests.conftest import Content
from tests.logic.test_reasons import ROAD
from tests.logic.weather import loaded, weather

SCRIPT = """
script:
  - stage: Outside
  - {ask: wind}
  - {ask: degrees}
  - {tell: take-umbrella, when: {wind: breeze}, note: A small one.}
  - {stop: stay, when: {degrees: frost}, note: It is too cold.}
  - {stop: stay, when: {degrees: unknown}, note: Buy a thermometer.}
plan: [{do: leave-umbrella, when: {wind: [calm, storm]}}]
outcomes:
  stay: {title: Stay in, summary: Better not., when: {wind: storm}}
  go: {title: Go, summary: Enjoy it., otherwise: true}
verdicts: [by-road]
"""
USING = """
script:
  - {use: wear}
outcomes: {done: {title: Done, summary: That is all., otherwise: true}}
"""


def made(content: Content, **flows: str) -> Renderer:
    content.write("paths/by-road.yml", ROAD.lstrip())
    content.change("actions/take-umbrella.yml", "how: ", "hours: [1, 3]\nhow: ")
    knowledge = loaded(weather(content, wear=SCRIPT, **flows))
    return Renderer(knowledge, references(knowledge))


def page(renderer: Renderer, outcome: str) -> str:
    pages = dict(outcome_pages(renderer, renderer.compiled["wear"]))
    return pages[f"flows/wear/{outcome}.md"].decode()


def test_an_outcome_says_what_each_path_may_be_for_its_readers_and_why(content: Content) -> None:
    renderer = made(content)
    assert verdicts(renderer.knowledge, renderer.compiled["wear"], "by-road", (2,)) == [
        Judged("open", "Nothing speaks against it.", "")
    ]
    assert "- [By road](../../paths/by-road.md)\n    - **Open**. Nothing speaks against it.\n" in page(renderer, "go")
    assert (
        "- [By road](../../paths/by-road.md)\n    - If Wind: A storm: **Closed**. Trees fall.\n"
        "    - If Temperature: Frost: **Hard**. It is slippery.\n"
        "    - Otherwise: **Open**. Nothing speaks against it.\n"
    ) in page(renderer, "stay")


def test_the_review_of_a_flow_lists_how_it_judges_each_path(content: Content) -> None:
    pages = dict(review_pages(made(content)))
    assert (
        "- [By road](../../paths/by-road.md)\n    - if Wind: A storm: **Closed**. Trees fall.\n"
        "    - if Temperature: Frost: **Hard**. It is slippery.\n"
        "    - otherwise: **Open**. Nothing speaks against it.\n"
    ) in pages["flows/wear/review.md"].decode()


def test_what_a_step_says_where_it_stops_stands_on_the_page_of_the_outcome_with_for_whom(content: Content) -> None:
    renderer = made(content)
    text = page(renderer, "stay")
    assert (
        "If Temperature: Frost:\n\nIt is too cold.\n\nIf Temperature: No thermometer:\n\nBuy a thermometer.\n" in text
    )
    assert "too cold" not in page(renderer, "go")


def test_where_one_step_alone_leads_to_an_outcome_its_note_is_for_everybody_there(content: Content) -> None:
    alone = SCRIPT.replace("stop: stay, when: {degrees: frost}", "stop: cold, when: {degrees: frost}")
    content.write("paths/by-road.yml", ROAD.lstrip())
    knowledge = loaded(
        weather(
            content,
            wear=f"{alone.rstrip()}\n".replace("outcomes:", "outcomes:\n  cold: {title: Cold, summary: Too cold.}"),
        )
    )
    renderer = Renderer(knowledge, references(knowledge))
    text = page(renderer, "cold")
    assert "\n\nIt is too cold.\n" in text
    assert "If Temperature: Frost:\n" not in text


def test_a_told_action_says_for_whom_and_a_plan_how_many_hours(content: Content) -> None:
    renderer = made(content)
    items = plan_items(renderer.knowledge, renderer.compiled["wear"], "go")
    assert items == [
        PlanItem("take-umbrella", "If Wind: A breeze"),
        PlanItem("leave-umbrella", "If Wind: Calm or A storm"),
    ]
    assert by_horizon(renderer.knowledge, [PlanItem("take-umbrella", "")]) == [
        Horizon("Now", "about 1–3 hours", [PlanItem("take-umbrella", "")])
    ]
    assert "### Now: about 1–3 hours" not in page(renderer, "go")


@pytest.mark.parametrize(
    ("spans", "said"),
    [
        ([((1, 1), False)], "about 1 hour"),
        ([((2, 2), False), ((3, 5), False)], "about 5–7 hours"),
        ([((2, 2), True), ((3, 5), False)], "about 3–7 hours"),
        ([((4, 9), False), (None, False)], "at least 4 hours"),
        ([((4, 9), True), (None, False)], ""),
        ([(None, False)], ""),
        ([], ""),
    ],
)
def test_hours_are_added_up_and_a_missing_figure_makes_them_a_lower_bound(
    spans: list[tuple[tuple[int, int] | None, bool]], said: str
) -> None:
    assert hours(spans) == said


def test_the_client_json_names_what_each_step_asks_for_its_notes_and_the_hours(content: Content) -> None:
    renderer = made(content)
    compiled = renderer.compiled["wear"]
    data = client(Client.of(compiled, renderer.knowledge), ())
    wind, degrees = (
        next(n for n, it in enumerate(data["variables"]) if data["questions"][it["question"]]["id"] == id_)
        for id_ in ("wind", "degrees")
    )
    umbrella = next(n for n, it in enumerate(data["actions"]) if it["id"] == "take-umbrella")
    assert data["tells"] == [[umbrella, ["in", wind, [1]]]]
    assert data["stops"] == [[0, ["in", degrees, [0]], "stop:stay"], [0, ["in", degrees, [4]], "stop:stay-2"]]
    assert data["actions"][umbrella]["hours"] == [1, 3]
    assert {it["id"]: it.get("name") for it in data["questions"]} == {"wind": "Wind", "degrees": "Temperature"}
    assert step_places(compiled.flow.record)[("script", 4)] == "stay"


def test_notes_of_a_used_flow_reach_the_page_of_the_flow_that_uses_it_but_not_those_of_its_stops(
    content: Content,
) -> None:
    renderer = made(content, outer=USING)
    assert notes("outer", renderer.knowledge) == {"tell:take-umbrella": ("A small one.",)}
    pages = render(renderer.knowledge, references(renderer.knowledge))
    outer, own = pages["flows/outer.md"].decode(), pages["flows/wear.md"].decode()
    assert '<div data-note="tell:take-umbrella" markdown>\n\nA small one.\n' in outer
    assert "It is too cold." not in outer
    assert own.count("A small one.") == 1
    assert '<div data-note="stop:stay" markdown>\n\nIt is too cold.\n' in own
    assert '<div data-note="stop:stay-2" markdown>\n\nBuy a thermometer.\n' in own
