"""The building blocks of every record: what a text, an id, a reference, a number or a date looks like in a file.

Scalars arrive as text (see `source.py`), so each type says exactly which texts it takes: YAML 1.2 core, no more.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
REFERENCE_PATTERN = r"^[a-z]+:[a-z0-9]+(-[a-z0-9]+)*$"
ADDRESS_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)*(/[A-Za-z0-9][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)*)*/?$"
"""A path below the site's own address; no step of it can climb."""
PLACE_PATTERN = rf"^({ADDRESS_PATTERN[1:-1]}|\./)(#[^\s#]+)?$"
"""An address, or a place in the page that stands there."""
LONGEST_ID = 80
_TAKEN = frozenset({"index", "con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})
"""`index` is the page of the whole kind; the others cannot be file names under Windows."""


class Record(BaseModel):
    """What every record shares: it never changes, and a key it does not know is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Role(StrEnum):
    """What a text is for; the walker in `texts.py` finds texts by it."""

    LINE = "line"
    """Plain words on one line: titles, labels. References are allowed, Markdown is shown as typed."""
    MARKDOWN = "markdown"
    """Markdown without HTML, with [[kind:id]] and {{fact:id}}."""


@dataclass(frozen=True)
class Points:
    """Marks a text that is the id of another record of this kind; not `is_sure`: that may be one."""

    kind: str
    is_sure: bool = True


@dataclass(frozen=True)
class Refers:
    """Marks a text that is a reference to any record: `kind:id`."""


def _clock(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value, re.ASCII):
        raise ValueError("write a time of day as HH:MM, such as 07:30")
    return value


def is_id(text: str) -> bool:
    """Whether a text can name a record, its file and its page."""
    return re.fullmatch(ID_PATTERN, text) is not None and len(text) <= LONGEST_ID and text not in _TAKEN


def _natural(value: object) -> object:
    if isinstance(value, str):
        if not re.fullmatch(r"[0-9]{1,9}", value):
            raise ValueError("write a whole number such as 2")
        return int(value)
    return value


def _number(value: object) -> object:
    if isinstance(value, str):
        # pydantic itself would also take nan, inf and 1_000
        if not re.fullmatch(r"[-+]?[0-9]{1,15}(\.[0-9]{1,15})?", value):
            raise ValueError("write a number such as 12 or 12.5")
        return float(value)
    return value


def _boolean(value: object) -> object:
    if isinstance(value, str):
        if value.lower() not in ("true", "false"):
            raise ValueError("write true or false")
        return value.lower() == "true"
    return value


def _date(value: object) -> object:
    if isinstance(value, str):
        if not re.fullmatch(r"[12]\d{3}-\d\d-\d\d", value, re.ASCII):
            raise ValueError("write a date as YYYY-MM-DD, such as 2026-11-24")
        return datetime.date.fromisoformat(value)
    return value


Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, pattern=r"^[^\n]*$"), Role.LINE]
Markdown = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), Role.MARKDOWN]
Plain = Annotated[str, StringConstraints(min_length=1)]
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=LONGEST_ID)]
Ref = Annotated[str, StringConstraints(pattern=REFERENCE_PATTERN, max_length=120), Refers()]
Address = Annotated[str, StringConstraints(pattern=ADDRESS_PATTERN, max_length=400)]
PlaceAddress = Annotated[str, StringConstraints(pattern=PLACE_PATTERN, max_length=400)]
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$")]
Natural = Annotated[int, Field(ge=0), BeforeValidator(_natural)]
Number = Annotated[float, BeforeValidator(_number)]
Flag = Annotated[bool, BeforeValidator(_boolean)]
Day = Annotated[datetime.date, BeforeValidator(_date)]
Clock = Annotated[str, BeforeValidator(_clock)]
"""A time of day, from 00:00 to 23:59."""

QuestionId = Annotated[Id, Points("question")]
FlowId = Annotated[Id, Points("flow")]
ScenarioId = Annotated[Id, Points("scenario")]
PathId = Annotated[Id, Points("path")]
ActionId = Annotated[Id, Points("action")]
FaqId = Annotated[Id, Points("faq")]
FactId = Annotated[Id, Points("fact")]
SourceId = Annotated[Id, Points("source")]
TemplateId = Annotated[Id, Points("template")]
ToolId = Annotated[Id, Points("tool")]


def one_or_more(value: Any) -> Any:
    """A single value stands for a list of one."""
    return [value] if isinstance(value, str) else value


class Basis(StrEnum):
    """What an advice rests on; a rule and an opinion never look the same."""

    SOURCES = "sources"
    EXPERIENCE = "experience"
    MIXED = "mixed"


class Risk(StrEnum):
    """How much can go wrong."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    VERY_HIGH = "very-high"


AnyNumberAsText = Annotated[str, WithJsonSchema({"type": ["string", "number"]}), StringConstraints(min_length=1)]
