"""Flows: which questions, in which order, to which outcome.

The `steps:` form is a graph: every step asks, tells, uses another flow or stops at an outcome, and names what comes
next. The `script:` form is a list read from top to bottom, whose outcomes stand in one decision table. Both become the
same program (`logic/lower.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, ConfigDict, Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from generator.model.conditions import Condition, Group, answered
from generator.model.types import (
    ActionId,
    Day,
    Flag,
    FlowId,
    Id,
    Line,
    Markdown,
    Natural,
    PathId,
    QuestionId,
    Record,
    Ref,
    Risk,
    ScenarioId,
    SourceId,
    is_id,
)


class Branch(Record):
    """One way on: taken when its condition holds, or `otherwise`; the first branch that holds is taken."""

    when: Condition | None = None
    otherwise: Flag = False
    go: Id
    """The id of the next step."""
    label: Line | None = None
    """The words on the arrow, where those of the answers do not do."""


def _branches(value: Any) -> Any:
    return [{"go": value, "otherwise": "true"}] if isinstance(value, str) else value


Next = Annotated[
    tuple[Branch, ...],
    Field(min_length=1),
    BeforeValidator(_branches, json_schema_input_type=Id | Annotated[tuple[Branch, ...], Field(min_length=1)]),
]
ByAnswer = Annotated[dict[Id, Id], Field(min_length=1)]


def _form(value: Any) -> str:
    return "<by-answer>" if isinstance(value, dict) else "<branches>"


class _Step(Record):
    title: Line | None = None
    """A short name for the diagram; the question or action gives one if this is missing."""
    note: Markdown | None = None
    """What a reader should know at this point."""


class AskStep(_Step):
    """Asks a question of the bank; `next` names a step for each answer, or branches with conditions."""

    ask: QuestionId
    next: Annotated[Annotated[ByAnswer, Tag("<by-answer>")] | Annotated[Next, Tag("<branches>")], Discriminator(_form)]


class TellStep(_Step):
    """Something to do, then on."""

    tell: ActionId
    next: Next


class UseStep(_Step):
    """Goes through another flow, then on."""

    use: FlowId
    next: Next


class StopStep(_Step):
    """The end: an outcome of this flow."""

    stop: Id


def _which(value: Any) -> str | None:
    if isinstance(value, dict):
        return next((f"<{word}>" for word in ("ask", "tell", "use", "stop") if word in value), None)
    return next((f"<{word}>" for word in ("ask", "tell", "use", "stop") if hasattr(value, word)), None)


# Tags stand in < >: pydantic puts them into the paths of its errors, where they must not look like keys.
Step = Annotated[
    Annotated[AskStep, Tag("<ask>")]
    | Annotated[TellStep, Tag("<tell>")]
    | Annotated[UseStep, Tag("<use>")]
    | Annotated[StopStep, Tag("<stop>")],
    Discriminator(
        _which,
        custom_error_type="step_kind",
        custom_error_message="a step needs one of the keys ask, tell, use, stop",
    ),
]


class Stage(Record):
    """Begins a part of the script with a heading of its own."""

    stage: Line


class _Item(_Step):
    when: Condition | None = None
    """The item is passed over where this does not hold."""


class AskItem(_Item):
    """Asks a question, unless it has been asked on the way."""

    ask: QuestionId


class TellItem(_Item):
    """Something to do, then on."""

    tell: ActionId


class UseItem(_Item):
    """Goes through another flow, then on; what that flow `returns` can be read from here on."""

    use: FlowId


class StopItem(_Item):
    """The end: an outcome of this flow."""

    stop: Id


def _which_item(value: Any) -> str | None:
    is_stage = "stage" in value if isinstance(value, dict) else hasattr(value, "stage")
    return "<stage>" if is_stage else _which(value)


ScriptItem = Annotated[
    Annotated[Stage, Tag("<stage>")]
    | Annotated[AskItem, Tag("<ask>")]
    | Annotated[TellItem, Tag("<tell>")]
    | Annotated[UseItem, Tag("<use>")]
    | Annotated[StopItem, Tag("<stop>")],
    Discriminator(
        _which_item,
        custom_error_type="step_kind",
        custom_error_message="an item needs one of the keys stage, ask, tell, use, stop",
    ),
]


class Outcome(Record):
    """Where a reader ends: one sentence, then what to do."""

    number: Natural | None = None
    """Its short address, /q/NUMBER/: given once, for ever."""
    title: Line
    summary: Line
    """One sentence that stands alone."""
    when: Condition | None = None
    """At the end of a script: for whom this outcome is."""
    otherwise: Flag = False
    """At the end of a script: for all for whom no other outcome is."""
    until: Day | None = None
    """The last day on which this outcome is given."""
    rare: Line | None = None
    """Why almost nobody ends here, where that is meant."""
    text: Markdown | None = None
    risk: Risk | None = None
    scenario: ScenarioId | None = None
    actions: tuple[ActionId, ...] = ()
    """What to do, most urgent first."""
    stop: tuple[Line, ...] = ()
    """What to stop doing."""
    related: tuple[Ref, ...] = ()

    @model_validator(mode="after")
    def _one_rule(self) -> Self:
        if self.when is not None and self.otherwise:
            raise ValueError("write when: or otherwise:, not both")
        return self


class Hit(StrEnum):
    """How many outcomes may hold for one reader: exactly one, or the first of several."""

    UNIQUE = "unique"
    FIRST = "first"


class Planned(Record):
    """An action of the plan, for those for whom the condition holds; for all without one."""

    do: ActionId
    when: Condition | None = None


class PlanLimits(Record):
    """What every plan must keep to."""

    at_least: Natural = Field(1, alias="at-least")
    at_most: Natural | None = Field(None, alias="at-most")
    horizons: tuple[Id, ...] = ()
    """Horizons of which every plan holds an action."""


class Flow(Record):
    """A decision, from the first question to an outcome: `start` and `steps`, or `script`."""

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [{"required": ["start", "steps"]}, {"required": ["script"]}]},
    )

    number: Natural | None = None
    """Its short address, /q/NUMBER/: given once, for ever."""
    title: Line
    summary: Line
    """What a reader gets from it, in one sentence."""
    text: Markdown | None = None
    inputs: tuple[QuestionId, ...] = ()
    """Questions that a flow which uses this one has asked before; asked first where it has not."""
    returns: tuple[Id, ...] = ()
    """Facts that a flow which uses this one may read, as `flow.fact`."""
    groups: dict[Id, Group] = Field(default_factory=dict)
    """Named sets of answers, to be written in place of an answer."""
    facts: dict[Id, Condition] = Field(default_factory=dict)
    """Named conditions, to be written as `name: true` or `name: false`."""
    start: Id | None = None
    """The first step."""
    steps: dict[Id, Step] = Field(default_factory=dict)
    script: tuple[ScriptItem, ...] = ()
    hit: Hit = Hit.UNIQUE
    outcomes: dict[Id, Outcome] = Field(default_factory=dict)
    plan: tuple[Planned, ...] = ()
    """What to do, for whom."""
    plan_limits: PlanLimits | None = None
    verdicts: tuple[PathId, ...] = ()
    """The paths that the result judges."""
    related: tuple[Ref, ...] = ()
    sources: tuple[SourceId, ...] = ()

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        if taken := next((name for name in self.outcomes if not is_id(name)), None):
            raise ValueError(f"an outcome cannot be called “{taken}”: its page could not have that name")
        if self.script and (self.steps or self.start):
            raise ValueError("a flow has start: and steps:, or script:, not both")
        if self.script and all(isinstance(item, Stage) for item in self.script):
            raise ValueError("a script needs something below its stages: ask:, tell:, use: or stop:")
        if not self.script:
            self._needs("steps", "start")
        if not self.returns:
            self._needs("outcomes")
        if self.steps and any(outcome.when or outcome.otherwise for outcome in self.outcomes.values()):
            raise ValueError("when: and otherwise: of outcomes are for a script; here a step stops at each")
        if sum(outcome.otherwise for outcome in self.outcomes.values()) > 1:
            raise ValueError("only one outcome can be the one for all others")
        return self

    def _needs(self, *keys: Literal["steps", "start", "outcomes"]) -> None:
        for key in keys:
            if not getattr(self, key):
                raise PydanticCustomError("missing_key", "the key {key} is missing", {"key": key})


def branches(step: Step) -> tuple[Branch, ...]:
    """The ways out of a step in order; a stop has none."""
    if isinstance(step, StopStep):
        return ()
    if isinstance(step, AskStep) and isinstance(step.next, dict):
        return tuple(Branch(when=answered(step.ask, answer), go=target) for answer, target in step.next.items())
    assert not isinstance(step.next, dict)
    return step.next


def graph_of(steps: Mapping[str, Step]) -> dict[str, tuple[str, ...]]:
    """Each step with those that may follow it, in the order written, each once."""
    return {name: tuple(dict.fromkeys(way.go for way in branches(step))) for name, step in steps.items()}


def step_graph(flow: Flow) -> dict[str, tuple[str, ...]]:
    """The graph of a flow's steps; a script has none."""
    return graph_of(flow.steps)


def used_flows(flow: Flow) -> tuple[str, ...]:
    """The flows that this one goes through, in its order."""
    return tuple(item.use for item in (*flow.steps.values(), *flow.script) if isinstance(item, UseStep | UseItem))
