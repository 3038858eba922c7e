from __future__ import annotations

import pytest

from tests.conftest import Content

FAQ = "faq/does-it-help.yml"
ANSWER = "Its parts are in [[guide:umbrellas]]."


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("[x](guides/a.md)", "guides/a.md"),
        ("[x](/faq/)", "/faq/"),
        ("[x](//example.org)", "//example.org"),
        ("[x](javascript:alert(1))", "javascript:alert(1"),
        ("[x](JaVaScRiPt:alert)", "JaVaScRiPt:alert"),
        ("[x](data:text/html,a)", "data:text/html,a"),
        ("[x](file:///etc/passwd)", "file:///etc/passwd"),
        ("[x]()", ""),
    ],
)
def test_a_link_to_what_cannot_be_published_is_a_problem(content: Content, text: str, target: str) -> None:
    assert content.change(FAQ, ANSWER, text).messages() == [
        f"{FAQ}:4:12 KB414 the link leads to “{target}” | refer to a record as [[kind:id]], to another site by https://…"
    ]


def test_angle_brackets_hide_no_target(content: Content) -> None:
    content.change(FAQ, ANSWER, "[x](<javascript:alert>)")
    assert content.problems() == [f"{FAQ}:4:12 KB414", f"{FAQ}:4:14 KB413"]


def test_a_link_that_is_defined_further_down_is_checked_there(content: Content) -> None:
    content.change(FAQ, f'"{ANSWER}"', "|\n  [x][y]\n\n  [y]: javascript:alert(1)")
    assert content.problems() == [f"{FAQ}:7:3 KB414"]


@pytest.mark.parametrize(
    "target", ["https://example.org/a", "http://example.org", "mailto:a@example.org", "tel:+1", "#parts"]
)
def test_links_to_the_web_and_within_the_page_are_fine(content: Content, target: str) -> None:
    assert content.change(FAQ, ANSWER, f"[x]({target}) and [a] box and `[x](y)`").problems() == []


def test_a_picture_is_a_problem(content: Content) -> None:
    assert content.change(FAQ, ANSWER, "![x](https://example.org/a.png)").messages() == [
        f"{FAQ}:4:10 KB415 pictures are not shown in texts | describe it in words; a diagram comes from a flow"
    ]
