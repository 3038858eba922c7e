from __future__ import annotations

from tests.conftest import Content

ACTION = "actions/take-umbrella.yml"


def test_a_summary_that_is_the_title_is_a_problem(content: Content) -> None:
    assert content.change(ACTION, "summary: Put it in your bag.", "summary: take the umbrella!").messages() == [
        f"{ACTION}:3:10 KB404 the summary only repeats the title | say what the reader gets"
    ]


def test_an_answer_is_compared_with_its_question(content: Content) -> None:
    content.change(
        "faq/does-it-help.yml",
        "short: Yes, an umbrella keeps the rain off your head.",
        "short: Does an umbrella help in rain.",
    )
    assert content.problems() == ["faq/does-it-help.yml:3:8 KB404"]


def test_a_summary_above_300_letters_is_a_warning(content: Content) -> None:
    content.change(ACTION, "Put it in your bag.", "x" * 301)
    knowledge, _ = content.check()
    assert knowledge is not None
    assert content.messages() == [
        f"{ACTION}:3:10 KB404 the summary has 301 characters; chats and search results cut after 300 | say it shorter"
    ]


def test_300_letters_are_fine(content: Content) -> None:
    assert content.change(ACTION, "Put it in your bag.", "x" * 300).problems() == []
