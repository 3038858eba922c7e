"""Puts the nodes of a program into their final order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.graph import in_walking_order
from generator.logic.program import Ask, Branch, Node, Tell


def arranged(nodes: Sequence[Node | int | None], start: int) -> tuple[Node, ...]:
    """The nodes with the start first, then in walking order, then those that no run meets, in theirs.

    A number in place of a node says "go on there" and goes away.
    """
    graph = {index: _following(node) for index, node in enumerate(nodes) if isinstance(node, Node)}
    ends = {index: _end(nodes, index) for index in range(len(nodes))}
    straight = {index: tuple(ends[item] for item in following) for index, following in graph.items()}
    order = list(dict.fromkeys((*in_walking_order(straight, ends[start]), *graph)))
    numbers = {index: number for number, index in enumerate(order)}
    final = {index: numbers[end] for index, end in ends.items() if end in numbers}
    return tuple(_renumbered(node, final) for index in order if isinstance(node := nodes[index], Node))


def _end(nodes: Sequence[Node | int | None], index: int) -> int:
    """Where "go on there" leads in the end; a ring of them leads nowhere and stays one."""
    seen = set()
    while isinstance(following := nodes[index], int) and index not in seen:
        seen.add(index)
        index = following
    return index


def _following(node: Node) -> tuple[int, ...]:
    if isinstance(node, Branch):
        return tuple(target for _, target in node.arms)
    return (node.next,) if isinstance(node, Ask | Tell) else ()


def _renumbered(node: Node, numbers: dict[int, int]) -> Node:
    if isinstance(node, Branch):
        return replace(node, arms=tuple((guard, numbers[target]) for guard, target in node.arms))
    return replace(node, next=numbers[node.next]) if isinstance(node, Ask | Tell) else node
