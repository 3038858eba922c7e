"""Tools for paperwork: a list that is judged line by line, costs, letters, and what this device keeps."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from generator.model.conditions import Condition
from generator.model.tool_base import BaseTool
from generator.model.types import (
    FactId,
    Flag,
    Id,
    Line,
    Markdown,
    Natural,
    Number,
    QuestionId,
    Record,
    TemplateId,
    ToolId,
)

Words = tuple[Line, ...]


class Reading(Record):
    """What a cell looks like that means an answer; letter case does not count."""

    answer: Id
    words: Words = ()
    """One of these stands in it."""
    cells: Words = ()
    """One of these is all that stands in it."""
    from_: Number | None = Field(None, alias="from")
    """The number in it is this or more."""
    below: Number | None = None
    """The number in it is less than this."""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.words or self.cells) and self.from_ is None and self.below is None:
            raise ValueError("write words:, cells:, from: or below:")
        return self


class Column(Record):
    """A column of the list."""

    label: Line
    also: Words = ()
    """Other headings that it has in the files of readers."""
    long: Flag = False
    """True where readers write more than a few words."""
    question: QuestionId | None = None
    """The question that it answers about a line of the list; a choice."""
    reads: tuple[Reading, ...] = ()
    """How its cells are read; the first that fits counts."""

    @model_validator(mode="after")
    def _reads_for_a_question(self) -> Self:
        if self.reads and self.question is None:
            raise ValueError("reads: needs question: beside it")
        return self


class Sign(Record):
    """Something that speaks for or against a line of the list, or is not known."""

    sign: Literal["good", "bad", "unknown"]
    when: Condition
    because: Line


class Verdict(Record):
    """A group that lines of the list fall into."""

    label: Line
    refused: Flag = False
    """True where a line does not belong on the list at all: it is not counted."""


class Decision(Record):
    """A row of the decision table; the first that holds counts."""

    group: Id
    when: Condition | None = None
    otherwise: Flag = False
    because: Line


class Target(Record):
    """How many lines are aimed at."""

    label: Line
    from_: Natural = Field(alias="from")
    to: Natural


class Targets(Record):
    """How many lines are aimed at: of one main value in a column, and of all others."""

    by: Id
    """The column."""
    main: Target
    others: Target
    say: Markdown | None = None
    """What to think of before aiming at so many."""


class ListTool(BaseTool):
    """A list that readers fill or import; each line is judged by a decision table."""

    kind: Literal["list"]
    entry: Line
    """What a line is called, in the singular."""
    entries: Line
    name: Column
    """The column without which a line is nothing."""
    columns: Annotated[dict[Id, Column], Field(min_length=1)]
    groups: Annotated[dict[Id, Verdict], Field(min_length=1)]
    """Best first."""
    decide: Annotated[tuple[Decision, ...], Field(min_length=1)]
    signs: tuple[Sign, ...] = ()
    statuses: Annotated[dict[Id, Line], Field(min_length=1)]
    """How far a line has come; the first is where all begin."""
    targets: Targets

    @model_validator(mode="after")
    def _is_a_whole_table(self) -> Self:
        *rows, last = self.decide
        if not last.otherwise or any(row.otherwise for row in rows):
            raise ValueError("the last row of decide:, and no other, needs otherwise: true")
        if any((row.when is None) != row.otherwise for row in self.decide):
            raise ValueError("a row of decide: needs when: or otherwise: true, and not both")
        if unknown := [row.group for row in self.decide if row.group not in self.groups]:
            raise ValueError(f"decide: names the group “{unknown[0]}”, which is not among groups:")
        if self.targets.by not in self.columns:
            raise ValueError(f"targets: is by “{self.targets.by}”, which is not among columns:")
        return self


class Count(Record):
    """A number that the reader gives."""

    label: Line
    start: Natural
    most: Natural = 999
    several: Line | None = None
    """What the reader may add more of, each with its own number; prices begin again with each."""
    list: ToolId | None = None
    """The list of the reader's that these numbers can be taken from: one for each value of the column it counts by."""

    @model_validator(mode="after")
    def _several_from_a_list(self) -> Self:
        if self.list and not self.several:
            raise ValueError("list: needs several: beside it")
        return self


class Tier(Record):
    """A price for each, up to so many."""

    each: FactId
    to: Natural | None = None
    """The last that costs this; open where it is missing."""


class CostLine(Record):
    """Something to pay for: once, or for each of a count."""

    label: Line
    group: Id
    fact: FactId | None = None
    """What it costs."""
    per: Id | None = None
    """The count that it is paid for."""
    free: Natural = 0
    """So many cost nothing."""
    tiers: tuple[Tier, ...] = ()
    """Prices that depend on how many there are."""
    off: Flag = False
    """True where most readers do not pay it."""
    say: Line | None = None

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts that its prices are taken from."""
        return (self.fact,) if self.fact else tuple(tier.each for tier in self.tiers)

    @model_validator(mode="after")
    def _one_price(self) -> Self:
        if self.fact and self.tiers:
            raise ValueError("write fact: or tiers:, and not both")
        if self.tiers and (self.per is None or any(tier.to is None for tier in self.tiers[:-1])):
            raise ValueError("tiers: need per: beside them, and to: in each but the last")
        return self


class CostTool(BaseTool):
    """What a plan costs: prices from facts, numbers from the reader."""

    kind: Literal["cost"]
    counts: Annotated[dict[Id, Count], Field(min_length=1)]
    groups: Annotated[dict[Id, Line], Field(min_length=1)]
    lines: Annotated[dict[Id, CostLine], Field(min_length=1)]
    compare: dict[Id, tuple[Natural, ...]] = Field(default_factory=dict)
    """A count and the numbers for which the page shows the total."""

    @model_validator(mode="after")
    def _names_exist(self) -> Self:
        for name, line in self.lines.items():
            if line.group not in self.groups:
                raise ValueError(f"the line “{name}” names the group “{line.group}”, which is not among groups:")
            if line.per and line.per not in self.counts:
                raise ValueError(f"the line “{name}” is per “{line.per}”, which is not among counts:")
        if unknown := [name for name in self.compare if name not in self.counts]:
            raise ValueError(f"compare: names “{unknown[0]}”, which is not among counts:")
        return self


class LettersTool(BaseTool):
    """Templates filled in as one types, kept for each recipient, with a tracker of whom one asked."""

    kind: Literal["letters"]
    templates: Annotated[tuple[TemplateId, ...], Field(min_length=1)]
    mine: tuple[Id, ...] = ()
    """Blanks about the reader: filled in once, for all letters."""
    remind: Natural = 14
    """After how many days without an answer to remind."""


class DataTool(BaseTool):
    """All that the site keeps on this device: to read, to take along, to delete."""

    kind: Literal["data"]
