"""A YAML value to a record; pydantic's errors become problems that point at the value's place in the file."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterable
from typing import Any, TypeVar

from pydantic import BaseModel, RootModel, ValidationError
from pydantic_core import ErrorDetails

from generator.diagnostics import Diagnostic, Place, did_you_mean
from generator.source import Loc, Mapping, Node, Scalar, Sequence, find, plain

M = TypeVar("M", bound=BaseModel)

_WRONG_SHAPE = {
    "string_type": "a text",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "a mapping (key: value)",
    "model_type": "a mapping (key: value)",
    "model_attributes_type": "a mapping (key: value)",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "date_type": "a date as YYYY-MM-DD",
}
_ID_HINT = "ids are lower-case words joined by hyphens, such as apply-again"


def read(model: type[M], node: Node) -> tuple[M | None, list[Diagnostic]]:
    """The record that a value holds, or None with every reason why it is none, in the order of the file."""
    try:
        return model.model_validate(plain(node)), []
    except ValidationError as error:
        return None, [_problem(model, node, detail) for detail in error.errors(include_url=False)]


def _problem(model: type[BaseModel], node: Node, error: ErrorDetails) -> Diagnostic:
    loc, kind = error["loc"], error["type"]
    at = find(node, loc)
    if kind == "extra_forbidden":
        known = _keys_at(model, loc[:-1])
        return Diagnostic(_key_place(node, loc), "KB131", f"unknown key “{loc[-1]}”", did_you_mean(str(loc[-1]), known))
    if kind == "missing":
        return Diagnostic(at.place, "KB132", f"the key “{_last_word(loc)}” is missing", f"add `{_last_word(loc)}:`")
    if kind == "union_tag_not_found":
        return Diagnostic(at.place, "KB132", f"the key {error['ctx']['discriminator']} is missing")
    if loc and loc[-1] == "[key]":
        return Diagnostic(_key_place(node, loc[:-1]), "KB133", f"“{loc[-2]}” is no id", _ID_HINT)
    if _is_empty(at) and kind not in ("too_short", "value_error"):
        return Diagnostic(_key_place(node, loc), "KB134", f"“{_last_word(loc)}” is empty", "write something, or delete the key")
    return Diagnostic(at.place, "KB133", *_wrong_value(error, at))


def _wrong_value(error: ErrorDetails, at: Node) -> tuple[str, str]:
    kind, context = error["type"], error.get("ctx", {})
    name = f"“{_last_word(error['loc'])}”"
    if kind in _WRONG_SHAPE:
        return f"{name} must be {_WRONG_SHAPE[kind]}, not {_shape(at)}", ""
    if kind in ("literal_error", "enum", "union_tag_invalid"):
        allowed = str(context.get("expected") or context.get("expected_tags")).replace(" or ", ", ")
        words = [word.strip(" '\"") for word in allowed.split(",")]
        return f"{name} has an unknown value{_quoted(at)}", did_you_mean(getattr(at, "text", ""), words)
    if kind == "string_pattern_mismatch":
        return _pattern_mismatch(name, str(context.get("pattern")), at)
    if kind == "string_too_long":
        limit = context["max_length"]
        return f"{name} is {len(getattr(at, 'text', ''))} characters long; the limit is {limit}", "say it shorter"
    if kind == "too_short":
        return f"{name} needs at least {context['min_length']} entries", ""
    return f"{name}: {error['msg'].removeprefix('Value error, ')}{_quoted(at)}", ""


def _pattern_mismatch(name: str, pattern: str, at: Node) -> tuple[str, str]:
    if pattern.startswith("^https?"):
        return f"{name} is no web address{_quoted(at)}", "start it with https://"
    if pattern == r"^[^\n]*$":
        return f"{name} must stand on one line", "use >- instead of |, or join the lines"
    if ":" in pattern:
        return f"{name} is no reference{_quoted(at)}", "write kind:id, such as guide:letters"
    return f"{name} is no valid name{_quoted(at)}", _ID_HINT


def _quoted(at: Node) -> str:
    return f" ({at.text[:40]!r})" if isinstance(at, Scalar) else ""


def _shape(node: Node) -> str:
    match node:
        case Scalar():
            return repr(node.text[:40])
        case Sequence():
            return "a list"
        case Mapping():
            return "a mapping"


def _is_empty(node: Node) -> bool:
    return isinstance(node, Scalar) and (node.is_null or not node.text.strip())


def _last_word(loc: Loc) -> str:
    return str(next((step for step in reversed(loc) if isinstance(step, str)), "the file"))


def _key_place(node: Node, loc: Loc) -> Place:
    """The place of the key that a path ends with, else of its value."""
    parent = find(node, loc[:-1])
    key = parent.key(str(loc[-1])) if isinstance(parent, Mapping) and loc else None
    return key.place if key else find(node, loc).place


def _keys_at(model: type[BaseModel], loc: Loc) -> set[str]:
    """The keys that are allowed at a path: all fields of the models met there."""
    models = _models_in(model)
    for step in loc:
        if isinstance(step, str):
            inner = [m.model_fields[n].annotation for m in models for n in m.model_fields if _key(m, n) == step]
            models = {found for annotation in inner for found in _models_in(annotation)} or models
    return {_key(found, name) for found in models for name in found.model_fields}


def _key(model: type[BaseModel], name: str) -> str:
    return model.model_fields[name].alias or name


def _models_in(annotation: Any) -> set[type[BaseModel]]:
    """The models that a type annotation mentions, unions and containers opened."""
    if isinstance(annotation, type) and issubclass(annotation, RootModel):
        return _models_in(annotation.model_fields["root"].annotation)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return {annotation}
    arguments: Iterable[Any] = typing.get_args(annotation)
    if isinstance(annotation, types.GenericAlias | types.UnionType) or arguments:
        return {found for argument in arguments for found in _models_in(argument)}
    return set()
