"""What a record is called, and its one sentence, whatever its kind."""

from __future__ import annotations

from pydantic import BaseModel, RootModel

from generator.model.question import QuestionFile
from generator.model.records import City, Fact, Faq, Scenario, Term


def bare(record: BaseModel) -> BaseModel:
    """The record itself where a file holds one of several kinds."""
    return record.root if isinstance(record, RootModel) else record


def title(record: BaseModel) -> str:
    """The name of a record in headings and links; may hold references."""
    match record:
        case QuestionFile():
            return record.root.ask
        case Faq():
            return record.question
        case Scenario():
            return f"{record.label}. {record.title}"
        case Term():
            return record.term
        case City():
            return record.name
    return str(getattr(bare(record), "title", ""))


def summary(record: BaseModel) -> str:
    """The one sentence a record says about itself, or nothing."""
    match record:
        case QuestionFile():
            return record.root.why or ""
        case Faq():
            return record.short
        case Term():
            return record.meaning
        case Fact():
            return record.statement
    return str(getattr(bare(record), "summary", ""))


def value_with_unit(fact: Fact) -> str:
    """A fact's value as it stands in a sentence: "218 points"."""
    return f"{fact.value} {fact.unit}" if fact.unit else fact.value
