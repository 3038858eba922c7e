"""What a flow decides at its end, as tables: the outcomes, the verdicts of the paths that it judges, the plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.knowledge import Entry
from generator.logic.conditions import Names, Writing
from generator.logic.expressions import some
from generator.logic.program import Const, Expression, HitPolicy, Not, Row, Table
from generator.model import Condition, Flow, Path
from generator.nodes import Loc


@dataclass(frozen=True)
class Tables:
    """The tables of a program."""

    outcomes: Table | None
    verdicts: dict[str, Table]
    plan: Table | None

    def conditions(self) -> Iterator[Expression]:
        """The conditions of all their rows."""
        for table in (self.outcomes, *self.verdicts.values(), self.plan):
            for row in table.rows if table else ():
                yield row.when


def tables_of(flow: Entry[Flow], names: Names) -> Tables:
    """What the flow decides at its end."""
    record, writing = flow.record, Writing(names, flow)
    plan = tuple(
        Row(item.do, when(writing, item.when, ("plan", index)), writing.at(("plan", index)))
        for index, item in enumerate(record.plan)
    )
    return Tables(
        _outcomes(flow, names) if record.script and record.outcomes else None,
        {id_: _verdicts(entry, names) for id_ in record.verdicts if (entry := names.knowledge.find("path", Path, id_))},
        Table(plan, HitPolicy.COLLECT, writing.at(("plan",))) if plan else None,
    )


def when(writing: Writing, condition: Condition | None, loc: Loc) -> Expression:
    """The condition at a place, with its `when`; what has none holds always."""
    return Const(True, writing.at(loc)) if condition is None else writing.expression(condition, (*loc, "when"))


def _outcomes(flow: Entry[Flow], names: Names) -> Table:
    """The table of outcomes; "otherwise" means that no other row holds, which under `first` is its place."""
    writing, is_first = Writing(names, flow), flow.record.hit == "first"
    rules = {
        id_: writing.expression(outcome.when, ("outcomes", id_, "when"))
        for id_, outcome in flow.record.outcomes.items()
        if outcome.when is not None
    }
    rows = []
    for id_, outcome in flow.record.outcomes.items():
        at = writing.at(("outcomes", id_))
        if id_ in rules:
            rows.append(Row(id_, rules[id_], at))
        elif outcome.otherwise:
            rows.append(Row(id_, Const(True, at) if is_first or not rules else Not(some(rules.values()), at), at))
    return Table(tuple(rows), HitPolicy(flow.record.hit), writing.at(("outcomes",)))


def _verdicts(path: Entry[Path], names: Names) -> Table:
    writing = Writing(names, path)
    rows = tuple(
        Row(rule.verdict.value, when(writing, rule.when, loc), writing.at(loc))
        for index, rule in enumerate(path.record.verdicts)
        for loc in (("verdicts", index),)
    )
    return Table(rows, HitPolicy.FIRST, writing.at(("verdicts",)))
