from __future__ import annotations

from tests.conftest import Content

FAQ, GUIDE = "faq/does-it-help.yml", "guides/umbrellas.md"


def with_topics(content: Content) -> Content:
    content.change("site.yml", "home:", "topics: {rain: Rain, repair: Repair}\nhome:")
    content.change(FAQ, "question:", "topic: rain\nquestion:")
    return content.change(GUIDE, "title:", "topic: repair\ntitle:")


def test_a_site_with_topics_has_one_for_every_answer_and_guide(content: Content) -> None:
    assert with_topics(content).messages() == []


def test_a_record_without_a_topic_is_in_no_list(content: Content) -> None:
    assert with_topics(content).change(FAQ, "topic: rain\n", "").messages() == [
        f"{FAQ}:2:1 KB418 faq:does-it-help has no topic | add `topic:` with one of rain, repair"
    ]


def test_a_misspelt_topic_is_found(content: Content) -> None:
    assert with_topics(content).change(GUIDE, "topic: repair", "topic: repiar").messages() == [
        f"{GUIDE}:3:8 KB418 unknown topic “repiar” | did you mean repair?"
    ]


def test_a_topic_where_the_site_has_none_says_where_to_name_it(content: Content) -> None:
    assert content.change(FAQ, "question:", "topic: rain\nquestion:").messages() == [
        f"{FAQ}:2:8 KB418 unknown topic “rain” | name it under topics: in site.yml"
    ]
