# ruff: noqa: E501  a table of cases reads best with one case a line
from __future__ import annotations

import pytest

from tests.conftest import Content

SKY = "questions/sky.yml"


def test_a_question_without_not_sure_must_say_why(content: Content) -> None:
    assert content.change(SKY, "no_not_sure: A look outside settles it.\n", "").messages() == [
        f"{SKY}:2:6 KB311 this question offers no “not sure” "
        "| add an option `not-sure`, or say under `no_not_sure:` why everybody knows the answer"
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("dry: It is dry}", "dry: It is dry, not-sure: I cannot see it}"),
        ("kind: choice\noptions: {wet: It is raining, dry: It is dry}", "kind: number\nrange: [0, 9]\nunit: mm\nbands: {dry: {label: D, to: 0}, wet: {label: W, from: 1}, unsure: {label: U, not_sure: true}}"),
    ],
)  # fmt: skip
def test_an_option_or_a_band_for_it_will_do(content: Content, old: str, new: str) -> None:
    content.change(SKY, "no_not_sure: A look outside settles it.\n", "").change(SKY, old, new)
    assert [problem for problem in content.problems() if "KB311" in problem] == []
