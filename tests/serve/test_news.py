from __future__ import annotations

from generator.diagnostics import Diagnostic, Place
from generator.glimpse import Glimpse
from generator.serve.news import Board

EARLY, LATE = Glimpse("early/index.html", b"early"), Glimpse("late/index.html", b"late")
PROBLEM = Diagnostic(Place("a.yml", 2, 3), "KB101", "is wrong")


def test_a_glimpse_is_news_and_makes_the_site_another() -> None:
    board = Board()
    before = board.news
    board.show(EARLY)
    assert board.news.site != before.site
    assert board.news.glimpses == {EARLY.path: EARLY.page}
    assert b"early" not in board.news.as_json().encode()


def test_what_an_edited_page_fetches_comes_and_goes_with_it() -> None:
    board = Board()
    board.show(Glimpse("a/index.html", b"page", {"a/flow.1.json": b"data"}))
    assert board.news.glimpses == {"a/index.html": b"page", "a/flow.1.json": b"data"}
    board.post([], board.now)
    assert board.news.glimpses == {}


def test_a_build_takes_the_place_of_the_pages_shown_before_it_began_and_of_no_later_ones() -> None:
    board = Board()
    board.show(EARLY)
    begun = board.now
    board.show(LATE)
    board.post([], begun)
    assert board.news.glimpses == {LATE.path: LATE.page}
    board.post([], board.now)
    assert board.news.glimpses == {}


def test_a_build_that_fails_leaves_what_was_shown() -> None:
    board = Board()
    board.show(EARLY)
    shown = board.news
    board.post([PROBLEM], board.now)
    assert board.news.glimpses == {EARLY.path: EARLY.page}
    assert board.news.site == shown.site
    assert board.news.errors == (PROBLEM,)
