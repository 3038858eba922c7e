from __future__ import annotations

import pytest

from generator.model.types import is_id


@pytest.mark.parametrize("text", ["a", "a-b", "2026", "a1-b2", "a" * 80])
def test_lower_case_words_joined_by_hyphens_are_ids(text: str) -> None:
    assert is_id(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A",
        "a_b",
        "a--b",
        "-a",
        "a-",
        "../a",
        "a/b",
        "a.b",
        "a b",
        "a\n",
        "ä",
        "٣",
        "a" * 81,
        "index",
        "con",
        "lpt9",
    ],
)
def test_what_could_not_be_a_page_is_no_id(text: str) -> None:
    assert not is_id(text)
