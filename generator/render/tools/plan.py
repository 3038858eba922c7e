"""The page of a plan: which flows it can take results from, their actions on paper, and the site's dates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.model import Action
from generator.model.tool import PlanTool
from generator.render.client import Client, Json
from generator.render.page import Page
from generator.render.renderer import Renderer
from generator.render.routes import route
from generator.render.runtime import client
from generator.render.tools.calendar import as_json, events

KEPT = ("format", "flow", "version", "title", "variables", "states", "start", "told", "plan", "horizons", "past")
"""What of a flow's JSON says where answers lead, beside questions, actions and outcomes."""


def parts(renderer: Renderer, page: Page, id_: str, tool: PlanTool) -> tuple[Mapping[str, Any], dict[str, Any]]:
    """The actions by horizon for those who have no scripts, and what the component needs."""
    flows = [_flow(renderer, page, flow) for flow in tool.flows if flow in renderer.compiled]
    named = {action["id"] for flow in flows for action in flow["actions"]}
    actions = {entry.id: entry.record for entry in renderer.knowledge.of("action", Action) if entry.id in named}
    horizons = [
        {"label": label, "actions": [(id_, it) for id_, it in actions.items() if it.horizon == horizon]}
        for horizon, label in renderer.knowledge.site.horizons.items()
    ]
    data = {
        "flows": flows,
        "next": tool.next,
        "events": [as_json(each) for each in events(renderer, tool.checked)],
    }
    return {"horizons": [each for each in horizons if each["actions"]]}, data


def _flow(renderer: Renderer, page: Page, flow: str) -> Json:
    """What leads from answers to a plan, without the words that only the flow's own page needs."""
    whole = client(Client.of(renderer.compiled[flow], renderer.knowledge), ())
    return {
        **{key: whole[key] for key in KEPT},
        "page": "../" + page.to(route("flow", flow, renderer.knowledge.names)).removesuffix(".md") + "/",
        "questions": [_question(each) for each in whole["questions"]],
        "actions": [_of(each, "id", "title", "summary", "horizon", "hours", "url") for each in whole["actions"]],
        "outcomes": [_of(each, "id", "title", "summary", "url", "actions", "stop") for each in whole["outcomes"]],
    }


def _question(question: Json) -> Json:
    answers = [_of(each, "id", "exclusive") for each in question["answers"]]
    return {**_of(question, "id", "kind", "sensitive"), "answers": answers}


def _of(record: Json, *keys: str) -> Json:
    return {key: record[key] for key in keys if key in record}
