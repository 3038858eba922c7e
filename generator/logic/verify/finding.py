"""What a proof finds: a property that does not hold, with the shortest reader who meets it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.diagnostics import Severity
from generator.logic.program import Origin
from generator.logic.sweep import STATES, Witness

NOT_PROVED = "KB330"
NOT_SURE = "not-sure"


@dataclass(frozen=True, slots=True)
class Finding:
    """A property that fails; `witness` are the answers of the shortest run for which it does.

    `reduced` are those of its answers that the property reads. `count` is the number of combinations, None where it
    was not counted; where the finding is that nobody meets something, both are empty and 0.
    """

    code: str
    property: str
    severity: Severity
    message: str
    origin: Origin
    witness: Witness = ()
    reduced: Witness = ()
    count: int | None = 0
    suggestion: str = ""


@dataclass(frozen=True)
class Limits:
    """What a flow's plan and length must keep to.

    `horizons` says when each action is to be done; of `required` ones every plan has an action. `not_with` are pairs
    of actions that contradict each other, `after` pairs (later, earlier). `given` are the actions that an outcome asks
    for by itself, beside the plan. `unsure` names the value that stands for
    "not sure" where it is not `not-sure`. `rare` are outcomes that are meant for few. `words` says how many words a
    reader of each question reads, `reading` how many the questions of a run may have together.
    """

    at_least: int = 1
    at_most: int | None = None
    horizons: Mapping[str, str] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    not_with: tuple[tuple[str, str], ...] = ()
    after: tuple[tuple[str, str], ...] = ()
    given: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    longest: int | None = None
    unsure: Mapping[str, str] = field(default_factory=dict)
    rare: frozenset[str] = frozenset()
    words: Mapping[str, int] = field(default_factory=dict)
    reading: int | None = None


@dataclass(frozen=True, slots=True)
class Budget:
    """How much work a proof may be: states of a sweep, conflicts of the solver.

    Of each property so many `examples` are worked out in full, together within so much `work` (see `Formulas`).
    """

    states: int = STATES
    conflicts: int = 200_000
    examples: int = 10
    work: int = 800_000


class NotProvedError(Exception):
    """Neither the solver nor the sweep could settle a question within its budget."""
