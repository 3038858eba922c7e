"""Walks a record and finds what its types mark: texts with their role, ids of other records, references."""

from __future__ import annotations

import datetime
import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any

from pydantic import BaseModel, RootModel

from generator.model.types import Points, Refers, Role
from generator.nodes import Loc

Mark = Role | Points | Refers
_NO_TEXTS = (bool, int, float, datetime.date)


@dataclass(frozen=True, slots=True)
class Marked:
    """A text in a record, the path to it, and what its type says it is; `is_key` when it is a mapping's key."""

    loc: Loc
    text: str
    mark: Mark
    is_key: bool = False


def marked(record: BaseModel) -> Iterator[Marked]:
    """Every marked text of a record, in the order of its fields."""
    yield from _in_model(record, ())


def _in_model(model: BaseModel, loc: Loc) -> Iterator[Marked]:
    if isinstance(model, RootModel):
        yield from _in_model(model.root, loc)
        return
    for key in model.model_extra or ():
        yield Marked((*loc, key), key, Points("question", is_sure=False), is_key=True)
    for name, key, annotation, metadata in _fields(type(model)):
        yield from _in_value(annotation, metadata, getattr(model, name), (*loc, key))


@cache
def _fields(model: type[BaseModel]) -> tuple[tuple[str, str, Any, tuple[Any, ...]], ...]:
    """The fields of a model that may hold texts: name, key in the file, type, and what was said about the type."""
    return tuple(
        (name, field.alias or name, field.annotation, tuple(field.metadata))
        for name, field in model.model_fields.items()
        if not (isinstance(field.annotation, type) and issubclass(field.annotation, _NO_TEXTS))
    )


def _in_value(annotation: Any, metadata: tuple[Any, ...], value: object, loc: Loc) -> Iterator[Marked]:
    if isinstance(value, BaseModel):
        yield from _in_model(value, loc)
        return
    annotation, metadata = _unwrapped(annotation, metadata, value)
    if isinstance(value, str):
        mark = next((item for item in metadata if isinstance(item, Mark)), None)
        if mark is not None:
            yield Marked(loc, value, mark)
    elif isinstance(value, tuple):
        arguments = typing.get_args(annotation)
        for index, item in enumerate(value):
            yield from _in_value(arguments[0], (), item, (*loc, index))
    elif isinstance(value, dict):
        key_type, value_type = typing.get_args(annotation)
        for key, item in value.items():
            for found in _in_value(key_type, (), key, (*loc, key)):
                yield Marked(found.loc, found.text, found.mark, is_key=True)
            yield from _in_value(value_type, (), item, (*loc, key))


def _unwrapped(annotation: Any, metadata: tuple[Any, ...], value: object) -> tuple[Any, tuple[Any, ...]]:
    """The annotation without `Annotated`, and of a union the member that fits the value; what was said about it."""
    while True:
        if typing.get_origin(annotation) is Annotated:
            annotation, *extra = typing.get_args(annotation)
            metadata = (*metadata, *extra)
        elif typing.get_origin(annotation) in (typing.Union, types.UnionType):
            annotation = next((m for m in typing.get_args(annotation) if _fits(m, value)), str)
        else:
            return annotation, metadata


def _fits(annotation: Any, value: object) -> bool:
    bare = annotation
    while typing.get_origin(bare) is Annotated:
        bare = typing.get_args(bare)[0]
    origin = typing.get_origin(bare) or bare
    return isinstance(origin, type) and isinstance(value, origin)
