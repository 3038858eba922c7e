"""Journeys: what an editor expects of a flow, written as answers and what must come of them."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema

from generator.model.records import Verdict
from generator.model.types import ActionId, FlowId, Id, Line, PathId, Plain, QuestionId, Record, one_or_more

_VALUE = {"type": ["string", "number", "boolean"]}
Answer = Annotated[
    tuple[Plain, ...],
    BeforeValidator(one_or_more),
    WithJsonSchema({"anyOf": [_VALUE, {"type": "array", "items": _VALUE}]}),
]


class Journey(Record):
    """One reader: what they answer, and where they must end."""

    title: Line
    answers: dict[QuestionId, Answer]
    """An option, a list of options, a number or a date; questions that are passed over may have answers too."""
    outcome: Id
    actions: tuple[ActionId, ...] = ()
    """Actions that must be in the plan or told on the way."""
    not_actions: tuple[ActionId, ...] = ()
    """Actions that must be in neither."""
    verdicts: dict[PathId, Verdict] = Field(default_factory=dict)


class JourneyFile(Record):
    """The journeys through one flow."""

    flow: FlowId
    journeys: Annotated[tuple[Journey, ...], Field(min_length=1)]
