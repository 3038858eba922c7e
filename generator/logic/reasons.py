"""Why a reader gets something: the conditions of the steps that tell or stop, and the answers that decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.logic.expressions import ALWAYS, some
from generator.logic.program import Branch, Expression, Program, Row, Stop, Tell
from generator.logic.truth import because, holds

Values = Mapping[str, str]


@dataclass(frozen=True)
class Decided:
    """The questions whose answers decided, in the order of the rule: for actions by id, for verdicts by path.

    Nothing decided what everybody gets.
    """

    actions: Mapping[str, tuple[str, ...]]
    paths: Mapping[str, tuple[str, ...]]


def decided(program: Program, values: Values) -> Decided:
    """Which answers decided for a reader who finished with these values; the same as the browser finds."""
    actions: dict[str, tuple[str, ...]] = {}
    for row in (*(program.plan.rows if program.plan else ()), *tells(program)):
        if row.result not in actions and holds(row.when, values):
            actions[row.result] = _questions(program, [row.when], values)
    paths = {}
    for path, table in program.verdicts.items():
        place = next((n for n, row in enumerate(table.rows) if holds(row.when, values)), None)
        paths[path] = () if place is None else _questions(program, _rules(table.rows, place), values)
    return Decided(actions, paths)


def _rules(rows: tuple[Row, ...], place: int) -> Iterable[Expression]:
    """What made a row win; the row for all others wins because those before it do not hold."""
    if rows[place].when == ALWAYS:
        return [row.when for row in rows[:place]]
    return [rows[place].when]


def _questions(program: Program, rules: Iterable[Expression], values: Values) -> tuple[str, ...]:
    leaves = [leaf for when in rules for leaf, _ in because(when, values) if leaf.variable in values]
    return tuple(dict.fromkeys(program.variables[leaf.variable].question for leaf in leaves))


def tells(program: Program) -> tuple[Row, ...]:
    """Each action that a step tells, with what that step asks for."""
    return tuple(
        Row(node.action, _asked_for(program, n), node.at)
        for n, node in enumerate(program.nodes)
        if isinstance(node, Tell)
    )


def stops(program: Program) -> tuple[Row, ...]:
    """Each outcome that a step stops at, with what that step asks for."""
    return tuple(
        Row(node.outcome, _asked_for(program, n), node.at)
        for n, node in enumerate(program.nodes)
        if isinstance(node, Stop)
    )


def _asked_for(program: Program, number: int) -> Expression:
    """The condition in front of a node: the `when:` of its item in a script, the arms that lead to it among steps.

    What must hold further before is left out: it is the reason for being there, not for this.
    """
    guards = list(dict.fromkeys(_guards(program, number)))
    is_entered = number == 0 or any(getattr(node, "next", None) == number for node in program.nodes)
    if not guards or ALWAYS in guards or (is_entered and not _is_item(program, number)):
        return ALWAYS
    return guards[0] if len(guards) == 1 else some(guards)


def _is_item(program: Program, number: int) -> bool:
    return program.nodes[number].at.loc[:1] == ("script",)


def _guards(program: Program, number: int) -> Iterator[Expression]:
    at = program.nodes[number].at
    for node in program.nodes:
        if not isinstance(node, Branch):
            continue
        is_own = (node.at.kind, node.at.id, node.at.loc) == (at.kind, at.id, (*at.loc, "when"))
        if is_own or not _is_item(program, number):
            yield from (guard for guard, target in node.arms if target == number)
