"""Every generated page: records in, `{path below docs/: bytes}` out. No disk, no clock."""

from __future__ import annotations

import datetime
from typing import Any

from generator.loader import KnowledgeBase
from generator.manual import manual
from generator.model import Faq
from generator.model.kinds import PROBLEMS, is_shown
from generator.references import References
from generator.render.indexes import index_pages
from generator.render.page import Page
from generator.render.records import record_pages
from generator.render.renderer import Renderer
from generator.render.review import review_pages
from generator.render.routes import index_route, route
from generator.render.states import start_view, state_pages


def render(knowledge: KnowledgeBase, references: References, today: datetime.date | None = None) -> dict[str, bytes]:
    """Every page of the knowledge base, by its path below `docs/`; the same records and day give the same bytes.

    `today` decides which facts are past their day of review; without it none is.
    """
    renderer = Renderer(knowledge, references, today)
    pages = dict(record_pages(renderer))
    pages.update(state_pages(renderer))
    pages.update(review_pages(renderer))
    pages.update(index_pages(renderer))
    pages["index.md"] = _home(renderer)
    pages[f"{PROBLEMS}/index.md"] = renderer.rendered("problems.md.j2", renderer.page(PROBLEMS), manuals=manual())
    return pages


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
        },
    )
