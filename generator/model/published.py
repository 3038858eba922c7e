"""What was ever published in flows, as plan codes need it. `kb release` writes it."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, field_validator, model_validator

from generator.model.types import Flag, Id, Natural, Record


class Coded(Record):
    """A question as a plan code knows it; the places of its answers are digits."""

    id: Id
    sensitive: Flag = False
    several: Flag = False
    """Whether any number of `answers` may be chosen."""
    answers: tuple[Id, ...]
    exclusive: tuple[Id, ...] = ()
    """Of a question with several answers: those that stand alone."""

    @model_validator(mode="after")
    def _each_answer_once(self) -> Self:
        ids = (*self.answers, *self.exclusive)
        if len(set(ids)) < len(ids):
            raise ValueError(f"an answer to “{self.id}” stands twice")
        return self


class Published(Record):
    """A version of a flow that readers could have codes of."""

    version: Annotated[str, Field(pattern=r"^[a-z2-7]{6}$")]
    """As the client JSON has it."""
    questions: tuple[Coded, ...]
    """In the order of their digits, the last one weighing most."""

    @field_validator("questions")
    @classmethod
    def _each_once(cls, questions: tuple[Coded, ...]) -> tuple[Coded, ...]:
        ids = [asked.id for asked in questions]
        for id_ in ids:
            if ids.count(id_) > 1:
                raise ValueError(f"the question “{id_}” stands twice in this version")
        return questions


class CodeBook(Record):
    """The file `.published/flows.json`; only ever grows."""

    format: Natural
    flows: dict[Id, tuple[Published, ...]]
    """The versions of each flow, oldest first."""
