"""The page of a week: the hours that are advised, the quiet hour, and an example."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.model.tool import Block, WeekTool
from generator.render.page import Page
from generator.render.renderer import Renderer

DAYS = {
    "mo": "Monday",
    "tu": "Tuesday",
    "we": "Wednesday",
    "th": "Thursday",
    "fr": "Friday",
    "sa": "Saturday",
    "su": "Sunday",
}


def _on(tool: WeekTool, day: str) -> list[Block]:
    """The blocks of a day in the example, in their order."""
    return sorted((it for it in tool.example if day in it.days), key=lambda it: it.from_)


def parts(renderer: Renderer, page: Page, id_: str, tool: WeekTool) -> tuple[Mapping[str, Any], dict[str, Any]]:
    """The example day by day, and what the component needs."""
    plain = page.plain
    days = [{"name": name, "blocks": _on(tool, day)} for day, name in DAYS.items()]
    data = {
        "hours": [
            {
                "id": id_,
                "name": plain(it.name),
                "least": it.least,
                "most": it.most,
                "say": plain(it.say),
                "late": it.late,
            }
            for id_, it in tool.hours.items()
        ],
        "quiet": {
            "name": plain(tool.quiet.name),
            "at": tool.quiet.at,
            "minutes": tool.quiet.minutes,
            "say": plain(tool.quiet.say),
        },
        "example": [
            {"hours": it.hours, "name": plain(it.name), "days": list(it.days), "from": it.from_, "to": it.to}
            for it in tool.example
        ],
    }
    return {"days": days}, data
