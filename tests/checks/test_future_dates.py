from __future__ import annotations

from datetime import date

from generator.build import check_content
from tests.conftest import Content

FACT = "facts/ribs.yml"


def test_a_day_that_has_not_come_yet_is_a_problem_and_today_is_none(content: Content) -> None:
    content.change(FACT, "as_of: ", "as_of: 2026-11-24 #")
    assert check_content(content.folder, date(2026, 11, 24))[1] == []
    _, problems = check_content(content.folder, date(2026, 11, 23))
    assert {(problem.code, problem.message) for problem in problems if problem.place.path.endswith(FACT)} == {
        ("KB417", "as_of: 2026-11-24 is still to come")
    }
