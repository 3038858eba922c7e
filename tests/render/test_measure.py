"""Words get room enough on any reader's screen, and lines break where a reader would break them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.render.measure import SLACK, drawable, width, wrap


def test_words_that_fit_stay_on_one_line() -> None:
    assert wrap("Grind today", 14, 120) == ("Grind today",)


def test_lines_are_filled_evenly_so_that_no_word_is_left_alone() -> None:
    sentence = "Ask the miller whether the wheel turns again"
    assert wrap(sentence, 14, 200) == ("Ask the miller whether", "the wheel turns again")
    assert wrap(sentence, 14, 290) == wrap(sentence, 14, 200)


def test_nothing_is_one_empty_line() -> None:
    assert wrap(" \n ", 14, 120) == ("",)


def test_a_word_too_long_for_a_line_is_broken_after_its_hyphen_or_slash() -> None:
    assert wrap("watermill-maintenance/repairs", 14, 140) == ("watermill-", "maintenance/", "repairs")


def test_a_word_without_a_seam_is_broken_where_the_line_ends() -> None:
    lines = wrap("m" * 30, 14, 140)
    assert len(lines) == 3
    assert "".join(lines) == "m" * 30


def test_a_broken_word_keeps_its_accents_on_their_letters() -> None:
    lines = wrap("e\u0301" * 40, 14, 100)
    assert len(lines) > 1
    assert all(line.startswith("e") for line in lines)


def test_a_no_break_space_keeps_its_words_together() -> None:
    assert wrap("wheel number\u00a07", 14, width("wheel number", 14)) == ("wheel", "number\u00a07")


def test_accents_cost_nothing_and_rare_letters_are_measured_generously() -> None:
    assert width("caf\u00e9", 14) == width("cafe", 14)
    assert width("\u6c34\u8eca", 14) == pytest.approx(2 * 14 * SLACK)
    assert width("\U0001f600", 14) > width("\u6c34", 14)


def test_what_xml_forbids_and_what_would_turn_the_next_line_around_is_left_out() -> None:
    assert drawable("a\x00b\x07c\ud800d\ufffee\u202ef  \n\u2028 g") == "abcdef g"


def test_joiners_stay_since_scripts_and_emoji_need_them() -> None:
    assert drawable("\u0645\u06cc\u200c\u0631\u0648\u0645 \U0001f468\u200d\U0001f469") == (
        "\u0645\u06cc\u200c\u0631\u0648\u0645 \U0001f468\u200d\U0001f469"
    )


@given(st.text(max_size=120), st.integers(100, 220))
def test_no_line_is_wider_than_the_limit_unless_one_letter_is(text: str, limit: int) -> None:
    for line in wrap(text, 14, limit):
        assert width(line, 14) <= limit + 0.001 or width(line[1:], 14) <= limit


@given(st.text(max_size=120))
def test_wrapping_loses_and_adds_no_letter(text: str) -> None:
    assert "".join(wrap(text, 14, 100)).replace(" ", "") == drawable(text).replace(" ", "")
