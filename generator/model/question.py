"""Questions: each is asked once, anywhere; its answers are a closed set."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, RootModel, field_validator

from generator.model.types import Day, Flag, Id, Line, Markdown, Record

RESERVED = frozenset({"some"})
"""What the program of a flow calls "one or more of these"."""


class Option(Record):
    """One answer to a question."""

    label: Line
    hint: Line | None = None
    """A second, smaller line under the label."""
    exclusive: Flag = False
    """In a question with several answers: choosing this one clears the others ("none of these")."""


def _option(value: Any) -> Any:
    return {"label": value} if isinstance(value, str) else value


Options = Annotated[
    dict[Id, Annotated[Option, BeforeValidator(_option, json_schema_input_type=Line | Option)]], Field(min_length=2)
]


class _Question(Record):
    ask: Line
    """The question as the reader sees it."""
    name: Line | None = None
    """What is asked for, in a few words, for diagrams and reasons: "Hours a week"."""
    why: Line | None = None
    """Why it is asked, in one sentence."""
    help: Markdown | None = None
    """How to find the answer."""
    sensitive: Flag = False
    """Sensitive answers stay out of links unless the reader opts in."""
    no_not_sure: Line | None = None
    """Why this question needs no option "not sure"."""


class ChoiceQuestion(_Question):
    """Exactly one of the options."""

    kind: Literal["choice"]
    options: Options


class ChoicesQuestion(_Question):
    """Any number of the options."""

    kind: Literal["choices"]
    options: Options

    @field_validator("options")
    @classmethod
    def _no_reserved_ids(cls, options: dict[str, Option]) -> dict[str, Option]:
        for name in sorted(options.keys() & RESERVED):
            raise ValueError(f"“{name}” cannot be the id of an option here: it stands for any of them")
        return options


def whole_number(text: str) -> int | None:
    """The whole number that a text is; None for all else. As many digits as a browser counts exactly."""
    return int(text) if re.fullmatch(r"[-+]?[0-9]{1,15}", text, re.ASCII) else None


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        if (number := whole_number(value)) is None:
            raise ValueError("write a whole number such as 12: readers may type no other")
        return number
    return value


Whole = Annotated[int, BeforeValidator(_whole)]
"""No band could hold what lies between one number and the next."""


class Band(Record):
    """A named part of a number's or a date's range; `from` and `to` are included, a missing end is open."""

    label: Line
    from_: Whole | None = Field(None, alias="from")
    to: Whole | None = None
    not_sure: Flag = False
    """The answer of a reader who does not know."""


class NumberQuestion(_Question):
    """A whole number, read through named bands."""

    kind: Literal["number"]
    range: tuple[Whole, Whole]
    unit: Line
    bands: Annotated[dict[Id, Band], Field(min_length=2)]


class DateBand(Record):
    """A named part of a date range, both ends included."""

    label: Line
    from_: Day | None = Field(None, alias="from")
    to: Day | None = None
    not_sure: Flag = False


class DateQuestion(_Question):
    """A day, read through named bands."""

    kind: Literal["date"]
    range: tuple[Day, Day]
    bands: Annotated[dict[Id, DateBand], Field(min_length=2)]


Question = ChoiceQuestion | ChoicesQuestion | NumberQuestion | DateQuestion


class QuestionFile(RootModel[Annotated[Question, Field(discriminator="kind")]]):
    """A file of `questions/`."""


def answers(question: Question) -> dict[str, str]:
    """The closed set of answers, id to label, in the order they are shown."""
    named = question.options if isinstance(question, ChoiceQuestion | ChoicesQuestion) else question.bands
    return {key: item.label for key, item in named.items()}
