"""Pages say in the words of schema.org what they are, and nothing that the page does not say."""

from __future__ import annotations

import json
from typing import Any

import pytest

from generator.build import check_content
from generator.knowledge import KnowledgeBase
from generator.references import references
from generator.render.linked_data import SITE, linked_data
from generator.render.pages import render
from generator.render.renderer import Renderer
from generator.render.words import steps, words
from tests.build.project import ROOT, SAMPLES
from tests.conftest import Content
from tests.render.schema_org import faults, nodes

EDITORS = {"@type": "Organization", "name": "The umbrella editors", "url": SITE}


def told(knowledge: KnowledgeBase | None) -> dict[str, Any]:
    """The path of each page → what is said about it."""
    assert knowledge is not None
    made = dict(linked_data(Renderer(knowledge, references(knowledge))))
    return {path: json.loads(text) for path, text in made.items()}


def of(content: Content, path: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = told(check_content(content.folder)[0])[path]["@graph"]
    return found


def test_an_answer_is_a_question_with_its_accepted_answer_and_the_day_it_was_checked(content: Content) -> None:
    page, crumbs = of(content, "faq/does-it-help.md")
    assert page == {
        "@type": "FAQPage",
        "url": f"{SITE}faq/does-it-help/",
        "name": "Does an umbrella help in rain?",
        "description": "Yes, an umbrella keeps the rain off your head.",
        "inLanguage": "en",
        "author": EDITORS,
        "publisher": EDITORS,
        "dateModified": "2026-11-24",
        "lastReviewed": "2026-11-24",
        "mainEntity": [
            {
                "@type": "Question",
                "name": "Does an umbrella help in rain?",
                "acceptedAnswer": {
                    "@type": "Answer",
                    "text": "Yes, an umbrella keeps the rain off your head.\nIts parts are in All about umbrellas.",
                    "url": f"{SITE}faq/does-it-help/",
                    "dateModified": "2026-11-24",
                    "author": EDITORS,
                },
            }
        ],
    }
    assert [(item["position"], item["name"], item["item"]) for item in crumbs["itemListElement"]] == [
        (1, "Umbrella", SITE),
        (2, "Answers", f"{SITE}faq/"),
        (3, "Does an umbrella help in rain?", f"{SITE}faq/does-it-help/"),
    ]


def test_the_breadcrumbs_of_an_outcome_lead_through_its_decision(content: Content) -> None:
    crumbs = of(content, "flows/umbrella/take-it.md")[-1]
    assert [item["item"].removeprefix(SITE) for item in crumbs["itemListElement"]] == [
        "", "flows/", "flows/umbrella/", "flows/umbrella/take-it/",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "folder", [SAMPLES / "minimal", SAMPLES / "bicycles", SAMPLES / "towing", ROOT / "content"], ids=lambda it: it.name
)
def test_everything_that_is_said_is_valid_by_the_rules_of_schema_org(folder: Any) -> None:
    found = told(check_content(folder)[0])
    assert {path: wrong for path, data in found.items() if (wrong := faults(data, SITE))} == {}
    kinds = {node["@type"] for data in found.values() for node in nodes(data)}
    assert {"WebSite", "FAQPage", "Article", "BreadcrumbList"} <= kinds


def test_every_address_that_is_said_is_that_of_a_page() -> None:
    knowledge, _ = check_content(SAMPLES / "bicycles")
    assert knowledge is not None
    pages = render(knowledge, references(knowledge))
    folders = {path.removesuffix("index.md").removesuffix(".md").rstrip("/") for path in pages}
    said = [
        str(node[key])
        for data in told(knowledge).values()
        for node in nodes(data)
        for key in ("url", "item")
        if key in node
    ]
    own = {it.removeprefix(SITE).partition("#")[0].rstrip("/") for it in said if it.startswith(SITE)}
    assert own - folders == set()
    assert len(own) > 50


def test_an_action_is_instructions_only_where_it_has_steps(content: Content) -> None:
    path = "actions/take-umbrella.yml"
    assert of(content, "actions/take-umbrella.md")[0]["@type"] == "WebPage"
    how = next(line for line in (content.folder / path).read_text("utf-8").splitlines() if line.startswith("how:"))
    content.change(
        path, how, "how: |\n  Before you go:\n\n  1. Look for it\n     at the *door*.\n  2. Take it.\n\n  Go."
    )
    node = of(content, "actions/take-umbrella.md")[0]
    assert node["@type"] == "HowTo"
    assert node["step"] == [
        {"@type": "HowToStep", "position": 1, "text": "Look for it at the door."},
        {"@type": "HowToStep", "position": 2, "text": "Take it."},
    ]


def test_a_checklist_is_instructions_in_sections_and_a_glossary_a_set_of_terms() -> None:
    found = told(check_content(SAMPLES / "bicycles")[0])
    checklist, terms = found["checklists/after-the-repair.md"]["@graph"][0], found["glossary/index.md"]["@graph"][0]
    assert [section["name"] for section in checklist["step"]] == ["In the stand", "On foot", "On a quiet road"]
    assert {
        "@type": "DefinedTerm",
        "name": "Presta valve",
        "description": "A thin valve with a small nut at its top that you open before pumping.",
        "url": f"{SITE}glossary/#presta-valve",
        "alternateName": ["French valve", "Sclaverand"],
    } in terms["hasDefinedTerm"]


def test_the_page_of_a_source_claims_nothing_about_what_others_wrote() -> None:
    found = told(check_content(SAMPLES / "bicycles")[0])
    assert [node["@type"] for node in found["sources/iso-9633.md"]["@graph"]] == ["BreadcrumbList"]


def test_no_text_can_end_the_script_or_pass_for_the_address_of_the_site(content: Content) -> None:
    content.change("faq/does-it-help.yml", "question: Does an umbrella help in rain?", "question: 1 < 2 & 3 --> 2?")
    content.change(
        "faq/does-it-help.yml", "Its parts are in [[guide:umbrellas]].", "`<site></script><!--` [[guide:umbrellas]]"
    )
    knowledge, problems = check_content(content.folder)
    assert knowledge is not None, problems
    text = dict(linked_data(Renderer(knowledge, references(knowledge))))["faq/does-it-help.md"]
    assert set(text.replace(SITE, "")) & set("<>&\x7f") == set()
    question = json.loads(text.replace(SITE, "https://example.org/"))["@graph"][0]["mainEntity"][0]
    assert question["name"] == "1 < 2 & 3 --> 2?"
    assert question["acceptedAnswer"]["text"].endswith("<site></script><!-- All about umbrellas")


def test_content_cannot_spell_the_character_that_stands_for_the_address_of_the_site(content: Content) -> None:
    content.change("faq/does-it-help.yml", "question: Does an umbrella help in rain?", r'question: "\u007f?"')
    assert content.problems() == ["faq/does-it-help.yml:2:11 KB104"]


def test_the_words_of_a_text_are_its_lines_without_any_marks(content: Content) -> None:
    knowledge, _ = check_content(content.folder)
    assert knowledge is not None
    text = """## The *first*

A paragraph with **bold**, `code` and
[a link](https://example.org/), [[guide:umbrellas|made so]], {{fact:ribs}} and 2 * 3 * 4.

- one
  goes on
- [[fact:ribs]]

| a | b |
| --- | --- |
| [[guide:umbrellas|c]] | d \\| e |

> said

!!! note "On the road"
    Carry
    a spare.

```text
as it is
```
"""
    assert words(text, knowledge).split("\n") == [
        "The first",
        "A paragraph with bold, code and a link, made so, 8 ribs and 2 * 3 * 4.",
        "one goes on",
        "Ribs",
        "a; b",
        "c; d | e",
        "said",
        "On the road",
        "Carry a spare.",
        "as it is",
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1. a\n2. b", ("a", "b")),
        ("Do this:\n\n1. a\n   goes on\n\n   and on\n2. b\n\nThen rest.\n\n1. other", ("a goes on and on", "b")),
        ("1. a\n   - part\n2) b\nlazy", ("a part", "b lazy")),
        ("1. alone", ()),
        ("- a\n- b", ()),
        ("In 2020. It was.\nNo list.", ()),
    ],
)
def test_steps_are_the_items_of_the_first_numbered_list(text: str, found: tuple[str, ...], content: Content) -> None:
    knowledge, _ = check_content(content.folder)
    assert knowledge is not None
    assert steps(text, knowledge) == found
