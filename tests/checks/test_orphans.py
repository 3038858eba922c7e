from __future__ import annotations

from tests.conftest import Content

NEW = """# yaml-language-server: $schema=../.schema/action.json
title: Shake the umbrella
summary: Get the water off.
horizon: now
how: Shake it{}.
done_when: It no longer drips.
"""


def test_a_page_that_nothing_mentions_is_a_warning(content: Content) -> None:
    knowledge, problems = content.write("actions/shake.yml", NEW.format("")).check()
    assert knowledge is not None
    assert [(problem.code, problem.severity, problem.message, problem.hint) for problem in problems] == [
        ("KB402", "warning", "nothing leads to action:shake", "mention action:shake where a reader would need it")
    ]


def test_a_page_that_only_mentions_itself_is_one_too(content: Content) -> None:
    assert content.write("actions/shake.yml", NEW.format(" as in [[action:shake]]")).problems() == [
        "actions/shake.yml:2:1 KB402"
    ]


def test_a_mention_in_a_text_is_enough(content: Content) -> None:
    content.write("actions/shake.yml", NEW.format("")).change("faq/does-it-help.yml", "Its", "[[action:shake]]. Its")
    assert content.problems() == []
