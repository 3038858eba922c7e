"""Lists: answers and guides by topic, sources with the facts that lean on them."""

from __future__ import annotations

from generator.build import check_content
from generator.references import references
from generator.render.pages import render
from tests.build.project import SAMPLES
from tests.conftest import Content


def pages(content: Content) -> dict[str, str]:
    knowledge, problems = check_content(content.folder)
    assert knowledge is not None, problems
    return {path: data.decode() for path, data in render(knowledge, references(knowledge)).items()}


def test_answers_stand_under_their_topics_in_the_order_of_the_site_and_empty_topics_are_left_out(
    content: Content,
) -> None:
    content.change("site.yml", "home:", "topics: {repair: Repair, rain: Rain & snow}\nhome:")
    content.change("faq/does-it-help.yml", "question:", "topic: rain\nquestion:")
    content.change("guides/umbrellas.md", "title:", "topic: repair\ntitle:")
    page = pages(content)["faq/index.md"]
    assert "[Rain &amp; snow](#rain) (1)\n" in page
    assert "## Rain &amp; snow { #rain }\n\n- **[Does an umbrella help in rain?](does-it-help.md)**" in page
    assert "Repair" not in page


def test_without_topics_the_list_is_one(content: Content) -> None:
    page = pages(content)["faq/index.md"]
    assert "##" not in page
    assert "- **[Does an umbrella help in rain?](does-it-help.md)**" in page


def test_the_list_of_sources_names_the_facts_that_lean_on_each(content: Content) -> None:
    assert "facts: [Ribs](../facts/ribs.md)" in pages(content)["sources/index.md"]


def test_every_source_of_a_larger_site_has_its_facts_there() -> None:
    knowledge, _ = check_content(SAMPLES / "bicycles")
    assert knowledge is not None
    page = render(knowledge, references(knowledge))["sources/index.md"].decode()
    for entry in knowledge.entries["fact"].values():
        assert f"](../facts/{entry.id}.md)" in page
