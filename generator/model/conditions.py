"""Conditions: data over closed answers. A map means AND, a list of words means "one of"; nothing to parse, no code.

The keys of a condition are questions, facts of its flow (`name`) or of another (`flow.name`), and the words `any`,
`all`, `not` and `count`. What a name means is settled in `logic/conditions.py`, which knows the whole flow.
"""

from __future__ import annotations

from typing import Annotated, Any, Self

from pydantic import BeforeValidator, ConfigDict, Discriminator, Field, Tag, WithJsonSchema, model_validator

from generator.model.types import AnyNumberAsText, Flag, Id, Natural, QuestionId, Record, one_or_more

_WORD = {"type": ["string", "number", "boolean"]}
_ONE_OR_MORE = {"anyOf": [_WORD, {"type": "array", "items": _WORD, "minItems": 1}]}

Words = Annotated[tuple[Id, ...], Field(min_length=1), BeforeValidator(one_or_more), WithJsonSchema(_ONE_OR_MORE)]
"""One of these answers or groups of answers; `true` or `false` where the key is a fact."""

RESERVED = frozenset({"any", "all", "not", "count", "at-least", "at-most"})
"""Words that are no names: a condition gives them a meaning of its own."""


class Span(Record):
    """How many, both ends included."""

    at_least: Natural | None = Field(None, alias="at-least")
    at_most: Natural | None = Field(None, alias="at-most")

    @model_validator(mode="after")
    def _has_an_end(self) -> Self:
        if self.at_least is None and self.at_most is None:
            raise ValueError("write at-least: or at-most:")
        return self


class Requirement(Record):
    """What must be true of an answer, where one word does not say it; several keys must all be true."""

    includes: Words | None = None
    """Several answers allowed: one of these is among them."""
    includes_all: Words | None = Field(None, alias="includes-all")
    """Several answers allowed: all of these are among them."""
    count: Span | None = None
    """Several answers allowed: how many are given; "none of these" and the like do not count."""
    at_least: AnyNumberAsText | None = Field(None, alias="at-least")
    """A number from here on, this one included."""
    below: AnyNumberAsText | None = None
    """A number below this one."""
    from_: AnyNumberAsText | None = Field(None, alias="from")
    """A number or a day from here on, included."""
    to: AnyNumberAsText | None = None
    """A number or a day up to this one, included."""
    after: AnyNumberAsText | None = None
    """A day later than this one."""
    before: AnyNumberAsText | None = None
    """A day earlier than this one."""
    unasked: Flag | None = None
    """Whether the question was passed over on the reader's way."""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.model_fields_set:
            raise ValueError("write what must be true of the answer, such as includes: or at-least:")
        return self


def _form(value: Any) -> str:
    return "<requirement>" if isinstance(value, dict | Requirement) else "<words>"


# Tags stand in < >: pydantic puts them into the paths of its errors, where they must not look like keys.
Wanted = Annotated[
    Annotated[Words, Tag("<words>")] | Annotated[Requirement, Tag("<requirement>")], Discriminator(_form)
]


class Condition(Record):
    """What must be true: every key of it. Keys are questions, facts, and the words any, all, not, count."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Wanted] = Field(init=False)

    any_: tuple[Condition, ...] | None = Field(None, alias="any")
    """At least one of these."""
    all_: tuple[Condition, ...] | None = Field(None, alias="all")
    """Every one of these."""
    not_: Condition | None = Field(None, alias="not")
    """The contrary of this."""
    count: tuple[Condition, ...] | None = None
    """So many of these as `at-least` and `at-most` say."""
    at_least: Natural | None = Field(None, alias="at-least")
    at_most: Natural | None = Field(None, alias="at-most")

    @property
    def wanted(self) -> dict[str, tuple[str, ...] | Requirement]:
        """What is wanted of each question or fact, by its name."""
        return self.__pydantic_extra__

    @property
    def words(self) -> dict[str, tuple[str, ...]]:
        """The answers wanted of each question, where they stand as plain words."""
        return {name: wanted for name, wanted in self.wanted.items() if isinstance(wanted, tuple)}

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        if not self.model_fields_set:
            raise ValueError("a condition needs at least one key, such as a question")
        if any(items is not None and not items for items in (self.any_, self.all_, self.count)):
            raise ValueError("any:, all: and count: need at least one condition")
        ends = {"at_least", "at_most"} & self.model_fields_set
        if self.count is not None and not ends:
            raise ValueError("count: needs at-least: or at-most: beside it")
        if self.count is None and ends:
            raise ValueError("at-least: and at-most: belong beside count:, or below the name of a question")
        return self


class Group(Record):
    """A named set of answers to one question."""

    question: QuestionId
    in_: Words = Field(alias="in")


def answered(question: str, *options: str) -> Condition:
    """The condition that a question has one of these answers."""
    return Condition.model_validate({question: list(options)})
