"""Tools: pages that a reader works with; each kind is a general building block, and content says what it is for."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, RootModel, model_validator

from generator.model.paperwork import CostTool, DataTool, LettersTool, ListTool
from generator.model.tool_base import BaseTool
from generator.model.types import (
    Clock,
    Day,
    Flag,
    FlowId,
    Id,
    Line,
    Natural,
    Plain,
    Record,
)


class Window(Record):
    """Hours of a day at which something usually begins and ends, on the other side's clock."""

    name: Line
    from_: Clock = Field(alias="from")
    to: Clock
    """The next day's if it is not later."""


class Hardness(Record):
    """How hard an hour is, from here until the next one begins."""

    from_: Clock = Field(alias="from")
    word: Line
    """In one or two words: good, hard."""
    say: Line
    """What to do about it."""


class Night(Record):
    """How a reader gets enough sleep around an appointment."""

    hours: Natural = 7
    """How long."""
    awake: Natural = 120
    """How many minutes before the appointment to be awake."""
    nap: Natural = 90
    """How many minutes to sleep before a late appointment."""
    bed: Clock = "23:00"
    """When a usual night begins."""
    wake: Clock = "07:00"
    """When a usual night ends."""


class Alarm(Record):
    """A reminder before an appointment."""

    before: Natural
    """How many minutes before."""
    say: Line


class ClockTool(BaseTool):
    """Appointments on another side's clock, on the reader's own."""

    kind: Literal["clock"]
    event: Line
    """What an appointment is called."""
    with_: Line = Field(alias="with")
    """The label of the field for whom it is with."""
    zones: Annotated[dict[Plain, Line], Field(min_length=1)]
    """The other side's IANA time zones, each with what people call it; the first is meant unless said otherwise."""
    minutes: Natural = 30
    """How long an appointment is unless said otherwise."""
    windows: Annotated[tuple[Window, ...], Field(min_length=1)]
    hours: Annotated[tuple[Hardness, ...], Field(min_length=1)]
    """How hard each hour of the reader's own day is, from the first on round the clock."""
    night: Night = Night()
    rehearse: Annotated[tuple[Natural, ...], Field(min_length=1)] = (7, 2)
    """How many days before to rehearse, at the same hour."""
    rehearsal: Line
    """What a rehearsal is called."""
    alarms: Annotated[tuple[Alarm, ...], Field(min_length=1)]


class CalendarTool(BaseTool):
    """The site's dates as a page and as a calendar that people subscribe to."""

    kind: Literal["calendar"]
    since: Day
    """Dates that ended before this day are left out."""


class Hours(Record):
    """A kind of hours in a week."""

    name: Line
    least: Natural
    """The fewest hours a week that are advised."""
    most: Natural | None = None
    """The most, if there is a limit."""
    late: Flag = False
    """Whether they may go on after the quiet hour."""
    say: Line
    """What they are for, or what to remember."""

    @model_validator(mode="after")
    def _fewest_first(self) -> Self:
        if self.most is not None and self.least > self.most:
            raise ValueError("most: needs to be as large as least: or larger")
        return self


class Quiet(Record):
    """A rule for an hour of each evening."""

    name: Line
    at: Clock
    minutes: Natural = 60
    say: Line


class Block(Record):
    """An example of a block in a week."""

    hours: Id
    """One of the kinds of hours."""
    name: Line
    days: tuple[Literal["mo", "tu", "we", "th", "fr", "sa", "su"], ...]
    from_: Clock = Field(alias="from")
    to: Clock


class WeekTool(BaseTool):
    """Hours of a week with a purpose each, as a plan and as recurring events."""

    kind: Literal["week"]
    hours: Annotated[dict[Id, Hours], Field(min_length=1)]
    quiet: Quiet
    example: tuple[Block, ...] = ()
    """A week to begin with."""

    @model_validator(mode="after")
    def _known_hours(self) -> Self:
        for block in self.example:
            if block.hours not in self.hours:
                raise ValueError(f"the example names hours “{block.hours}” that are not among hours:")
        return self


class PlanTool(BaseTool):
    """The result of a flow as a page to work with: ticks, days, notes."""

    kind: Literal["plan"]
    flows: Annotated[tuple[FlowId, ...], Field(min_length=1)]
    """The flows whose results can be worked with."""
    next: Natural = 3
    """How many things to name as the next."""


Tool = ClockTool | CalendarTool | WeekTool | PlanTool | ListTool | CostTool | LettersTool | DataTool


class ToolFile(RootModel[Annotated[Tool, Field(discriminator="kind")]]):
    """A file of `tools/`."""
