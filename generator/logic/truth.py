"""Whether a condition holds, for answers that are all known or for some that are not yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.logic.program import All, Asked, AtLeast, Const, Expression, In, Not


def holds(expression: Expression, values: Mapping[str, str]) -> bool:
    """Whether the condition holds at the end of a run; a variable without a value was not asked."""
    match expression:
        case Const(value):
            return value
        case In(variable, wanted):
            return values.get(variable) in wanted
        case Asked(variable):
            return variable in values
        case Not(item):
            return not holds(item, values)
        case All(items):
            return all(holds(item, values) for item in items)
        case AtLeast(number, items):
            return sum(holds(item, values) for item in items) >= number


def settled(expression: Expression, known: Mapping[str, str]) -> Expression:
    """What is left of the condition once some values are known; the other variables may still become anything."""
    match expression:
        case In(variable, wanted) if variable in known:
            return Const(known[variable] in wanted, expression.at)
        case Asked(variable) if variable in known:
            return Const(True, expression.at)
        case Not(item):
            inner = settled(item, known)
            return Const(not inner.value, inner.at) if isinstance(inner, Const) else Not(inner, expression.at)
        case All(items):
            return _so_many(len(items), items, known, expression)
        case AtLeast(number, items):
            return _so_many(number, items, known, expression)
    return expression


def _so_many(number: int, items: tuple[Expression, ...], known: Mapping[str, str], whole: All | AtLeast) -> Expression:
    left = [settled(item, known) for item in items]
    number -= sum(isinstance(item, Const) and item.value for item in left)
    unknown = tuple(item for item in left if not isinstance(item, Const))
    if number <= 0 or number > len(unknown):
        return Const(number <= 0, whole.at)
    if len(unknown) == 1:
        return unknown[0]
    return All(unknown, whole.at) if number == len(unknown) else AtLeast(number, unknown, whole.at)


def because(expression: Expression, values: Mapping[str, str]) -> Iterator[tuple[In | Asked, bool]]:
    """The single conditions that made it hold or not, each with whether it holds; enough of them, in its order."""
    match expression:
        case In() | Asked():
            yield expression, holds(expression, values)
        case Not(item):
            yield from because(item, values)
        case All(items):
            yield from _deciding(len(items), items, values)
        case AtLeast(number, items):
            yield from _deciding(number, items, values)


def _deciding(
    number: int, items: tuple[Expression, ...], values: Mapping[str, str]
) -> Iterator[tuple[In | Asked, bool]]:
    truths = [holds(item, values) for item in items]
    is_met = sum(truths) >= number
    needed = number if is_met else len(items) - number + 1
    for item, truth in zip(items, truths, strict=True):
        if truth is is_met and needed > 0:
            needed -= 1
            yield from because(item, values)
