"""The automaton leads where the program leads, with no more states than it must have."""

from __future__ import annotations

from hypothesis import given, settings

from generator.logic.compile import Automaton, Edge, Page, automaton
from generator.logic.program import Const, Program
from generator.logic.sweep import OverBudget
from tests.logic.programs import all_runs, both, first, is_, programs, script

ELSE = ("rest", Const(True))


def compiled(program: Program) -> Automaton:
    found = automaton(program)
    assert isinstance(found, Automaton)
    return found


def test_states_with_equal_futures_are_one_and_are_numbered_from_the_start() -> None:
    program = script(
        {"a": "x y z", "b": "x y", "c": "x y"},
        ["ask a", ("tell walk", is_("a", "x")), ("ask b", is_("a", "x y")), "ask c"],
        first(("one", both(is_("c", "x"), is_("b", "x"))), ELSE),
    )
    assert compiled(program) == Automaton(
        Edge((), (), 0, None),
        (
            Page(
                0,
                "a",
                "a",
                None,
                (
                    Edge(("x",), ("walk",), 1, None),
                    Edge(("y",), (), 1, None),
                    Edge(("z",), (), 2, None),
                ),
                2,
                3,
            ),
            Page(1, "b", "b", None, (Edge(("x",), (), 3, None), Edge(("y",), (), 2, None)), 2, 2),
            Page(2, "c", "c", None, (Edge(("x", "y"), (), None, "rest"),), 1, 1),
            Page(3, "c", "c", None, (Edge(("x",), (), None, "one"), Edge(("y",), (), None, "rest")), 1, 1),
        ),
    )


def test_options_are_states_but_no_questions() -> None:
    program = script(
        {"pets": "none some", "pets.cat": "yes no", "pets.dog": "yes no"},
        ["ask pets", ("ask pets.cat", is_("pets", "some")), ("ask pets.dog", is_("pets", "some"))],
        first(("one", is_("pets.dog", "yes")), ELSE),
    )
    found = compiled(program)
    assert (found.page_count, found.question_count, found.outcomes) == (3, 1, ("one", "rest"))
    assert [(page.fewest, page.most) for page in found.pages] == [(1, 1), (0, 0), (0, 0)]


def test_too_many_states_are_no_automaton() -> None:
    program = script({"a": "x y", "b": "x y"}, ["ask a", "ask b"], first(("one", is_("a", "x")), ELSE))
    assert automaton(program, budget=2) == OverBudget(2)


@settings(max_examples=150, deadline=None)
@given(programs)
def test_every_run_is_a_way_through_the_automaton(program: Program) -> None:
    found = compiled(program)
    ways = {}
    for run in all_runs(program):
        edge, told, left = found.start, found.start.told, list(run.answers)
        while edge.state is not None:
            page = found.pages[edge.state]
            assert page.number == edge.state
            assert page.fewest <= len(left) <= page.most
            name, value = left.pop(0)
            assert page.variable == name
            edge = page.edge(value)
            told += edge.told
        assert left == []
        assert edge.outcome == run.outcome
        # Who goes round for ever is told things for ever; the automaton breaks off.
        assert told == run.told or run.way == "endless"
        ways[run.answers] = edge
    assert {page.number for page in found.pages} == set(range(found.page_count))


@settings(max_examples=100, deadline=None)
@given(programs)
def test_no_two_states_have_the_same_future(program: Program) -> None:
    found = compiled(program)
    seen = {(page.variable, page.edges) for page in found.pages}
    assert len(seen) == found.page_count
