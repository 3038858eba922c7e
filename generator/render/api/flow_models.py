"""A decision for other programs, as records: questions, the way through them, conditions, results."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.render.api.models import AtAddress, Data, File


class AnswerOf(Data):
    """One of the answers to a question; for a number or a day a part of its range, both ends included."""

    id: str
    label: str
    hint: str | None = None
    exclusive: bool | None = None
    """Of several answers: this one excludes the others."""
    from_: int | str | None = Field(None, alias="from")
    to: int | str | None = None


class QuestionOf(Data):
    """A question with its closed set of answers."""

    id: str
    ask: str
    why: str | None = None
    kind: Literal["choice", "choices", "number", "date"]
    sensitive: bool
    """Whether an answer is nothing to write into an address or a log."""
    unit: str | None = None
    answers: list[AnswerOf]


class AnyIn(Data):
    """The question was asked, and its value is one of these."""

    question: str
    option: str | None = None
    """Of a question with several answers: the option that `yes` and `no` are about."""
    in_: list[str] = Field(alias="in")


class WasAsked(Data):
    """The question was asked."""

    question: str
    option: str | None = None
    asked: Literal[True] = True


class Negation(Data):
    """The contrary."""

    not_: Condition = Field(alias="not")


class Conjunction(Data):
    """Every one of these."""

    all: list[Condition]


class Threshold(Data):
    """At least so many of these; 1 is "any of them"."""

    at_least: int
    of: list[Condition]


Condition = Annotated[
    bool | AnyIn | WasAsked | Negation | Conjunction | Threshold,
    Field(description="What must be true of the answers; a question that was not asked is neither yes nor no."),
]


class WayOn(Data):
    """Where answers lead: to another step, or to an outcome."""

    answers: list[str]
    """The values that lead this way; none where nothing is asked."""
    tells: list[str]
    """Actions that go into the plan of the reader who goes this way."""
    step: int | None = None
    """The place of the next step in `steps`, counted from 0."""
    outcome: str | None = None


class StepOf(Data):
    """A question at its place. One with several answers is asked first as a whole, then option after option.

    As a whole its values are the exclusive answers, and `some`; then the values of each option are `yes` and `no`.
    """

    question: str
    option: str | None = None
    ways: list[WayOn]


class OutcomeOf(AtAddress):
    """A result."""

    id: str
    title: str
    summary: str
    risk: Literal["low", "medium", "high", "very-high"] | None = None
    scenario: str | None = None
    """The address of the scenario that it belongs to."""
    actions: list[str]
    """What everybody with this result is to do, most urgent first."""
    stop: list[str]
    """What to stop doing."""


class PlannedAction(Data):
    """An action for those for whom the condition holds."""

    action: str
    when: Condition


class VerdictRow(Data):
    """A verdict; the first row that holds counts."""

    verdict: Literal["open", "possible", "hard", "closed", "ask"]
    when: Condition
    because: str


class VerdictsOn(Data):
    """How a path stands for whom."""

    title: str
    url: str
    rows: list[VerdictRow]


class ActionOf(Data):
    """Something to do."""

    id: str
    title: str
    summary: str
    url: str
    horizon: str
    """How soon: the id of a horizon."""
    hours: tuple[int, int] | None = None
    """The fewest and the most working hours."""


class HorizonOf(Data):
    """How soon something is due; soonest first."""

    id: str
    title: str


class FlowFile(File, AtAddress):
    """A decision, whole: who walks its steps and reads its tables gets what the site shows."""

    id: str
    title: str
    summary: str
    version: str
    """Changes when the decision leads anybody elsewhere, and not when it is only worded differently."""
    questions: list[QuestionOf]
    start: WayOn
    steps: list[StepOf]
    outcomes: list[OutcomeOf]
    plan: list[PlannedAction]
    verdicts: list[VerdictsOn]
    actions: list[ActionOf]
    horizons: list[HorizonOf]


for _model in (Negation, Conjunction, Threshold, PlannedAction, VerdictRow, VerdictsOn, FlowFile):
    _model.model_rebuild()
