"""Building and taking apart the conditions of a program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.logic.program import All, Asked, AtLeast, Const, Expression, In, Not, Origin, Variable

ALWAYS, NEVER = Const(True), Const(False)
_TOLD = "told "


def told(action: str) -> Asked:
    """Whether the run has told the action; the space keeps its name apart from every question's."""
    return Asked(_TOLD + action)


def told_action(variable: str) -> str | None:
    """The action that `told` made this name from."""
    return variable.removeprefix(_TOLD) if variable.startswith(_TOLD) else None


def every(items: Iterable[Expression]) -> Expression:
    """All of the items."""
    return All(tuple(items))


def some(items: Iterable[Expression]) -> Expression:
    """At least one of the items."""
    return AtLeast(1, tuple(items))


def inside(expression: Expression) -> tuple[Expression, ...]:
    """The conditions that this one is made of, one level down."""
    if isinstance(expression, Not):
        return (expression.item,)
    return expression.items if isinstance(expression, All | AtLeast) else ()


def leaves(expression: Expression) -> Iterator[In | Asked | Const]:
    """The conditions that are not made of others, in their order."""
    if isinstance(expression, In | Asked | Const):
        yield expression
    for item in inside(expression):
        yield from leaves(item)


def reads(expression: Expression) -> frozenset[str]:
    """The variables that the condition looks at."""
    return frozenset(leaf.variable for leaf in leaves(expression) if not isinstance(leaf, Const))


def origin(expression: Expression) -> Origin | None:
    """Where the condition was written, or the first of its parts that says so."""
    if expression.at is not None:
        return expression.at
    return next((at for at in map(origin, inside(expression)) if at is not None), None)


def gate(variables: Mapping[str, Variable], variable: str) -> str:
    """The variable whose having been asked makes a read of this one sure.

    An option of a question with several answers is plainly "no" once the question itself was answered.
    """
    known = variables.get(variable)
    return known.question if known and known.option is not None and known.question in variables else variable


def certainly(expression: Expression, variables: Mapping[str, Variable], wanted: bool = True) -> Expression:
    """Whether the condition is true (or false, if that is wanted) whatever unasked variables might have said.

    Kleene's three-valued logic, spelled in the two-valued one: a part that reads an unasked variable is undecided,
    `false and undecided` is false, `true or undecided` is true.
    """
    if isinstance(expression, In):
        if wanted:
            return expression
        return every((Asked(gate(variables, expression.variable)), Not(expression)))
    if isinstance(expression, Not):
        return certainly(expression.item, variables, not wanted)
    if isinstance(expression, All | AtLeast):
        items = tuple(certainly(item, variables, wanted) for item in expression.items)
        needed = len(items) if isinstance(expression, All) else expression.number
        return AtLeast(needed if wanted else len(items) - needed + 1, items)
    return expression if wanted else Not(expression)


def undecided(expression: Expression, variables: Mapping[str, Variable]) -> Expression:
    """Whether the condition hangs on a variable that was not asked."""
    return every(Not(certainly(expression, variables, wanted)) for wanted in (True, False))
