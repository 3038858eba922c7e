"""Lines are broken in one place, whatever measures the words."""

from __future__ import annotations

from generator.render.wrapping import wrapped


def test_lines_are_as_few_as_fit_and_evenly_filled() -> None:
    assert wrapped(["one", "two", "three", "four"], len, 13) == ("one two", "three four")


def test_a_word_too_long_for_a_line_breaks_after_a_hyphen_or_slash_else_anywhere() -> None:
    assert wrapped(["after-the-match"], len, 10) == ("after-the-", "match")
    assert wrapped(["abcdefgh"], len, 3) == ("abc", "def", "gh")


def test_a_mark_that_takes_no_room_stays_with_its_letter() -> None:
    def letters(word: str) -> float:
        return sum(char != "\u0301" for char in word)

    assert wrapped(["ne\u0301e\u0301"], letters, 2) == ("ne\u0301", "e\u0301")


def test_no_word_makes_no_line_and_an_empty_one_makes_one() -> None:
    assert wrapped([], len, 5) == ()
    assert wrapped([""], len, 5) == ("",)
