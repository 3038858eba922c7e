"""Pages say which of the rules they lean on are past their day of review."""

from __future__ import annotations

import datetime

from generator.build import check_content
from generator.references import references
from generator.render.pages import render
from tests.conftest import Content

DAY = datetime.date(2027, 1, 31)
GUIDE, FACT = "guides/umbrellas.md", "facts/ribs.md"


def pages(content: Content, today: datetime.date | None) -> dict[str, str]:
    knowledge, problems = check_content(content.folder)
    assert knowledge is not None, problems
    return {path: data.decode() for path, data in render(knowledge, references(knowledge), today).items()}


def dated(content: Content) -> Content:
    return content.change("facts/ribs.yml", "volatile: false", "review_by: 2027-01-31\nvolatile: false")


def test_before_the_day_the_page_holds_the_day_and_shows_nothing(content: Content) -> None:
    made = pages(dated(content), DAY)
    assert '<div class="due" hidden' in made[GUIDE]
    assert (
        '- [Ribs](../facts/ribs.md){ data-by="2027-01-31" }, as of 1 November 2026, review by 31 January 2027'
        in made[GUIDE]
    )
    assert "| **Look again by** | 31 January 2027 |" in made[FACT]
    assert '<span data-by="2027-01-31">31 January 2027</span>' in made[FACT]


def test_after_the_day_a_build_says_it_without_any_script(content: Content) -> None:
    made = pages(dated(content), DAY + datetime.timedelta(days=1))
    assert '!!! due "Past its day of review"' in made[GUIDE]
    assert "    - [Ribs](../facts/ribs.md), as of 1 November 2026, review by 31 January 2027" in made[GUIDE]
    assert "hidden" not in made[GUIDE]
    assert "**Past its day of review**: it was to be looked at again by 31 January 2027." in made[FACT]
    assert "hidden" not in made[FACT]


def test_a_page_without_such_a_fact_says_nothing_of_it(content: Content) -> None:
    assert "review-dates" not in pages(content, DAY)[GUIDE]


def test_the_pages_of_two_days_differ_only_where_a_day_has_passed(content: Content) -> None:
    dated(content)
    before, on, after = (pages(content, DAY + datetime.timedelta(days=days)) for days in (-1, 0, 1))
    assert before == on
    assert {path for path in on if on[path] != after[path]} == {GUIDE, FACT}
