"""The page of what a device keeps: the words for what the browser finds there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.model import Action, QuestionFile
from generator.model.kinds import OFFLINE
from generator.model.paperwork import DataTool
from generator.model.question import answers
from generator.model.titles import title
from generator.model.tool import ToolFile
from generator.render.client import address
from generator.render.page import Page
from generator.render.renderer import Renderer
from generator.render.routes import Route, route


def parts(renderer: Renderer, page: Page, id_: str, tool: DataTool) -> tuple[Mapping[str, Any], dict[str, Any]]:
    """The tools that keep something, and the words of questions, answers and actions."""
    knowledge, plain = renderer.knowledge, page.plain
    here = route("tool", id_, knowledge.names).path
    tools = {it.id: it.record for it in knowledge.of("tool", ToolFile) if it.id != id_}
    data = {
        "tools": {
            name: [plain(title(it)), address(here, route("tool", name, knowledge.names))] for name, it in tools.items()
        },
        "questions": {
            it.id: [plain(it.record.root.ask), {name: plain(said) for name, said in answers(it.record.root).items()}]
            for it in knowledge.of("question", QuestionFile)
        },
        "actions": {it.id: plain(it.record.title) for it in knowledge.of("action", Action)},
    }
    return {"tools": tools, "offline": page.to(Route(f"{OFFLINE}/index.md"))}, data
