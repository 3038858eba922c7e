"""What the page of a tool shows, by the kind of tool: values for its template, and JSON for its component."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.model.paperwork import CostTool, DataTool, LettersTool, ListTool
from generator.model.tool import CalendarTool, ClockTool, PlanTool, Tool, ToolFile, WeekTool
from generator.render.as_json import as_script
from generator.render.page import Page
from generator.render.renderer import Renderer
from generator.render.tools import calendar, clock, costs, entries, kept, letters, plan, week

FORMAT = 1
Json = dict[str, Any]


@dataclass(frozen=True)
class ToolView:
    """What a tool's template is given: values for the page without scripts, and the component's JSON."""

    id: str
    static: Mapping[str, Any] = field(default_factory=dict)
    data: str = ""


def tool_view(renderer: Renderer, page: Page, id_: str, tool: Tool) -> ToolView:
    """The view of one tool; its data names the tool and the address of the site's first page."""
    static, data = _PARTS[type(tool)](renderer, page, id_, tool)
    return ToolView(
        id_,
        static,
        as_script({"format": FORMAT, "tool": id_, "title": page.plain(tool.title), "root": root(page), **data}),
    )


def root(page: Page) -> str:
    """The address of the site's first page, as a browser follows it from this one."""
    return "../" * (page.path.count("/") + 1)


def tool_files(renderer: Renderer) -> Iterator[tuple[str, bytes]]:
    """What tools offer beside their pages, with its paths."""
    for entry in renderer.knowledge.of("tool", ToolFile):
        if isinstance(entry.record.root, CalendarTool):
            yield calendar.file(renderer, entry.id, entry.record.root)


_PARTS: dict[type, Callable[[Renderer, Page, str, Any], tuple[Mapping[str, Any], Json]]] = {
    ClockTool: clock.parts,
    CalendarTool: calendar.parts,
    WeekTool: week.parts,
    PlanTool: plan.parts,
    ListTool: entries.parts,
    CostTool: costs.parts,
    LettersTool: letters.parts,
    DataTool: kept.parts,
}
