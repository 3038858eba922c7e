from __future__ import annotations

import pytest

from generator.diagnostics import Diagnostic, Place, Severity, did_you_mean, has_errors, in_order


def test_a_place_is_written_so_that_editors_can_jump_to_it() -> None:
    assert str(Place("faq/a.yml", 3, 14)) == "faq/a.yml:3:14"


def test_problems_are_read_in_the_order_of_files_and_lines() -> None:
    late, early, other = (
        Diagnostic(Place("a.yml", 10), "KB101", "x"),
        Diagnostic(Place("a.yml", 9, 5), "KB102", "x"),
        Diagnostic(Place("B.yml"), "KB103", "x"),
    )
    assert in_order([late, early, other]) == [other, early, late]


def test_one_slip_gives_one_message() -> None:
    first, echo, elsewhere = (
        Diagnostic(Place("a.yml"), "KB101", "a"),
        Diagnostic(Place("a.yml"), "KB101", "b"),
        Diagnostic(Place("a.yml"), "KB102", "a"),
    )
    assert in_order([echo, first, elsewhere, first]) == [first, elsewhere]


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("anser", ["answer", "question"], "did you mean answer?"),
        ("b1", ["b1-a", "b1-b", "zzz"], "did you mean b1-b or b1-a?"),
        ("xyz", ["one", "two"], "write one of: one, two"),
        ("xyz", [f"word{n}" for n in range(13)], ""),
        ("xyz", [], ""),
        ("", ["a"], "write one of: a"),
    ],
)
def test_a_misspelled_word_is_answered_by_what_it_resembles(word: str, known: list[str], hint: str) -> None:
    assert did_you_mean(word, known) == hint


def test_only_errors_stop_a_build() -> None:
    warning = Diagnostic(Place("a"), "KB402", "x", severity=Severity.WARNING)
    assert not has_errors([])
    assert not has_errors([warning])
    assert has_errors([warning, Diagnostic(Place("a"), "KB101", "x")])
