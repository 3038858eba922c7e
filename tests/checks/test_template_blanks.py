from __future__ import annotations

import pytest

from tests.conftest import Content

TEMPLATE = """# yaml-language-server: $schema=../.schema/template.json
title: Ask for an umbrella
summary: A short note to a neighbour.
when: It rains and you have none.
subject: For {subject}
text: "Dear {text}, may I have it?"
blanks:
  name: {label: The name}
checked: 2026-11-24
"""


def found(content: Content, subject: str, text: str) -> list[str]:
    content.change("site.yml", "questions:", "start: ['template:ask'], questions:")
    written = TEMPLATE.replace("{subject}", subject).replace("{text}", text)
    return content.write("templates/ask.yml", written).messages()


def test_a_blank_that_is_not_declared_is_a_problem(content: Content) -> None:
    assert found(content, "you", "{name} and {nmae} on {day}") == [
        "templates/ask.yml:6:7 KB407 the blank {day} is not declared | write one of: name",
    ]


def test_a_declared_blank_that_is_not_used_is_a_problem(content: Content) -> None:
    assert found(content, "you", "friend") == ["templates/ask.yml:8:3 KB407 the text does not use the blank {name}"]


@pytest.mark.parametrize(("subject", "text"), [("you", "{name}"), ("{name}", "you"), ("{name}", "{name} { } {A b}")])
def test_a_blank_may_stand_in_the_subject_or_in_the_text(content: Content, subject: str, text: str) -> None:
    assert found(content, f"'{subject}'", text) == []
