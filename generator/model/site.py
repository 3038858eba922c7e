"""What the whole site is: its names, its first page, its words for the kinds of record."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from generator.model.types import FaqId, FlowId, Id, Line, Markdown, Number, PlaceAddress, Record, Ref


class Names(Record):
    """This subject's own word for a kind: what references, folder and headings call it."""

    key: Annotated[str, Field(pattern=r"^[a-z]+$")] | None = None
    """The word before the colon in a reference."""
    folder: Id | None = None
    one: Line | None = None
    many: Line | None = None
    summary: Line | None = None
    """The description of the kind's index page."""
    text: Markdown | None = None
    """An introduction on the index page."""


class Home(Record):
    """The first page."""

    flow: FlowId
    """The flow whose first question stands there."""
    questions: tuple[FaqId, ...] = ()
    """The answers most asked for."""
    start: tuple[Ref, ...] = ()
    """Where else to begin."""


class Comparison(Record):
    """The chart that compares the paths by their figure."""

    title: Line
    scale: tuple[Number, Number]
    """Its two ends, the smaller first."""
    figure: Line
    """What the figure is called."""
    note: Markdown
    """What the figures are and are not."""

    @model_validator(mode="after")
    def _has_a_length(self) -> Self:
        if self.scale[0] >= self.scale[1]:
            raise ValueError("scale: needs a smaller number, then a larger one")
        return self


class Reading(Record):
    """How hard texts may be to read, as a school grade (Flesch-Kincaid); a text above it gets a warning."""

    answers: Number | None = None
    """For the one sentence of an answer."""
    guides: Number | None = None
    """For the body of a guide."""


class Site(Record):
    """The site as a whole: the file `site.yml`."""

    title: Line
    summary: Line
    """What the site is for, in one sentence."""
    publisher: Line
    disclaimer: Markdown
    """Stands at the foot of every page."""
    language: Annotated[str, Field(pattern=r"^[a-z]{2}(-[A-Z]{2})?$")] = "en"
    short_title: Annotated[Line, Field(max_length=12)] | None = None
    """The name below the icon on a phone; without it the title, which phones cut off."""
    offline: bool = True
    """Whether browsers keep pages; with `false` those that kept some delete them at their next visit."""
    kinds: dict[Id, Names] = Field(default_factory=dict)
    """Generic kind → this subject's names for it."""
    horizons: Annotated[dict[Id, Line], Field(min_length=1)]
    """How soon an action is due, soonest first."""
    topics: dict[Id, Line] = Field(default_factory=dict)
    """What answers and guides are grouped by, in the order of their lists; none if they are not grouped."""
    home: Home
    comparison: Comparison | None = None
    reading: Reading | None = None


class Redirect(Record):
    """Where a published address went: to a record, or to another path of this site, or a #place in one."""

    to: Ref | None = None
    path: PlaceAddress | None = None

    @model_validator(mode="after")
    def _one_target(self) -> Self:
        if (self.to is None) == (self.path is None):
            raise ValueError("name the new place with to: or with path:, not with both")
        return self
