from __future__ import annotations

import pytest

from generator.references import references
from generator.render.renderer import Renderer
from tests.conftest import Content


def renderer(content: Content) -> Renderer:
    knowledge, problems = content.check()
    assert knowledge is not None, problems
    return Renderer(knowledge, references(knowledge))


def test_pages_that_mention_a_record_are_named_once_without_the_page_itself(content: Content) -> None:
    page = renderer(content).page("guides/umbrellas.md")
    backlinks = [("guide", "umbrellas"), ("faq", "does-it-help"), ("flow", "umbrella"), ("faq", "does-it-help")]
    assert page.mentioned_in("guide", "umbrellas", backlinks) == [
        "[Does an umbrella help in rain?](../faq/does-it-help.md)",
        "[Do I need an umbrella?](../flows/umbrella.md)",
    ]


def test_of_very_many_pages_the_first_are_named_and_the_others_counted(
    content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.render.page.MOST_MENTIONS", 1)
    page = renderer(content).page("guides/umbrellas.md")
    backlinks = [("faq", "does-it-help"), *(("faq", f"help-{number}") for number in range(1201))]
    assert page.mentioned_in("guide", "umbrellas", backlinks) == [
        "[Does an umbrella help in rain?](../faq/does-it-help.md)",
        "and 1,201 more",
    ]
