from __future__ import annotations

import pytest

from generator.references import references
from generator.render.pages import render
from tests.conftest import Content

FAQ = "faq/does-it-help.yml"


@pytest.mark.parametrize(
    ("text", "column", "shown"),
    [
        ("A <b>bold</b> word", 12, "<b>"),
        ("<script>alert(1)</script>", 10, "<script>"),
        ("x <img src=x onerror=alert(1)>", 12, "<img src=x onerror=alert(1)>"),
        ("x </div>", 12, "</div>"),
        ("x <!-- hidden -->", 12, "<!--"),
        ("x <a href=javascript:alert(1)>y</a>", 12, "<a href=javascript:alert(1)>"),
        ("x <svg/onload=alert(1)>", 12, "<svg/onload=alert(1)>"),
    ],
)
def test_a_tag_in_a_text_is_a_warning(content: Content, text: str, column: int, shown: str) -> None:
    content.change(FAQ, "Its parts are in [[guide:umbrellas]].", text)
    assert content.messages() == [
        f"{FAQ}:4:{column} KB413 HTML is not read here: readers will see “{shown}” | use Markdown"
    ]


@pytest.mark.parametrize("text", ["1 < 2 and 3 > 2", "`<b>`", "a <3 b", "&lt;b&gt;"])
def test_signs_and_code_are_no_tags(content: Content, text: str) -> None:
    assert content.change(FAQ, "Its parts are in [[guide:umbrellas]].", text).problems() == []


def test_titles_are_texts_too(content: Content) -> None:
    content.change("actions/take-umbrella.yml", "title: Take the umbrella", "title: Take <i>the</i> umbrella")
    assert content.problems() == ["actions/take-umbrella.yml:2:13 KB413"]


def test_readers_see_the_tag_and_no_page_carries_it_out(content: Content) -> None:
    content.change(FAQ, "Its parts are in", "<script>alert(1)</script> <b>")
    content.change("actions/take-umbrella.yml", "Take the", "<script>alert(2)</script>")
    knowledge, _ = content.check()
    assert knowledge is not None
    for page in render(knowledge, references(knowledge)).values():
        assert b"<script>alert" not in page
