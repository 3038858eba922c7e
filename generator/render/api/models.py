"""The files for other programs, as records: these are their JSON Schemas, too. Documented in docs/handbook/data.md.

A contract: within a format keys may be added, and nothing that is there changes its meaning or goes away.
"""

from __future__ import annotations

import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class Data(BaseModel):
    """What all parts share: they never change, and hold nothing that the schema does not know."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=True, validate_by_name=True, serialize_by_alias=True
    )


class AtAddress(Data):
    """Something with a page of its own."""

    url: str
    """The address of the page, relative to that of the site."""
    number: int | None = None
    """The number of its short address."""
    short_url: str | None = None
    """Its short address, relative to that of the site: it never changes its meaning."""


class File(Data):
    """A whole file."""

    schema_: str = Field(alias="$schema")
    """The address of the schema, relative to this file's own."""
    format: Literal[1] = 1


class SiteOf(Data):
    """Whose data these are."""

    title: str
    publisher: str
    disclaimer: str
    language: str


class Cited(Data):
    """A source."""

    title: str
    publisher: str
    url: str
    official: bool
    read: datetime.date
    """When the editors last read it."""


class Topic(Data):
    """What answers are grouped by."""

    id: str
    title: str


class Answer(AtAddress):
    """A question that people ask, and its answer, in plain words."""

    id: str
    question: str
    also_asked: list[str]
    topic: str | None = None
    """The id of its topic."""
    answer: str
    """The answer in one sentence that stands alone."""
    text: str
    """The answer in full: a paragraph, heading or item on each line."""
    corrected: str | None = None
    """What is often said and is not, or no longer, true."""
    basis: Literal["sources", "experience", "mixed"]
    checked: datetime.date
    """The day on which the editors last compared it with its sources."""
    sources: list[Cited]


class Answers(File):
    """All answers of the site."""

    site: SiteOf
    topics: list[Topic]
    answers: list[Answer]


class Stated(AtAddress):
    """A number, rule or date with its source and its age, in plain words."""

    id: str
    title: str
    value: str
    unit: str | None = None
    statement: str
    """The fact as a sentence."""
    as_of: datetime.date
    """The date of the text that was read."""
    review_by: datetime.date | None = None
    """After this day it is not to be trusted before somebody has read the source again."""
    volatile: bool
    """Whether it changes often."""
    note: str | None = None
    sources: list[Cited]


class Facts(File):
    """All facts of the site."""

    site: SiteOf
    facts: list[Stated]


class Address(Data):
    """A page of the site."""

    url: str
    """Relative to the address of the site; empty for the first page."""
    title: str
    kind: str
    """What stands there, by the site's own word for it; `index` for lists, `home` for the first page."""


class Addresses(File):
    """The pages that a reader may look for."""

    addresses: list[Address]
