from __future__ import annotations

from generator.diagnostics import Diagnostic, Place
from generator.finish.budgets import Budget, Finished, Scales

FILES = {
    "a/index.html": Finished("", 9000, 3000, "faq"),
    "b/index.html": Finished("", 9000, 4000, "faq"),
    "c/index.html": Finished("", 9000, 50000, "flow"),
    "s.css": Finished("", 9000, 2000, ""),
    "m.mjs": Finished("", 9000, 7000, ""),
}


def test_a_page_is_weighed_with_each_file_that_comes_by_itself_once() -> None:
    scales = Scales({"faq": Budget(6000, 14000, 3), "flow": Budget(90000, 90000, 9)})
    scales.add("a/index.html", ["s.css", "s.css"], ["m.mjs", "m.mjs", "elsewhere.png"], FILES)
    scales.add("b/index.html", ["s.css"], ["m.mjs"], FILES)
    scales.add("c/index.html", [], [], FILES)
    assert scales.problems == []
    assert list(scales.table()) == [
        "kind         pages       readable         in all  requests  heaviest page",
        "faq              2     6.0 of 6.0   13.0 of 14.0    3 of 3  b/index.html",
        "flow             1   50.0 of 90.0   50.0 of 90.0    1 of 9  c/index.html",
    ]


def test_a_page_over_its_budget_is_named_with_what_weighs_most() -> None:
    scales = Scales({"faq": Budget(5999, 12999, 2)})
    scales.add("b/index.html", ["s.css"], ["m.mjs"], FILES)
    heaviest = "heaviest: m.mjs 7.0 KB, b/index.html 4.0 KB, s.css 2.0 KB"
    assert scales.problems == [
        Diagnostic(Place("b/index.html"), "KB907", message, heaviest)
        for message in (
            "6.0 KB must arrive before the page can be read, 6.0 may",
            "the page and what it fetches by itself are 13.0 KB, 13.0 may be",
            "the page asks for 3 files, 2 may be",
        )
    ]


def test_a_list_of_everything_may_be_as_long_as_the_content_is_rich() -> None:
    scales = Scales()
    scales.add("sources/index.html", [], [], {"sources/index.html": Finished("", 9_000_000, 2_000_000, "index")})
    assert scales.problems == []
    assert "2000.0 of any" in list(scales.table())[1]


def test_kinds_without_a_budget_of_their_own_have_the_common_one() -> None:
    scales = Scales({}, Budget(1000, 99999, 9))
    scales.add("a/index.html", [], [], FILES)
    assert [problem.code for problem in scales.problems] == ["KB907"]
