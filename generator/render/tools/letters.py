"""The page of letters: a list of the templates, and all of them as data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.model import Template
from generator.model.paperwork import LettersTool
from generator.render.client import address
from generator.render.page import Page
from generator.render.renderer import Renderer
from generator.render.routes import route


def parts(renderer: Renderer, page: Page, id_: str, tool: LettersTool) -> tuple[Mapping[str, Any], dict[str, Any]]:
    """Links to the templates, and what the component needs."""
    knowledge = renderer.knowledge
    here = route("tool", id_, knowledge.names).path
    found = {name: knowledge.entries["template"][name].record for name in tool.templates}
    texts = {name: record for name, record in found.items() if isinstance(record, Template)}
    data = {
        "templates": [
            {
                "id": name,
                "title": page.plain(it.title),
                "when": page.plain(it.when),
                "url": address(here, route("template", name, knowledge.names)),
                "subject": page.plain(it.subject) if it.subject else "",
                "text": it.text.rstrip(),
                "blanks": [
                    {"id": blank, "label": page.plain(its.label)}
                    | ({"example": page.plain(its.example)} if its.example else {})
                    for blank, its in it.blanks.items()
                ],
            }
            for name, it in texts.items()
        ],
        "mine": list(tool.mine),
        "remind": tool.remind,
    }
    return {"templates": texts}, data
