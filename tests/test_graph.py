from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.graph import first_cycle, in_walking_order, reachable, topological

DIAMOND = {"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": [], "e": ["a"]}
LONG = {n: [n + 1] for n in range(100_000)}
Numbers = dict[int, list[int]]
graphs = st.dictionaries(st.integers(0, 8), st.lists(st.integers(0, 10), max_size=4), max_size=9)


def test_reachable_is_what_a_walk_can_meet() -> None:
    assert reachable(DIAMOND, "b") == {"b", "d"}
    assert reachable(DIAMOND, "a") == {"a", "b", "c", "d"}


def test_nothing_is_reachable_from_a_node_that_does_not_exist() -> None:
    assert reachable(DIAMOND, "x") == set()
    assert in_walking_order(DIAMOND, "x") == []
    assert topological(DIAMOND, "x") == []


def test_successors_that_do_not_exist_are_passed_over() -> None:
    assert reachable({"a": ["x"]}, "a") == {"a"}
    assert first_cycle({"a": ["x"]}) == ()
    assert topological({"a": ["x"]}, "a") == ["a"]


def test_a_cycle_is_given_in_walking_order() -> None:
    assert first_cycle({"a": ["b"], "b": ["c", "d"], "c": [], "d": ["b"]}) == ("b", "d")
    assert first_cycle({"a": ["a"]}) == ("a",)
    assert first_cycle(DIAMOND) == ()


def test_walking_goes_deep_before_wide() -> None:
    assert in_walking_order(DIAMOND, "a") == ["a", "b", "d", "c"]


def test_the_topological_order_keeps_siblings_in_their_order() -> None:
    assert topological(DIAMOND, "a") == ["a", "b", "c", "d"]


def test_long_chains_need_no_recursion() -> None:
    assert len(reachable(LONG, 0)) == len(LONG)
    assert in_walking_order(LONG, 0) == list(LONG)
    assert topological(LONG, 0) == list(LONG)
    assert first_cycle(LONG | {99_999: [0]}) == tuple(LONG)


@given(graphs)
def test_a_cycle_is_a_way_round(graph: Numbers) -> None:
    cycle = first_cycle(graph)
    assert len(set(cycle)) == len(cycle)
    for node, following in zip(cycle, (*cycle[1:], *cycle[:1]), strict=True):
        assert following in graph[node]


@given(graphs)
def test_a_graph_without_a_cycle_can_be_put_in_order(graph: Numbers) -> None:
    if not graph or first_cycle(graph):
        return
    start = next(iter(graph))
    order = topological(graph, start)
    assert set(order) == reachable(graph, start) == set(in_walking_order(graph, start))
    assert all(order.index(a) < order.index(b) for a in order for b in graph[a] if b in graph)
