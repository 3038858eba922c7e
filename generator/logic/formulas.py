"""Conditions as numbers: equal conditions are one number, and putting a value in gives the condition that is left.

What is left of a flow's conditions after some answers is all that the answers so far mean for what follows; states
of a run whose left conditions are equal have equal futures. Tables are kept in the same way: a table is the list of
its rows that may still hold, up to the first that surely does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from generator.logic.program import All, Asked, Const, Expression, In, Not

FALSE, TRUE = 0, 1
Rows = tuple[tuple[Any, Expression], ...]


class Formulas:
    """Every condition met so far, each once; `reads[f]` are the variables that formula `f` still looks at.

    `work` counts the parts that were put together, the measure of the time that was spent.
    """

    def __init__(self) -> None:
        self._nodes: list[tuple[Any, ...]] = [("false",), ("true",)]
        self._numbers: dict[tuple[Any, ...], int] = {}
        self._given: dict[tuple[int, str, str | None], int] = {}
        self._settled: dict[int, int] = {}
        self._known: dict[int, tuple[Expression, int]] = {}
        self.work = 0
        self.reads: list[frozenset[str]] = [frozenset(), frozenset()]

    def of(self, expression: Expression) -> int:
        """The formula of a condition."""
        # Keyed by identity, since hashing a deep condition walks through all of it; the entry keeps it alive.
        known = self._known.get(id(expression))
        if known is None:
            known = self._known[id(expression)] = (expression, self._make(expression))
        return known[1]

    def _make(self, e: Expression) -> int:
        if isinstance(e, Const):
            return int(e.value)
        if isinstance(e, In):
            return self._in(e.variable, e.values)
        if isinstance(e, Asked):
            return self._number(("asked", e.variable), frozenset((e.variable,)))
        if isinstance(e, Not):
            return self._not(self.of(e.item))
        items = [self.of(item) for item in e.items]
        return self._at_least(len(items) if isinstance(e, All) else e.number, items)

    def table(self, rows: Iterable[tuple[Any, Expression]]) -> int:
        """The formula of a table in which the first row that holds gives the result."""
        return self._rows([(result, self.of(when)) for result, when in rows])

    def given(self, formula: int, variable: str, value: str | None) -> int:
        """What is left when the variable has this value, or (None) is not asked."""
        if variable not in self.reads[formula]:
            return formula
        key = (formula, variable, value)
        if key not in self._given:
            self._given[key] = self._rebuilt(formula, variable, value)
        return self._given[key]

    def settled(self, formula: int) -> int:
        """What is left when nothing more will be asked: `FALSE`, `TRUE`, or a table that is decided."""
        if formula not in self._settled:
            left = formula
            for variable in sorted(self.reads[formula]):
                left = self.given(left, variable, None)
            self._settled[formula] = left
        return self._settled[formula]

    def result(self, table: int) -> Any:
        """The result that a table gives when nothing more will be asked, or None."""
        rows = self._nodes[self.settled(table)][1]
        return rows[0][0] if rows else None

    def decided(self, table: int) -> bool:
        """Whether no answer can change the table's result."""
        return not self.reads[table]

    def _rebuilt(self, formula: int, variable: str, value: str | None) -> int:
        node = self._nodes[formula]
        self.work += 1 + (len(node[-1]) if node[0] in ("at least", "rows") else 0)
        match node[0]:
            case "in":
                return int(value is not None and value in node[2])
            case "asked":
                return int(value is not None)
            case "not":
                return self._not(self.given(node[1], variable, value))
            case "rows":
                return self._rows([(result, self.given(when, variable, value)) for result, when in node[1]])
            case _:
                return self._at_least(node[1], [self.given(item, variable, value) for item in node[2]])

    def _number(self, node: tuple[Any, ...], reads: frozenset[str]) -> int:
        number = self._numbers.get(node)
        if number is None:
            number = self._numbers[node] = len(self._nodes)
            self._nodes.append(node)
            self.reads.append(reads)
        return number

    def _in(self, variable: str, values: frozenset[str]) -> int:
        return self._number(("in", variable, values), frozenset((variable,))) if values else FALSE

    def _not(self, item: int) -> int:
        if item in (FALSE, TRUE):
            return 1 - item
        node = self._nodes[item]
        return node[1] if node[0] == "not" else self._number(("not", item), self.reads[item])

    def _at_least(self, number: int, items: list[int]) -> int:
        number -= items.count(TRUE)
        left = sorted(item for item in items if item not in (FALSE, TRUE))
        if number <= 0:
            return TRUE
        if number > len(left):
            return FALSE
        if number == len(left):
            return self._joined(left, every=True)
        if number == 1:
            return self._joined(left, every=False)
        return self._number(("at least", number, tuple(left)), self._read_by(left))

    def _joined(self, items: list[int], every: bool) -> int:
        """All or any of the items, flattened, reads of one variable put together."""
        values: dict[str, frozenset[str]] = {}
        rest: set[int] = set()
        for item in self._flat(items, every):
            node = self._nodes[item]
            if node[0] != "in":
                rest.add(item)
            elif node[1] not in values:
                values[node[1]] = node[2]
            else:
                values[node[1]] = values[node[1]] & node[2] if every else values[node[1]] | node[2]
        rest |= {self._in(variable, held) for variable, held in values.items()}
        if FALSE in rest or any(self._nodes[i][0] == "not" and self._nodes[i][1] in rest for i in rest):
            return FALSE if every else TRUE
        if len(rest) == 1:
            return rest.pop()
        left = sorted(rest)
        return self._number(("at least", len(left) if every else 1, tuple(left)), self._read_by(left))

    def _flat(self, items: list[int], every: bool) -> Iterator[int]:
        for item in items:
            node = self._nodes[item]
            if node[0] == "at least" and node[1] == (len(node[2]) if every else 1):
                yield from node[2]
            else:
                yield item

    def _read_by(self, items: list[int]) -> frozenset[str]:
        return frozenset().union(*(self.reads[item] for item in items))

    def _rows(self, rows: list[tuple[Any, int]]) -> int:
        left: list[tuple[Any, int]] = []
        for result, when in rows:
            if when != FALSE:
                left.append((result, when))
            if when == TRUE:
                # Rows just before a sure one that say the same add nothing.
                while len(left) > 1 and left[-2][0] == result:
                    del left[-2]
                break
        reads = frozenset().union(*(self.reads[when] for _, when in left))
        return self._number(("rows", tuple(left)), reads)
