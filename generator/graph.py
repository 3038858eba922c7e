"""Pure functions on graphs given as `{node: (successor, …)}`; successors that are no nodes are passed over."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

N = TypeVar("N", bound=Hashable)
Graph = Mapping[N, Iterable[N]]


def reachable(graph: Graph[N], start: N) -> set[N]:
    """Every node that a walk from `start` can meet, `start` included."""
    seen: set[N] = set()
    waiting = [start]
    while waiting:
        node = waiting.pop()
        if node in seen or node not in graph:
            continue
        seen.add(node)
        waiting.extend(graph[node])
    return seen


def first_cycle(graph: Graph[N]) -> tuple[N, ...]:
    """The nodes of one cycle in walking order, or () if the graph has none; the same graph gives the same cycle."""
    done: set[N] = set()
    for root in graph:
        path: list[N] = []
        on_path: set[N] = set()
        waiting: list[tuple[N, bool]] = [(root, False)]
        while waiting:
            node, leaving = waiting.pop()
            if leaving:
                done.add(path.pop())
                on_path.discard(node)
            elif node in on_path:
                return tuple(path[path.index(node) :])
            elif node in graph and node not in done:
                path.append(node)
                on_path.add(node)
                waiting.append((node, True))
                waiting.extend((following, False) for following in reversed(list(graph[node])))
    return ()


def in_walking_order(graph: Graph[N], start: N) -> list[N]:
    """The reachable nodes in the order of first visit, depth first, each node's first successor before its second."""
    order: dict[N, None] = {}
    waiting = [start]
    while waiting:
        node = waiting.pop()
        if node in order or node not in graph:
            continue
        order[node] = None
        waiting.extend(reversed(list(graph[node])))
    return list(order)


def topological(graph: Graph[N], start: N) -> list[N]:
    """The reachable nodes, each before its successors, siblings in their order; for graphs without cycles."""
    order: list[N] = []
    seen: set[N] = set()
    waiting: list[tuple[N, bool]] = [(start, False)]
    while waiting:
        node, leaving = waiting.pop()
        if leaving:
            order.append(node)
        elif node in graph and node not in seen:
            seen.add(node)
            waiting.append((node, True))
            waiting.extend((following, False) for following in graph[node])
    return order[::-1]
