"""A YAML value to a record; pydantic's errors become problems that point at the value's place in the file."""

from __future__ import annotations

import re
import types
import typing
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, TypeVar

from pydantic import BaseModel, RootModel, ValidationError
from pydantic_core import ErrorDetails

from generator.diagnostics import Diagnostic, did_you_mean
from generator.model.types import ADDRESS_PATTERN, PLACE_PATTERN
from generator.nodes import Loc, Mapping, Node, Scalar, Sequence, find, key_place, plain

M = TypeVar("M", bound=BaseModel)

_WRONG_SHAPE = {
    "string_type": "a text",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "a mapping (key: value)",
    "model_type": "a mapping (key: value)",
    "model_attributes_type": "a mapping (key: value)",
    "float_type": "a number",
    "bool_type": "true or false",
    "date_type": "a date as YYYY-MM-DD",
    "step_kind": "a mapping (key: value)",
}
_ID_HINT = "ids are lower-case words joined by hyphens, such as apply-again"
_STEP_HINT = "ask a question, tell what to do, use another flow, or stop at an outcome"
_TAG = re.compile(r"<[a-z-]+>")


def read(model: type[M], node: Node) -> tuple[M | None, list[Diagnostic]]:
    """The record that a value holds, or None with every reason why it is none, in the order of the file."""
    try:
        return model.model_validate(plain(node)), []
    except ValidationError as error:
        details = _without_echoes([(_steps(model, detail), detail) for detail in error.errors(include_url=False)])
        found = [(loc, _problem(model, node, loc, detail)) for loc, detail in details if not _is_missing(loc, detail)]
        # A missing key that is there misspelled has been said with the unknown key: one slip, one message.
        meant = {(loc[:-1], problem.hint) for loc, problem in found if problem.code == "KB131"}
        missing = defaultdict(list)
        for loc, detail in details:
            if _is_missing(loc, detail) and (loc[:-1], f"did you mean {loc[-1]}?") not in meant:
                missing[loc[:-1]].append(str(loc[-1]))
        problems = [problem for _, problem in found]
        problems += [_missing(find(node, loc), names) for loc, names in missing.items()]
        return None, sorted(problems)


def _without_echoes(details: list[tuple[Loc, ErrorDetails]]) -> list[tuple[Loc, ErrorDetails]]:
    """The errors without the lists that pydantic calls too short because it could not read their items."""
    within = {loc[:length] for loc, _ in details for length in range(len(loc))}
    return [(loc, detail) for loc, detail in details if detail["type"] != "too_short" or loc not in within]


def _is_missing(loc: Loc, error: ErrorDetails) -> bool:
    is_key = error["type"] == "missing" and isinstance(loc[-1], str)
    return is_key or error["type"] in ("union_tag_not_found", "missing_key")


def _missing(at: Node, names: list[str]) -> Diagnostic:
    keys = " and ".join(f"“{name}”" for name in names)
    message = f"the key{'s' if len(names) > 1 else ''} {keys} {'are' if len(names) > 1 else 'is'} missing"
    return Diagnostic(at.place, "KB132", message, f"add {' and '.join(f'`{name}:`' for name in names)}")


def _problem(model: type[BaseModel], node: Node, loc: Loc, error: ErrorDetails) -> Diagnostic:
    kind, at, name = error["type"], find(node, loc), _last_word(loc)
    if kind == "extra_forbidden":
        known = _keys_at(model, error["loc"][:-1]) - _written(find(node, loc[:-1]))
        return Diagnostic(key_place(node, loc), "KB131", f"unknown key “{name}”", did_you_mean(name, known))
    if kind == "step_kind" and isinstance(at, Mapping):
        return Diagnostic(at.place, "KB132", f"“{name}” needs one of the keys ask, tell, use, stop", _STEP_HINT)
    if loc and loc[-1] == "[key]" and "[key]" not in _written(find(node, loc[:-1])):
        return Diagnostic(key_place(node, loc[:-1]), "KB133", f"“{loc[-2]}” is no id", _ID_HINT)
    if loc and _is_empty(at) and kind not in ("too_short", "value_error"):
        return Diagnostic(key_place(node, loc), "KB134", f"“{name}” is empty", "write something, or delete the key")
    return Diagnostic(at.place, "KB133", *_wrong_value(error, loc, at))


def _steps(model: type[BaseModel], error: ErrorDetails) -> Loc:
    """The keys and indices that lead to an error: its path without the tags of union members."""
    loc = error["loc"][1:] if issubclass(model, RootModel) else error["loc"]
    loc = tuple(step for step in loc if not (isinstance(step, str) and _TAG.fullmatch(step)))
    if error["type"] == "missing_key":
        return (*loc, error["ctx"]["key"])
    if error["type"].startswith("union_tag"):
        return (*loc, str(error["ctx"]["discriminator"]).strip("'"))
    return loc


def _wrong_value(error: ErrorDetails, loc: Loc, at: Node) -> tuple[str, str]:
    kind, context = error["type"], error.get("ctx", {})
    name = f"“{_last_word(loc)}”" if loc else "this record"
    if kind in _WRONG_SHAPE or not isinstance(at, Scalar):
        return _wrong_shape(error, name, at)
    if kind in ("literal_error", "enum", "union_tag_invalid"):
        allowed = str(context.get("expected") or context.get("expected_tags")).replace(" or ", ", ")
        words = [word.strip(" '\"") for word in allowed.split(",")]
        return f"{name} has an unknown value{_quoted(at)}", did_you_mean(at.text, words)
    if kind == "string_pattern_mismatch":
        return _pattern_mismatch(name, str(context.get("pattern")), at)
    if kind == "string_too_long":
        return f"{name} is {len(at.text)} characters long; the limit is {context['max_length']}", "say it shorter"
    return f"{name}: {error['msg'].removeprefix('Value error, ')}{_quoted(at)}", ""


def _wrong_shape(error: ErrorDetails, name: str, at: Node) -> tuple[str, str]:
    kind, context = error["type"], error.get("ctx", {})
    if kind in _WRONG_SHAPE:
        return f"{name} must be {_WRONG_SHAPE[kind]}, not {_shape(at)}", ""
    if kind in ("too_short", "too_long"):
        least, most = context.get("min_length"), context.get("max_length")
        wanted = f"at least {least}" if least else f"at most {most}"
        return f"{name} needs {wanted}, and has {context['actual_length']}", ""
    if kind == "missing":
        return f"{name} has too few values", "write both ends, such as [0, 100]"
    if kind == "value_error":
        return error["msg"].removeprefix("Value error, "), ""
    return f"{name} must be one word, not {_shape(at)}", ""


def _pattern_mismatch(name: str, pattern: str, at: Node) -> tuple[str, str]:
    if pattern.startswith("^https?"):
        return f"{name} is no web address{_quoted(at)}", "start it with https://"
    if pattern in (ADDRESS_PATTERN, PLACE_PATTERN):
        return f"{name} is no address of this site{_quoted(at)}", "write it without the host, such as faq/some-answer/"
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
    return str(next((step for step in reversed(loc) if isinstance(step, str)), ""))


def _written(node: Node) -> set[str]:
    return {key.text for key, _ in node.entries} if isinstance(node, Mapping) else set()


def _keys_at(model: type[BaseModel], path: Loc) -> set[str]:
    """The keys that are allowed at a path as pydantic writes it: all fields of the models met there."""
    models = _models_in(model)
    for step in path:
        if isinstance(step, str):
            tagged = {found for found in models if _is_tagged(found, step)}
            inner = [annotation for m in models for annotation in _at_key(m, step)]
            models = tagged or {found for annotation in inner for found in _models_in(annotation)} or models
    return {_key(found, name) for found in models for name in found.model_fields}


def _at_key(model: type[BaseModel], key: str) -> list[Any]:
    """The annotation of a key; in a model that takes any key also that of those it does not name."""
    named = [field.annotation for name, field in model.model_fields.items() if _key(model, name) == key]
    if named or _TAG.fullmatch(key) or model.model_config.get("extra") != "allow":
        return named
    return [typing.get_type_hints(model, include_extras=True)["__pydantic_extra__"]]


def _is_tagged(model: type[BaseModel], tag: str) -> bool:
    """Whether a union tells its members apart by this tag: a `kind` that is it, or a key of its name."""
    if _TAG.fullmatch(tag):
        return tag.strip("<>") in model.model_fields
    kind = model.model_fields.get("kind")
    return kind is not None and typing.get_args(kind.annotation) == (tag,)


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
