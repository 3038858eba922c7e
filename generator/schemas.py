"""The JSON Schemas of all content files, for editors that complete and check while typing."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel

from generator.model import KINDS, Redirect, Site


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


def _bytes(schema: dict[str, Any]) -> bytes:
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    return (json.dumps(schema, ensure_ascii=False, indent=2) + "\n").encode()
