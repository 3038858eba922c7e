"""A flow as a program over finite variables: the one form that walking, proving, compiling and comparing work on.

A question with one answer is one variable; its values are the option or band ids. A question with several answers
becomes a gate (its exclusive options, and `some`) and a yes/no variable for each other option, named
`question.option`. A variable that has not been asked has no value: it is neither yes nor no.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

SOME, YES, NO = "some", "yes", "no"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where something was written: a record and the path of keys in its file."""

    kind: str
    id: str
    loc: tuple[str | int, ...] = ()


@dataclass(frozen=True, slots=True)
class Variable:
    """A closed domain: `question` is the question that asks for it, `option` the one it says yes or no to."""

    id: str
    values: tuple[str, ...]
    question: str
    option: str | None = None


@dataclass(frozen=True, slots=True)
class Const:
    """True or false whatever the answers."""

    value: bool
    at: Origin | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class In:
    """The variable was asked and has one of these values."""

    variable: str
    values: frozenset[str]
    at: Origin | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Asked:
    """The variable was asked."""

    variable: str
    at: Origin | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    """The contrary."""

    item: Expression
    at: Origin | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class All:
    """Every one of the items."""

    items: tuple[Expression, ...]
    at: Origin | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least so many of the items hold; 1 is "any of them"."""

    number: int
    items: tuple[Expression, ...]
    at: Origin | None = field(default=None, compare=False)


Expression = Const | In | Asked | Not | All | AtLeast


@dataclass(frozen=True, slots=True)
class Ask:
    """Asks for a variable, then goes on; passed over when it has a value already."""

    variable: str
    next: int
    at: Origin


@dataclass(frozen=True, slots=True)
class Branch:
    """Goes the way of the first arm that holds; a run for which none holds is stuck here."""

    arms: tuple[tuple[Expression, int], ...]
    at: Origin


@dataclass(frozen=True, slots=True)
class Tell:
    """Tells the reader to do something, then goes on."""

    action: str
    next: int
    at: Origin


@dataclass(frozen=True, slots=True)
class Stop:
    """Ends at an outcome."""

    outcome: str
    at: Origin


@dataclass(frozen=True, slots=True)
class Decide:
    """Ends at the outcome that the table of outcomes gives."""

    at: Origin


Node = Ask | Branch | Tell | Stop | Decide


class HitPolicy(StrEnum):
    """How many rows of a table may hold, as in DMN."""

    UNIQUE = "unique"
    FIRST = "first"
    COLLECT = "collect"


@dataclass(frozen=True, slots=True)
class Row:
    """What a table says when a condition holds."""

    result: str
    when: Expression
    at: Origin


@dataclass(frozen=True, slots=True)
class Table:
    """A decision table."""

    rows: tuple[Row, ...]
    policy: HitPolicy
    at: Origin


@dataclass(frozen=True)
class Program:
    """A flow, compiled: `nodes[0]` is the start; the node graph may have cycles, runs must not.

    `outcomes` is the table that `Decide` reads; `verdicts` has one table a path; `plan` collects actions. The three
    read the variables of the finished run.
    """

    id: str
    variables: Mapping[str, Variable]
    nodes: tuple[Node, ...]
    outcomes: Table | None = None
    verdicts: Mapping[str, Table] = field(default_factory=dict)
    plan: Table | None = None
