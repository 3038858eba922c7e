"""The page for the editors of a flow, and the line for its readers."""

# ruff: noqa: E501  a page is quoted as it is

from __future__ import annotations

from functools import cache

from generator.build import check_content
from generator.references import references
from generator.render.pages import render
from tests.build.project import SAMPLES
from tests.conftest import Content

JOURNEYS = "# yaml-language-server: $schema=../.schema/journey.json\nflow: umbrella\njourneys:\n"
UMBRELLA = """---
title: "Review: Do I need an umbrella?"
description: "For editors: One question, then what to do."
kind: review
robots: noindex
---

# Review: Do I need an umbrella?

For editors: what this decision does for whom, all of it worked out from its file. For readers: [Do I need an umbrella?](../umbrella.md)
{ .lead }

2 combinations of answers, each reaches exactly one result; proved on every build.
"""

DRY = """# yaml-language-server: $schema=../.schema/flow.json
title: Dry already?
summary: Nothing is asked.
script:
  - tell: take-umbrella
outcomes:
  dry: {title: Dry, summary: Stay so., otherwise: true}
"""


def pages(content: Content) -> dict[str, str]:
    knowledge, problems = check_content(content.folder)
    assert knowledge is not None, problems
    return {path: data.decode() for path, data in render(knowledge, references(knowledge)).items()}


@cache
def towing() -> str:
    knowledge, _ = check_content(SAMPLES / "towing")
    assert knowledge is not None
    return render(knowledge, references(knowledge))["flows/may-i-tow/review.md"].decode()


def section(page: str, heading: str) -> str:
    return page.partition(f"## {heading}\n\n")[2].partition("\n\n## ")[0].strip()


def test_the_page_is_for_editors_and_found_by_no_search(content: Content) -> None:
    assert pages(content)["flows/umbrella/review.md"].startswith(UMBRELLA)


def test_readers_are_told_what_was_proved_on_the_page_of_the_flow(content: Content) -> None:
    page = pages(content)["flows/umbrella.md"]
    line = "2 combinations of answers, each reaches exactly one result; proved on every build."
    assert f"{line} [For editors](umbrella/review.md) · " in page


def test_nothing_on_it_depends_on_the_day(content: Content) -> None:
    assert pages(content) == pages(content)
    assert "2030" not in "".join(pages(content).values())


def test_the_script_stands_there_as_text(content: Content) -> None:
    assert section(pages(content)["flows/umbrella/review.md"], "The script") == (
        "1. **Is it raining?** It is raining / It is dry — It is raining: step 2; It is dry: step 3\n"
        "2. end at **Take it**\n"
        "3. end at **Leave it**"
    )


def test_outcomes_have_their_share_and_the_shortest_example(content: Content) -> None:
    assert section(pages(content)["flows/umbrella/review.md"], "Where readers end").startswith(
        "| outcome | readers | combinations | shortest example |\n"
        "| --- | --- | --- | --- |\n"
        "| Take it | 50 % | 1 | Is it raining? It is raining |\n"
        "| Leave it | 50 % | 1 | Is it raining? It is dry |\n"
    )
    rows = section(towing(), "Where readers end").splitlines()[2:24]
    assert sum(int(row.split(" | ")[2]) for row in rows) == 136


def test_actions_stand_below_each_outcome_with_their_condition(content: Content) -> None:
    text = (content.folder / "flows" / "umbrella.yml").read_text()
    content.write("flows/umbrella.yml", text + "plan: [{do: take-umbrella, when: {sky: wet}}, {do: leave-umbrella}]\n")
    assert section(pages(content)["flows/umbrella/review.md"], "What they are told to do") == (
        "### Take it\n\n"
        "- [Take the umbrella](../../actions/take-umbrella.md)\n"
        "- [Leave the umbrella at home](../../actions/leave-umbrella.md)\n\n"
        "### Leave it\n\n"
        "- [Leave the umbrella at home](../../actions/leave-umbrella.md)"
    )


def test_facts_have_their_dates_and_journeys_whether_they_hold(content: Content) -> None:
    bare = pages(content)["flows/umbrella/review.md"]
    assert section(bare, "The facts they are told") == "This decision tells no fact of the list."
    assert section(bare, "Journeys") == "No journey is written for this decision."
    content.change("facts/ribs.yml", "volatile:", "review_by: 2031-12-01\nvolatile:")
    content.change("actions/take-umbrella.yml", "Open it", "It has {{fact:ribs}} ribs. Open it")
    dry = "  - {title: A dry morning, answers: {sky: dry}, outcome: leave-it}\n"
    content.write("journeys/sky.yml", JOURNEYS + dry)
    page = pages(content)["flows/umbrella/review.md"]
    assert section(page, "The facts they are told").splitlines()[2:] == [
        "| [Ribs](../../facts/ribs.md) | 8 ribs | 1 November 2026 | 1 December 2031 "
        "| [Take the umbrella](../../actions/take-umbrella.md) |"
    ]
    assert section(page, "Journeys") == "- A dry morning → Leave it: holds"


def test_an_outcome_that_is_called_review_keeps_its_page(content: Content) -> None:
    content.change("flows/umbrella.yml", "open: {stop: take-it}", "open: {stop: review}")
    content.change("flows/umbrella.yml", "  take-it: {title", "  review: {title")
    made = pages(content)
    assert "# Take it" in made["flows/umbrella/review.md"]
    assert "# Review: Do I need an umbrella?" in made["flows/umbrella/review-.md"]


def test_only_a_decision_that_asks_something_can_be_put_on_another_site(content: Content) -> None:
    content.write("flows/dry.yml", DRY)
    made = pages(content)
    assert "flows/umbrella/embed/" in section(made["flows/umbrella/review.md"], "On your own site")
    assert "flows/dry/embed.md" not in made
    assert "On your own site" not in made["flows/dry/review.md"] + made["flows/dry.md"]
