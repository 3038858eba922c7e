"""The files for other programs, below `api/`: answers, facts, decisions, addresses, and a JSON Schema for each."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from generator.model.kinds import API
from generator.render.api.flow_models import FlowFile
from generator.render.api.flows import flow_file
from generator.render.api.models import Addresses, Answers, Facts
from generator.render.api.records import addresses, answers, facts
from generator.render.as_json import as_file
from generator.render.renderer import Renderer

_MODELS: dict[str, type[BaseModel]] = {"addresses": Addresses, "facts": Facts, "faq": Answers, "flow": FlowFile}


def api_files(renderer: Renderer) -> dict[str, bytes]:
    """Path below `docs/` → JSON."""
    knowledge = renderer.knowledge
    made: dict[str, BaseModel] = {
        "faq.json": answers(knowledge),
        "facts.json": facts(knowledge),
        "addresses.json": addresses(renderer),
    }
    for id_, compiled in renderer.compiled.items():
        made[f"flows/{id_}.json"] = flow_file(compiled, knowledge)
    files = {path: as_file(it.model_dump(mode="json", exclude_none=True)) for path, it in made.items()}
    files |= {f"schema/{name}.json": as_file(schema(model)) for name, model in _MODELS.items()}
    return {f"{API}/{path}": data for path, data in files.items()}


def schema(model: type[BaseModel]) -> dict[str, Any]:
    """The JSON Schema of a file, as it is written."""
    made = model.model_json_schema(mode="serialization", by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}
