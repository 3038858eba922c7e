"""The JSON Schemas of all content files, for editors that complete and check while typing."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel

from generator.model import KINDS, Redirect, Site

_DAY = r"^[12]\d{3}-\d\d-\d\d$"
_SEEN: dict[str, dict[str, Any]] = {
    "string": {"type": ["string", "number", "boolean"]},
    "boolean": {"type": ["boolean", "string"], "pattern": "^([Tt]rue|TRUE|[Ff]alse|FALSE)$"},
    "integer": {"type": ["integer", "string"], "pattern": r"^[-+]?\d+$"},
    "number": {"type": ["number", "string"], "pattern": r"^[-+]?\d+(\.\d+)?$"},
}
_AS_IT_IS = {"propertyNames", "default", "examples"}
"""Keys are always text."""


def schemas() -> dict[str, bytes]:
    """File name → schema: of one record for kinds with a folder, of the whole mapping for kinds with one file."""
    made = {kind.id: _mapping(kind.model) if kind.one_file else _schema(kind.model) for kind in KINDS.values()}
    made["guide"]["required"].remove("text")
    made |= {"site": _schema(Site), "redirect": _mapping(Redirect)}
    return {f"{name}.json": _bytes(schema) for name, schema in sorted(made.items())}


def _schema(model: type[BaseModel]) -> dict[str, Any]:
    return model.model_json_schema(by_alias=True)


def _mapping(model: type[BaseModel]) -> dict[str, Any]:
    """The schema of a file that maps ids to records."""
    record = _schema(model)
    definitions = record.pop("$defs", {})
    return {"type": "object", "additionalProperties": record, "$defs": definitions, "title": f"{model.__name__} file"}


def _as_editors_see_it(schema: Any) -> Any:
    """The schema, where it says text, for editors that have read `2026`, `true` or `1.5` before they look at it.

    To us every scalar is text until a type asks for more, so a quoted number is a number to us, and `true` a word.
    """
    if isinstance(schema, list):
        return [_as_editors_see_it(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    seen = {key: value if key in _AS_IT_IS else _as_editors_see_it(value) for key, value in schema.items()}
    kind = seen.get("type")
    if not isinstance(kind, str) or seen.keys() & {"const", "enum"}:
        return seen
    if seen.get("format") == "date":
        return seen | {"pattern": _DAY}
    return seen | _SEEN.get(kind, {})


def _bytes(schema: dict[str, Any]) -> bytes:
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **_as_editors_see_it(schema)}
    return (json.dumps(schema, ensure_ascii=False, indent=2) + "\n").encode()
