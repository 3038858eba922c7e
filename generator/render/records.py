"""The page of each record: its template, its links out and in, its diagram."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from generator.loader import Entry
from generator.model import Fact, Outcome, Source
from generator.model.titles import bare, title
from generator.model.tool import ToolFile
from generator.render.age import Review, facts_in, is_past, review
from generator.render.as_json import as_script
from generator.render.flows import StepView
from generator.render.for_you import for_you
from generator.render.notes import Notes, notes
from generator.render.outcomes import outcome_route
from generator.render.page import Page
from generator.render.renderer import Renderer
from generator.render.review import proof_sentence, review_address
from generator.render.routes import route
from generator.render.states import StateView, start_view
from generator.render.tools import ToolView, tool_view

WITH_PAGES = ("faq", "scenario", "path", "action", "guide", "fact", "checklist", "template", "source", "flow", "tool")


def record_pages(renderer: Renderer) -> Iterator[tuple[str, bytes]]:
    """The pages of all records that have one, with their paths."""
    for kind in WITH_PAGES:
        for entry in renderer.knowledge.entries[kind].values():
            yield record_page(renderer, entry)


def record_page(renderer: Renderer, entry: Entry[BaseModel]) -> tuple[str, bytes]:
    """The page of one record, of a kind that has pages, with its path."""
    path = route(entry.kind, entry.id, renderer.knowledge.names).path
    page = renderer.page(path)
    template = f"{entry.kind}-{entry.record.root.kind}" if isinstance(entry.record, ToolFile) else entry.kind
    view = _view(renderer, page, entry)
    return path, renderer.rendered(f"{template}.md.j2", page, record=bare(entry.record), view=view)


_WORKED_WITH = frozenset(WITH_PAGES) - {"tool", "fact", "source"}
"""The kinds whose pages name the tools that mention them apart from other pages."""


@dataclass(frozen=True)
class RecordView:
    """What a record's page shows beside the record: its links out and in, and its diagram."""

    title: str
    review: Review
    """When the facts that it mentions are to be looked at again."""
    related: list[str]
    sources: list[str]
    tools: list[str]
    """The tools that this page belongs to, each with its sentence."""
    mentioned: list[str]
    """The other pages that mention it."""
    outcome_links: Callable[[Outcome], list[str]]
    steps: tuple[StepView, ...] = ()
    diagram: str = ""
    first: StateView | None = None
    """On the page of a flow: its first question."""
    runner: str = ""
    """On the page of a flow: the address of what the browser needs to ask the questions."""
    scripted: bool = False
    """On the page of a flow: whether it is a script, whose steps are a list by themselves."""
    outcome_address: Callable[[str], str] = str
    """On the page of a flow: the address of an outcome's page."""
    proof: str = ""
    """On the page of a flow: what was counted and proved about it."""
    for_editors: str = ""
    """On the page of a flow: the address of its review page."""
    borrowed: tuple[str, ...] = ()
    """On the page of a flow: the questions that flows it uses ask."""
    notes: Notes = field(default_factory=dict)
    """On the page of a flow: what its steps and those of the flows it uses say."""
    is_past: bool = False
    """On the page of a fact: whether its day of review has passed."""
    read_at: tuple[tuple[str, Source], ...] = ()
    """On the page of a fact: its sources, by id."""
    tool: ToolView | None = None
    """On the page of a tool: what it shows, and what its component needs."""
    for_you: str = ""
    """What the page says to readers in some situations, as JSON for the browser; nothing where it says nothing."""


def _view(renderer: Renderer, page: Page, entry: Entry[BaseModel]) -> RecordView:
    """The view of a record on its own page."""
    record = bare(entry.record)
    flow = entry.id if entry.kind == "flow" else getattr(record, "flow", None)
    drawing = renderer.drawing(flow) if flow else None
    backlinks = renderer.references.backlinks.get((entry.kind, entry.id), ())
    walked = _walked(renderer, page, entry.id) if entry.kind == "flow" else {}
    own = _read_at(renderer, record) if isinstance(record, Fact) else {}
    if isinstance(entry.record, ToolFile):
        own = {"tool": tool_view(renderer, page, entry.id, entry.record.root)}
    return RecordView(
        title=title(record),
        review=review(facts_in(record, renderer.knowledge), renderer.knowledge, renderer.today),
        related=[page.ref(reference) for reference in getattr(record, "related", ())],
        sources=[page.source(id_) for id_ in getattr(record, "sources", ())],
        tools=_tools(renderer, page, backlinks) if entry.kind in _WORKED_WITH else [],
        mentioned=page.mentioned_in(
            entry.kind, entry.id, [it for it in backlinks if it[0] != "tool" or entry.kind not in _WORKED_WITH]
        ),
        outcome_links=lambda outcome: [page.ref(reference) for reference in outcome.related],
        steps=drawing.steps if drawing else (),
        diagram=drawing.svg if drawing else "",
        for_you=as_script(said) if (said := for_you(entry, renderer.knowledge)) else "",
        **walked,
        **own,
    )


def _tools(renderer: Renderer, page: Page, backlinks: Iterable[tuple[str, str]]) -> list[str]:
    """The tools among the pages that mention a record."""
    found = (renderer.knowledge.find(kind, ToolFile, id_) for kind, id_ in backlinks if kind == "tool")
    summaries = {entry.id: entry.record.root.summary for entry in found if entry}
    return [f"{page.link('tool', id_)}: {page.line(summary)}" for id_, summary in summaries.items()]


def _read_at(renderer: Renderer, fact: Fact) -> dict[str, Any]:
    """What the page of a fact needs: its sources, and whether it is due."""
    found = ((id_, renderer.knowledge.find("source", Source, id_)) for id_ in fact.sources)
    return {
        "read_at": tuple((id_, entry.record) for id_, entry in found if entry),
        "is_past": is_past(fact, renderer.today),
    }


def _walked(renderer: Renderer, page: Page, flow: str) -> dict[str, Any]:
    """What the page of a flow needs for the reader who answers; nothing where nothing is asked."""
    compiled = renderer.compiled.get(flow)
    first = start_view(renderer, compiled, page) if compiled else None
    if compiled is None or first is None:
        return {}
    steps = renderer.drawing(flow).steps
    own = {getattr(step.step, "ask", None) for step in steps}
    return {
        "first": first,
        "scripted": compiled.flow.record.start is None,
        "outcome_address": lambda outcome: page.to(outcome_route(flow, outcome, renderer.knowledge.names)),
        "proof": proof_sentence(renderer.knowledge, flow),
        "for_editors": review_address(page, flow, compiled.flow.record),
        "runner": renderer.runner(flow).name,
        "notes": notes(flow, renderer.knowledge),
        "borrowed": tuple(id_ for id_ in renderer.client(flow).questions if id_ not in own),
    }
