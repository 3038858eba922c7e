from __future__ import annotations

from generator.checks.reading_grade import reading_grade
from tests.conftest import Content

HARD = (
    "Notwithstanding considerable meteorological uncertainty, individuals contemplating transportation of umbrellas "
    "should nevertheless systematically evaluate precipitation probabilities beforehand."
)


def with_limits(content: Content) -> Content:
    return content.change("site.yml", "home:", "reading: {answers: 9, guides: 10}\nhome:")


def test_a_hard_sentence_and_a_hard_guide_get_a_warning(content: Content) -> None:
    with_limits(content).change("faq/does-it-help.yml", "Yes, an umbrella keeps the rain off your head.", HARD)
    content.change("guides/umbrellas.md", "It has", f"{HARD}\n\nIt has")
    found = content.messages()
    assert [line.split(" reading grade")[0] for line in found] == [
        "faq/does-it-help.yml:3:8 KB420 this sentence has",
        "guides/umbrellas.md:7:1 KB420 this text has",
    ]
    assert all(line.endswith("| shorter sentences and shorter words make it easier") for line in found)


def test_easy_texts_pass_and_a_site_without_limits_is_not_measured(content: Content) -> None:
    assert with_limits(content).messages() == []
    content.change("site.yml", "reading: {answers: 9, guides: 10}\n", "")
    assert content.change("guides/umbrellas.md", "It has", f"{HARD}\n\nIt has").messages() == []


def test_a_site_in_another_language_is_not_measured_by_the_english_formula(content: Content) -> None:
    with_limits(content).change("site.yml", "title:", "language: de\ntitle:")
    assert (
        content.change("faq/does-it-help.yml", "Yes, an umbrella keeps the rain off your head.", HARD).messages() == []
    )


def test_only_prose_counts() -> None:
    prose = "The rain is wet. Take a hat.\n"
    table = "| Precipitation probability | Recommendation |\n| --- | --- |\n| considerable | umbrella |\n"
    code = "```text\nnotwithstanding(meteorological)\n```\n"
    heading = "## Meteorological considerations\n\n"
    assert reading_grade(f"{heading}{prose}\n{table}\n{code}") == reading_grade(prose)


def test_the_items_of_a_list_are_sentences_and_the_words_of_a_link_count() -> None:
    assert reading_grade("- Take a hat\n- [Take a coat](https://example.org/precipitation)\n") == reading_grade(
        "Take a hat. Take a coat."
    )
    assert reading_grade("[[guide:umbrellas|Take a hat]].") == reading_grade("Take a hat.")
