# ruff: noqa: E501  a table of cases reads best with one case a line
from __future__ import annotations

import pytest

from tests.conftest import Content

NUMBER = """# yaml-language-server: $schema=../.schema/question.json
ask: How many hours will it rain?
no_not_sure: The forecast says it.
kind: number
range: [0, 24]
unit: hours
bands:
  a: {{label: Short, {a}}}
  b: {{label: Long, {b}}}
"""
DAY = NUMBER.replace("number", "date").replace("[0, 24]", "[2026-01-01, 2026-12-31]").replace("unit: hours\n", "")


def found(content: Content, template: str, a: str, b: str) -> list[str]:
    content.change("site.yml", "questions:", "start: ['question:rain'], questions:")
    return content.write("questions/rain.yml", template.format(a=a, b=b)).messages()


@pytest.mark.parametrize(
    ("a", "b"), [("to: 2", "from: 3"), ("from: 0, to: 2", "from: 3, to: 24"), ("from: 20", "to: 19")]
)
def test_bands_that_hold_every_number_once_are_fine(content: Content, a: str, b: str) -> None:
    assert found(content, NUMBER, a, b) == []


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("to: 2", "from: 4", "9:3 KB112 band “b” starts at 4, but 3 is due after “a”: a gap | start it at 3"),
        ("to: 2", "from: 2", "9:3 KB112 band “b” starts at 2, but 3 is due after “a”: an overlap | start it at 3"),
        ("from: 1, to: 2", "from: 3", "8:3 KB112 band “a” starts at 1, but 0 is due after the range: a gap | start it at 0"),
        ("to: 2", "from: 3, to: 20", "7:1 KB112 the bands end at 20, the range at 24 | let the last band end where the range does"),
        ("to: 2", "from: 3, to: 30", "7:1 KB112 the bands end at 30, the range at 24 | let the last band end where the range does"),
    ],
)  # fmt: skip
def test_a_gap_or_an_overlap_is_named_by_an_example(content: Content, a: str, b: str, expected: str) -> None:
    assert found(content, NUMBER, a, b) == [f"questions/rain.yml:{expected}"]


def test_days_are_counted_across_the_end_of_a_month(content: Content) -> None:
    assert found(content, DAY, "to: 2026-02-28", "from: 2026-03-01") == []


def test_a_missing_day_is_named(content: Content) -> None:
    assert found(content, DAY, "to: 2026-02-27", "from: 2026-03-01") == [
        "questions/rain.yml:8:3 KB112 band “b” starts at 2026-03-01, but 2026-02-28 is due after “a”: a gap "
        "| start it at 2026-02-28"
    ]


def test_a_band_for_those_who_are_not_sure_is_outside_the_range(content: Content) -> None:
    template = NUMBER.replace("no_not_sure: The forecast says it.\n", "") + "  c: {{label: No idea, not_sure: true}}\n"
    assert found(content, template, "to: 2", "from: 3") == []
