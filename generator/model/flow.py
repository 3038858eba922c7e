"""Flows: which questions, in which order, to which outcome.

The `steps:` form is a graph: every step asks, tells, uses another flow or stops at an outcome, and names what comes
next. A condition is data over the closed answers of questions: a map means AND, a list of answers means "one of".
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Discriminator, Field, Tag

from generator.model.types import (
    ActionId,
    Flag,
    FlowId,
    Id,
    Line,
    Markdown,
    QuestionId,
    Record,
    Ref,
    Risk,
    ScenarioId,
    SourceId,
    one_or_more,
)

OneOf = Annotated[tuple[Id, ...], BeforeValidator(one_or_more), Field(min_length=1)]
Condition = Annotated[dict[QuestionId, OneOf], Field(min_length=1)]


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


Next = Annotated[tuple[Branch, ...], BeforeValidator(_branches), Field(min_length=1)]
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
    return {AskStep: "<ask>", TellStep: "<tell>", UseStep: "<use>", StopStep: "<stop>"}.get(type(value))


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


class Outcome(Record):
    """Where a reader ends: one sentence, then what to do."""

    title: Line
    summary: Line
    """One sentence that stands alone."""
    text: Markdown | None = None
    risk: Risk | None = None
    scenario: ScenarioId | None = None
    actions: tuple[ActionId, ...] = ()
    """What to do, most urgent first."""
    stop: tuple[Line, ...] = ()
    """What to stop doing."""
    related: tuple[Ref, ...] = ()


class Flow(Record):
    """A decision, from the first question to an outcome."""

    title: Line
    summary: Line
    """What a reader gets from it, in one sentence."""
    text: Markdown | None = None
    start: Id
    """The first step."""
    steps: Annotated[dict[Id, Step], Field(min_length=1)]
    outcomes: Annotated[dict[Id, Outcome], Field(min_length=1)]
    related: tuple[Ref, ...] = ()
    sources: tuple[SourceId, ...] = ()


def branches(step: Step) -> tuple[Branch, ...]:
    """The ways out of a step in order; a stop has none."""
    if isinstance(step, StopStep):
        return ()
    if isinstance(step, AskStep) and isinstance(step.next, dict):
        return tuple(Branch(when={step.ask: (answer,)}, go=target) for answer, target in step.next.items())
    assert not isinstance(step.next, dict)
    return step.next


def step_graph(flow: Flow) -> dict[str, tuple[str, ...]]:
    """Each step with those that may follow it, in the order written, each once."""
    return {name: tuple(dict.fromkeys(way.go for way in branches(step))) for name, step in flow.steps.items()}
