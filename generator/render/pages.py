"""Every generated page: records in, `{path below docs/: bytes}` out. No disk, no clock."""

from __future__ import annotations

import datetime
from itertools import chain
from types import MappingProxyType
from typing import Any

from generator.loader import KnowledgeBase
from generator.manual import manual
from generator.model import Faq
from generator.model.kinds import HELPER, OFFLINE, PROBLEMS, is_shown
from generator.references import References
from generator.render.answers import helper_pages
from generator.render.api import api_files
from generator.render.embeds import embed_pages
from generator.render.front_matter import with_keys
from generator.render.indexes import index_pages
from generator.render.linked_data import linked_data
from generator.render.offline import offline_pages
from generator.render.page import Page
from generator.render.records import record_pages
from generator.render.renderer import Renderer
from generator.render.review import review_pages
from generator.render.routes import Route, index_route, route
from generator.render.runners import runner_files
from generator.render.search import search_files, start_of_lists
from generator.render.states import start_view, state_pages
from generator.render.tools import tool_files
from generator.render.updated import Changes, updated

_NEVER: Changes = MappingProxyType({})


def render(
    knowledge: KnowledgeBase, references: References, today: datetime.date | None = None, changes: Changes = _NEVER
) -> dict[str, bytes]:
    """Every page of the knowledge base, by its path below `docs/`; the same records and days give the same bytes.

    `today` decides which facts are past their day of review; without it none is. `changes` says when files last
    changed.
    """
    renderer = Renderer(knowledge, references, today)
    # The data first: making it takes most memory, and the pages take all there is at the end.
    pages = {**api_files(renderer), **search_files(knowledge), **runner_files(renderer)}
    pages.update(record_pages(renderer))
    pages.update(state_pages(renderer))
    pages.update(tool_files(renderer))
    pages.update(embed_pages(renderer))
    pages.update(helper_pages(renderer))
    pages.update(offline_pages(renderer))
    pages.update(review_pages(renderer))
    pages.update(index_pages(renderer))
    pages["index.md"] = _home(renderer)
    pages[f"{PROBLEMS}/index.md"] = renderer.rendered("problems.md.j2", renderer.page(PROBLEMS), manuals=manual())
    _tell_machines(renderer, pages, changes)
    return pages


def _tell_machines(renderer: Renderer, pages: dict[str, bytes], changes: Changes) -> None:
    """Adds to each page what the theme needs for search engines: what it is, and the day of its last change.

    In place: ten thousand entries are 200 MB of pages, which must not be held twice.
    """
    told = (("json_ld", path, text) for path, text in linked_data(renderer))
    days = (("updated", path, str(day)) for path, day in updated(renderer, changes).items())
    for key, path, value in chain(told, days):
        if path in pages:
            pages[path] = with_keys(pages[path], {key: value})


def _first_question(renderer: Renderer, page: Page) -> dict[str, Any]:
    """The first question of the home page's flow and its answers, each with the address of what follows it."""
    flow = renderer.knowledge.site.home.flow
    compiled = renderer.compiled.get(flow)
    if compiled and (first := start_view(renderer, compiled, page)):
        here = page.to(route("flow", flow, renderer.knowledge.names)).removesuffix(".md") + "/"
        handed = f' data-flow="{flow}" data-page="{here}" data-question="{first.question_id}"'
        ways = [
            {
                "label": answer.label,
                "hint": answer.hint,
                "address": answer.address,
                "data": f'{handed} data-answer="{answer.value}"',
            }
            for answer in first.answers
        ]
        return {"question": first.question.ask, "answers": ways}
    address = page.to(route("flow", flow, renderer.knowledge.names))
    step = renderer.drawing(flow).steps[0]
    ways = [
        {"label": way.label or "Then", "hint": "", "address": f"{address}#step-{way.target}", "data": ""}
        for way in step.choices
    ]
    return {"question": step.title, "answers": ways}


def _home(renderer: Renderer) -> bytes:
    knowledge, site = renderer.knowledge, renderer.knowledge.site
    page = renderer.page("index.md")
    questions = {entry.id: entry for entry in knowledge.of("faq", Faq)}
    indexes = [
        {"many": names.many, "route": index_route(kind, knowledge.names), "summary": names.summary}
        for kind, names in knowledge.names.items()
        if is_shown(kind) and knowledge.entries[kind]
    ]
    return renderer.rendered(
        "home.md.j2",
        page,
        view={
            **_first_question(renderer, page),
            "questions": [questions[id_] for id_ in site.home.questions],
            "start": [page.ref(reference) for reference in site.home.start],
            "indexes": indexes,
            "helper": page.to(Route(f"{HELPER}/index.md")) if questions else "",
            "offline": page.to(Route(f"{OFFLINE}/index.md")),
            "lists": page.to(start_of_lists(knowledge)),
        },
    )
