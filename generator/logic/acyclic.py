"""A program's nodes without cycles: each cycle is rolled out as often as a run can take it and still end.

A run that goes round a cycle without asking anything new goes round for ever, so the number of rounds is bounded by
the questions on the cycle; a run that needs one more round ends at a node that says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.graph import topological
from generator.logic.program import Ask, Branch, Decide, Node, Program, Stop, Tell


@dataclass(frozen=True)
class Acyclic:
    """The nodes in topological order, the start first; `source` is each one's place in the program.

    `endless` are nodes without a way on that stand for running for ever; their source is where the round began.
    """

    nodes: tuple[Node, ...]
    source: tuple[int, ...]
    endless: frozenset[int]

    def copies(self, sources: Iterable[int]) -> frozenset[int]:
        """The nodes here that come from these nodes of the program."""
        wanted = set(sources)
        return frozenset(n for n, source in enumerate(self.source) if source in wanted and n not in self.endless)

    def ends(self) -> frozenset[int]:
        """The nodes at which a run is finished."""
        return frozenset(n for n, node in enumerate(self.nodes) if isinstance(node, Stop | Decide))

    def sinks(self) -> frozenset[int]:
        """The nodes without a way on: the ends, and where runs get stuck or go round for ever."""
        return frozenset(n for n, node in enumerate(self.nodes) if not targets(node))


def targets(node: Node) -> tuple[int, ...]:
    """The nodes that may come next."""
    if isinstance(node, Ask | Tell):
        return (node.next,)
    return tuple(target for _, target in node.arms) if isinstance(node, Branch) else ()


def without_cycles(program: Program) -> Acyclic:
    """The program's reachable nodes, rolled out."""
    layers = _Layers(program)
    graph: dict[tuple[int, int], tuple[tuple[int, int], ...]] = {}
    waiting = [(0, 0)]
    while waiting:
        place = waiting.pop()
        if place not in graph:
            graph[place] = tuple(layers.ways(place))
            waiting.extend(graph[place])
    order = topological(graph, (0, 0))
    number = {place: n for n, place in enumerate(order)}
    endless = frozenset(number[place] for place in order if place[1] == ENDLESS)
    return Acyclic(
        tuple(
            Branch((), program.nodes[place[0]].at)
            if place[1] == ENDLESS
            else _moved(program.nodes[place[0]], [number[way] for way in graph[place]])
            for place in order
        ),
        tuple(place[0] for place in order),
        endless,
    )


ENDLESS = -1


class _Layers:
    """Where a step from (node, layer) leads: a step back inside a cycle goes one layer down."""

    def __init__(self, program: Program) -> None:
        self.nodes = program.nodes
        self.cycle_of: dict[int, int] = {}
        self.depth: dict[int, int] = {}
        self.rank: dict[int, int] = {}
        for number, members in enumerate(_cycles(program.nodes)):
            rank = {node: n for n, node in enumerate(sorted(members))}
            back = {t for n in members for t in targets(self.nodes[n]) if t in rank and rank[t] <= rank[n]}
            asked = {node.variable for n in members if isinstance(node := self.nodes[n], Ask)}
            self.rank |= rank
            self.cycle_of |= dict.fromkeys(members, number)
            # Without a new answer each way back is taken at most once before the run repeats itself.
            self.depth[number] = (len(asked) + 1) * len(back)

    def ways(self, place: tuple[int, int]) -> Iterator[tuple[int, int]]:
        node, layer = place
        if layer == ENDLESS:
            return
        for target in targets(self.nodes[node]):
            cycle = self.cycle_of.get(target)
            if cycle is None or cycle != self.cycle_of.get(node):
                yield target, 0
            elif self.rank[target] > self.rank[node]:
                yield target, layer
            elif layer < self.depth[cycle]:
                yield target, layer + 1
            else:
                yield target, ENDLESS


def _moved(node: Node, ways: list[int]) -> Node:
    if isinstance(node, Ask):
        return Ask(node.variable, ways[0], node.at)
    if isinstance(node, Tell):
        return Tell(node.action, ways[0], node.at)
    if isinstance(node, Branch):
        return Branch(tuple((when, way) for (when, _), way in zip(node.arms, ways, strict=True)), node.at)
    return node


def _cycles(nodes: tuple[Node, ...]) -> list[list[int]]:
    """The strongly connected parts that hold a cycle (Tarjan, without recursion)."""
    found: list[list[int]] = []
    index: dict[int, int] = {}
    low: dict[int, int] = {}
    stack: list[int] = []
    on_stack: set[int] = set()
    for root in range(len(nodes)):
        if root in index:
            continue
        work: list[tuple[int, Iterator[int]]] = [(root, iter(targets(nodes[root])))]
        index[root] = low[root] = len(index)
        stack.append(root)
        on_stack.add(root)
        while work:
            node, ways = work[-1]
            for way in ways:
                if way not in index:
                    index[way] = low[way] = len(index)
                    stack.append(way)
                    on_stack.add(way)
                    work.append((way, iter(targets(nodes[way]))))
                    break
                if way in on_stack:
                    low[node] = min(low[node], index[way])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    part = stack[stack.index(node) :]
                    del stack[stack.index(node) :]
                    on_stack -= set(part)
                    if len(part) > 1 or node in targets(nodes[node]):
                        found.append(part)
    return found
