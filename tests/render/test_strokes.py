from __future__ import annotations

from generator.render.strokes import path, triangle


def test_a_curve_bends_and_a_line_does_not() -> None:
    assert path([[(0, 0), (10, 0), (20, 10), (20, 20)]]) == "M0,0C10,0 20,10 20,20"
    assert path([[(0, 0), (3, 4.05)]]) == "M0,0L3,4"


def test_a_curve_that_is_straight_is_written_as_a_line() -> None:
    assert path([[(78, 48.1), (78, 52.3), (78, 56.9), (78, 61.5)]]) == "M78,48.1L78,61.5"
    assert path([[(0, 0), (10, 10.04), (20, 20), (30, 30)]]) == "M0,0L30,30"


def test_a_curve_that_runs_over_its_end_is_no_line() -> None:
    assert path([[(0, 0), (0, 30), (0, 40), (0, 20)]]) == "M0,0C0,30 0,40 0,20"
    assert path([[(0, 0), (0, -9), (0, 10), (0, 20)]]) == "M0,0C0,-9 0,10 0,20"


def test_each_curve_of_a_chain_is_looked_at_by_itself() -> None:
    chain = [(0, 0), (0, 1), (0, 2), (0, 3), (0, 9), (9, 9), (9, 12)]
    assert path([chain]) == "M0,0L0,3C0,9 9,9 9,12"


def test_a_stroke_goes_on_where_the_last_one_ended_and_leaves_out_what_is_too_short_to_be_written() -> None:
    assert path([[(1, 1), (2, 2)], [(2.01, 2), (9, 2)], [(9, 2), (9.04, 2)], [(20, 2), (30, 2)]]) == (
        "M1,1L2,2L9,2M20,2L30,2"
    )


def test_equal_triangles_differ_only_in_where_they_are() -> None:
    assert triangle([(78, 69.7), (81.5, 61.5), (74.5, 61.5)]) == "M78,69.7l3.5,-8 -7,0z"
    assert triangle([(178, 169.9), (181.5, 161.8), (174.5, 161.8)]) == "M178,169.9l3.5,-8 -7,0z"
