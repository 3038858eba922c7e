from __future__ import annotations

import pytest

from tests.conftest import Content

FACT = "facts/ribs.yml"


def test_a_volatile_fact_needs_a_date_for_the_next_look(content: Content) -> None:
    assert content.change(FACT, "volatile: false", "volatile: true").messages() == [
        f"{FACT}:8:11 KB403 a volatile fact needs a review date | add `review_by: YYYY-MM-DD`"
    ]


def test_a_review_more_than_a_year_after_the_sources_were_read_is_a_problem(content: Content) -> None:
    assert content.change(FACT, "volatile: false", "volatile: true\nreview_by: 2027-11-25").messages() == [
        f"{FACT}:9:12 KB403 the review on 2027-11-25 is more than a year after the sources were read "
        "| look again within twelve months"
    ]


@pytest.mark.parametrize("words", ["volatile: true\nreview_by: 2027-11-24", "volatile: false\nreview_by: 2999-01-01"])
def test_a_review_within_a_year_or_of_a_fact_that_stays_is_fine(content: Content, words: str) -> None:
    assert content.change(FACT, "volatile: false", words).problems() == []
