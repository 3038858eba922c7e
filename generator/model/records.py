"""The records that become pages: what is known, what to do, and where it comes from."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from generator.model.conditions import Condition
from generator.model.types import (
    ActionId,
    AnyNumberAsText,
    Basis,
    Day,
    FactId,
    Flag,
    FlowId,
    Id,
    Line,
    Markdown,
    Natural,
    Number,
    Plain,
    Record,
    Ref,
    Risk,
    SourceId,
    Url,
)

Sources = tuple[SourceId, ...]
Related = tuple[Ref, ...]
Rows = Annotated[dict[Line, Line], Field(min_length=1)]


class Applies(Record):
    """What a page says to the readers for whom a condition holds."""

    when: Condition
    say: Line


class Verdict(StrEnum):
    """How a path stands for a reader; `ask` where only somebody who knows the case can say."""

    OPEN = "open"
    POSSIBLE = "possible"
    HARD = "hard"
    CLOSED = "closed"
    ASK = "ask"


class VerdictRule(Record):
    """A row of a path's verdict table; the first row that holds counts."""

    verdict: Verdict
    when: Condition | None = None
    otherwise: Flag = False
    because: Line
    """The reason, in one sentence to the reader."""

    @model_validator(mode="after")
    def _one_rule(self) -> Self:
        if (self.when is None) != self.otherwise:
            raise ValueError("write when: or otherwise: true, and not both")
        return self


class Scenario(Record):
    """Who a reader is: a named situation with its risk."""

    number: Natural | None = None
    """Its short address, /q/NUMBER/: given once, for ever."""
    label: Line
    """The short name: A, B, C."""
    title: Line
    summary: Line
    """One sentence: who this is and what follows."""
    traits: Rows
    """The columns of the table of scenarios: heading → what holds here. All scenarios have the same headings."""
    risk: Risk
    risk_reason: Line
    text: Markdown
    first: tuple[ActionId, ...] = ()
    """What to do first."""
    stop: tuple[Line, ...] = ()
    """What to stop doing."""
    applies: tuple[Applies, ...] = ()
    """What to say about the reader's own situation."""
    basis: Basis = Basis.MIXED
    related: Related = ()
    sources: Sources = ()
    checked: Day


class Path(Record):
    """A route that a reader may take, compared with its siblings by one figure."""

    number: Natural | None = None
    """Its short address, /q/NUMBER/: given once, for ever."""
    title: Line
    short: Line
    """The name in tables and charts."""
    summary: Line
    """The judgement in one sentence."""
    who: Markdown
    """Who it is for."""
    allows: tuple[Line, ...]
    forbids: tuple[Line, ...] = ()
    figure: Number | None = None
    """Its place on the scale of the comparison; none if it is not compared."""
    verdict: Line
    """The judgement in a few words, for the table."""
    text: Markdown
    cost: Markdown | None = None
    time: Markdown | None = None
    evidence: tuple[Line, ...] = ()
    if_refused: Markdown | None = None
    corrected: Markdown | None = None
    """What is widely said about it and is no longer, or never was, true."""
    official: SourceId | None = None
    """The page to read first."""
    verdicts: tuple[VerdictRule, ...] = ()
    """How it stands for whom; the first rule that holds counts."""
    applies: tuple[Applies, ...] = ()
    """What to say about the reader's own situation."""
    basis: Basis = Basis.MIXED
    related: Related = ()
    sources: Sources = ()
    checked: Day


class Action(Record):
    """Something to do: when, how long it takes, and how to know that it is done."""

    title: Line
    summary: Line
    horizon: Id
    """One of the horizons in site.yml."""
    effort: Line | None = None
    """How long it takes, in words."""
    hours: tuple[Natural, Natural] | None = None
    """The fewest and the most working hours until it is done."""
    cost: Line | None = None
    how: Markdown
    done_when: Line
    not_with: tuple[ActionId, ...] = ()
    """Actions that contradict this one: no plan holds both."""
    after: tuple[ActionId, ...] = ()
    """Actions that come first."""
    related: Related = ()
    sources: Sources = ()

    @model_validator(mode="after")
    def _fewest_first(self) -> Self:
        if self.hours and self.hours[0] > self.hours[1]:
            raise ValueError("hours: needs the fewest, then the most, such as [2, 4]")
        return self


class Faq(Record):
    """An answer: first in one sentence that stands alone, then in full."""

    number: Natural | None = None
    """Its short address, /q/NUMBER/: given once, for ever."""
    question: Line
    topic: Id | None = None
    """One of the topics in site.yml."""
    also_asked: tuple[Line, ...] = ()
    """How people really ask it: other words, abbreviations, typos."""
    typed_alone: tuple[Line, ...] = ()
    """Words by which somebody who types nothing else means this, such as names."""
    short: Annotated[Line, Field(max_length=280)]
    """The answer in one sentence that needs no page around it."""
    answer: Markdown
    flow: FlowId | None = None
    """A flow whose diagram belongs on this page."""
    corrected: Markdown | None = None
    """What is often said and is not, or no longer, true."""
    applies: tuple[Applies, ...] = ()
    """What to say about the reader's own situation."""
    basis: Basis = Basis.MIXED
    related: Related = ()
    sources: Sources = ()
    checked: Day


class Fact(Record):
    """A number, rule or date with its source and its age."""

    title: Line
    """What it is about, in a few words: the heading of its entry."""
    value: AnyNumberAsText
    """What stands where a text says {{fact:id}}."""
    unit: Line | None = None
    statement: Markdown
    """The fact as a sentence, in our own words."""
    sources: Annotated[Sources, Field(min_length=1)]
    as_of: Day
    """The date of the text that was read."""
    review_by: Day | None = None
    volatile: Flag
    note: Markdown | None = None
    """What is not known, or contradicts it."""
    related: Related = ()


class Guide(Record):
    """A long text: Markdown, its front matter holds these fields."""

    number: Natural | None = None
    """Its short address, /q/NUMBER/: given once, for ever."""
    title: Line
    summary: Line
    """The answer of the page in one sentence."""
    topic: Id | None = None
    """One of the topics in site.yml."""
    order: Number = 100
    """Its place in the list of guides."""
    flow: FlowId | None = None
    applies: tuple[Applies, ...] = ()
    """What to say about the reader's own situation."""
    basis: Basis = Basis.MIXED
    corrected: tuple[Line, ...] = ()
    """What is widely said about this and is not, or no longer, true; one sentence each."""
    related: Related = ()
    sources: Sources = ()
    checked: Day
    text: Markdown
    """The body of the file."""


class Source(Record):
    """Where a fact stands: the publisher's own page."""

    title: Line
    publisher: Line
    url: Url
    date: Line | None = None
    """The date of the text, as exactly as it is known."""
    read: Day
    """When we last read it, or the copy of it."""
    official: Flag = False
    note: Line | None = None


class Term(Record):
    """A word or abbreviation of the field."""

    term: Line
    also: tuple[Line, ...] = ()
    """Other spellings."""
    meaning: Line
    """What it stands for, in one short sentence."""
    text: Markdown | None = None
    related: Related = ()


class Item(Record):
    """A line of a checklist."""

    do: Line
    why: Line | None = None


class Checklist(Record):
    """Things to tick off, in groups."""

    title: Line
    summary: Line
    groups: Annotated[dict[Line, tuple[Item, ...]], Field(min_length=1)]
    basis: Basis = Basis.EXPERIENCE
    related: Related = ()
    sources: Sources = ()
    checked: Day


class Blank(Record):
    """A place in a template that the reader fills in."""

    label: Line
    example: Line | None = None


class Template(Record):
    """A text to copy, with named blanks: `{name}` in the text stands for the blank `name`."""

    title: Line
    summary: Line
    when: Line
    """When to use it."""
    subject: Line | None = None
    text: Plain
    blanks: dict[Id, Blank] = Field(default_factory=dict)
    advice: Markdown | None = None
    basis: Basis = Basis.EXPERIENCE
    related: Related = ()
    sources: Sources = ()
    checked: Day


class Date(Record):
    """A day or a span in the calendar."""

    title: Line
    on: Day
    until: Day | None = None
    expected: Flag
    """True where the date is not announced yet but follows from earlier years."""
    text: Markdown | None = None
    facts: tuple[FactId, ...] = ()
    sources: Annotated[Sources, Field(min_length=1)]


class City(Record):
    """A place whose clock is shown."""

    name: Line
    country: Line
    zone: Plain
    """Its IANA time zone, such as Asia/Karachi."""


class Change(Record):
    """What was changed in what is said, for readers who come back."""

    on: Day
    title: Line
    text: Markdown | None = None
    """What holds now, and what was said before."""
    about: Related = ()


class Claim(Record):
    """A statement that readers bring with them, and where it is answered; kept true by a check."""

    section: Line
    """What part of the subject it belongs to; neighbours with the same section stand together."""
    claim: Line
    at: Ref
    """The record that says it, or says otherwise."""
    says: Line
    """Words that stand in that record's own text."""
    corrected: Flag = False
    """True where the record says otherwise on purpose."""
